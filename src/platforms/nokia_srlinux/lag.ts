import type { LagRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { countOf } from '../values.ts';
import { at, type Branch, listOf, readTree, wordOf } from './state-tree.ts';

/** Interfaces with a branch of their own for aggregation. */
export const lag: DiagnosticReader<'lag'> = {
  commands: ({ interface: name }) => [{ line: `info from state interface ${name ?? '*'} | as json` }],
  parse: (outputs, { args }) =>
    several(
      outputs.map((output) =>
        readTree(output, (tree) => {
          const rows = lagsOf(tree);
          return rows && args.interface !== undefined
            ? { ...rows, records: rows.records.filter((one) => one.lag === args.interface) }
            : rows;
        }),
      ),
    ),
};

function lagsOf(tree: Branch): Rows<LagRecord> | null {
  const interfaces = listOf(tree, 'interface');
  if (interfaces.length === 0) return null;
  const records = interfaces.flatMap((branch): LagRecord[] => {
    const group = at(branch, 'lag');
    const name = wordOf(branch['name']);
    if (!group || name === null) return [];
    const oper = wordOf(branch['oper-state']);
    const type = wordOf(group['lag-type']);
    return [
      {
        lag: name,
        status: branch['admin-state'] === 'disable' ? 'admin-down' : oper === 'up' || oper === 'down' ? oper : null,
        protocol: type === 'lacp' || type === 'static' ? type : null,
        minLinks: countOf(group['min-links']),
        members: listOf(group, 'member').flatMap((member) => {
          const port = wordOf(member['name']);
          const state = wordOf(member['oper-state']);
          if (port === null) return [];
          return [
            { interface: port, state: state === 'up' ? 'bundled' : state, reason: wordOf(member['oper-down-reason']) },
          ];
        }),
      },
    ];
  });
  return { records, unparsed: [] };
}
