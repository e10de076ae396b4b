import { adminChangeProblem } from '../mitigation-facts.ts';
import type { MitigationRenderer } from '../platform.ts';
import { junosInterfaceName } from './interface-names.ts';

/** An exclusive candidate: nobody else's half-finished change can be committed along with ours. */
function renderer(wanted: 'up' | 'down'): MitigationRenderer {
  const [apply, undo] = wanted === 'down' ? ['set', 'delete'] : ['delete', 'set'];
  return {
    contextCommands: () => [],
    render: (args, facts) => {
      const problem = adminChangeProblem(args, facts, wanted, junosInterfaceName);
      if (problem !== null) return { ok: false, reason: problem };
      const [port = '', unit] = (args.interface ?? '').split('.');
      const path = `interfaces ${port}${unit === undefined ? '' : ` unit ${unit}`} disable`;
      const lines = (tag: string, verb: string) => [
        'configure exclusive',
        `${verb} ${path}`,
        `commit comment ${tag}`,
        'exit',
      ];
      return { ok: true, apply: lines(facts.tag, apply), undo: lines(`${facts.tag}-undo`, undo) };
    },
  };
}

export const interfaceShutdown = renderer('down');
export const interfaceEnable = renderer('up');
