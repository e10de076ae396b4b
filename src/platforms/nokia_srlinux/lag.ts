import type { LagRecord } from '../../domain/device-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { countOf } from '../values.ts';
import { at, type Branch, listOf, readTree, wordOf } from './state-tree.ts';

/** The branches about aggregation, and the states of the interfaces that have one; a whole branch is read as well. */
export const lag: DiagnosticReader<'lag'> = {
  commands: ({ interface: name = '*' }) => [
    { line: `info from state interface ${name} lag | as json` },
    { line: `info from state interface ${name} admin-state | as json` },
    { line: `info from state interface ${name} oper-state | as json` },
  ],
  parse: (outputs, { args }) => {
    const known = new Map<string, Branch>();
    const parts = outputs.map((output) =>
      readTree<LagRecord>(output, (tree) => {
        const interfaces = listOf(tree, 'interface');
        for (const branch of interfaces) {
          const name = wordOf(branch['name']);
          if (name !== null) known.set(name, { ...known.get(name), ...branch });
        }
        return interfaces.length === 0 ? null : { records: interfaces.flatMap(lagOf), unparsed: [] };
      }),
    );
    const whole = several(parts);
    const records = whole.records
      .map((record) => ({ ...record, status: record.status ?? statusOf(known.get(record.lag) ?? {}) }))
      .filter((record) => args.interface === undefined || record.lag === args.interface);
    return { ...whole, records, outcome: whole.outcome === 'ok' && records.length === 0 ? 'empty' : whole.outcome };
  },
};

function lagOf(branch: Branch): LagRecord[] {
  const group = at(branch, 'lag');
  const name = wordOf(branch['name']);
  if (!group || name === null) return [];
  const type = wordOf(group['lag-type']);
  return [
    {
      lag: name,
      status: statusOf(branch),
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
}

function statusOf(branch: Branch): LagRecord['status'] {
  const oper = wordOf(branch['oper-state']);
  if (branch['admin-state'] === 'disable') return 'admin-down';
  return oper === 'up' || oper === 'down' ? oper : null;
}
