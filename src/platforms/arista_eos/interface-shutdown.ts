import { adminChangeProblem } from '../mitigation-facts.ts';
import type { MitigationRenderer } from '../platform.ts';
import { eosInterfaceName } from './interface-names.ts';

/** A named configuration session: nothing applies before `commit`, which also leaves configuration. */
function renderer(wanted: 'up' | 'down'): MitigationRenderer {
  const [apply, undo] = wanted === 'down' ? ['shutdown', 'no shutdown'] : ['no shutdown', 'shutdown'];
  return {
    contextCommands: () => [],
    render: (args, facts) => {
      const problem = adminChangeProblem(args, facts, wanted, eosInterfaceName);
      if (problem !== null) return { ok: false, reason: problem };
      const lines = (tag: string, line: string) => [
        `configure session ${tag}`,
        `interface ${args.interface}`,
        line,
        'commit',
      ];
      return { ok: true, apply: lines(facts.tag, apply), undo: lines(`${facts.tag}-undo`, undo) };
    },
  };
}

export const interfaceShutdown = renderer('down');
export const interfaceEnable = renderer('up');
