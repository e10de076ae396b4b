import { adminChangeProblem } from '../mitigation-facts.ts';
import type { MitigationRenderer } from '../platform.ts';
import { frrInterfaceName } from './interface-names.ts';

/** vtysh has no candidate configuration: every line applies at once. */
function renderer(wanted: 'up' | 'down'): MitigationRenderer {
  const [apply, undo] = wanted === 'down' ? ['shutdown', 'no shutdown'] : ['no shutdown', 'shutdown'];
  return {
    contextCommands: () => [],
    render: (args, facts) => {
      const problem = adminChangeProblem(args, facts, wanted, frrInterfaceName);
      if (problem !== null) return { ok: false, reason: problem };
      const lines = (line: string) => ['configure terminal', `interface ${args.interface}`, line, 'end'];
      return { ok: true, apply: lines(apply), undo: lines(undo) };
    },
  };
}

export const interfaceShutdown = renderer('down');
export const interfaceEnable = renderer('up');
