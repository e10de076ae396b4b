import type { LagRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { countOf } from '../values.ts';
import { belowInterface, withInterface } from './asked-interface.ts';
import { lacpReport } from './lacp-report.ts';
import { lagDetailReport } from './lag-detail-report.ts';
import { lagReport } from './lag-report.ts';
import { hasKnownStates } from './leaves.ts';
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
      readTree<LagRecord>(
        output,
        (tree) => {
          const whole = belowInterface(withInterface(tree, args.interface), args.interface, 'lag');
          const interfaces = listOf(whole, 'interface');
          for (const branch of interfaces) {
            const name = wordOf(branch['name']);
            if (name !== null) known.set(name, { ...known.get(name), ...branch });
          }
          return interfaces.length === 0 ? null : lagsOf(interfaces);
        },
        (lines) => lagReport(lines) ?? lagDetailReport(lines) ?? lacpReport(lines),
      ),
    );
    const whole = several(parts);
    const records = whole.records
      .map((record) => ({ ...record, status: record.status ?? statusOf(known.get(record.lag) ?? {}) }))
      .filter((record) => args.interface === undefined || record.lag === args.interface);
    return { ...whole, records, outcome: whole.outcome === 'ok' && records.length === 0 ? 'empty' : whole.outcome };
  },
};

/** The states of every interface count: that of an aggregate may stand in another part of the answer than its members. */
function lagsOf(interfaces: readonly Branch[]): Rows<LagRecord> {
  const rows: Rows<LagRecord> = { records: [], unparsed: [] };
  for (const branch of interfaces) {
    const group = at(branch, 'lag');
    const name = wordOf(branch['name']);
    if (name === null) rows.unparsed.push('an interface has no name');
    else if (!hasKnownStates(branch)) rows.unparsed.push(`interface ${name} has no known state`);
    else if (group) {
      const members = listOf(group, 'member').map(memberOf);
      if (members.includes(null)) rows.unparsed.push(`a member of ${name} has no name or no known state`);
      else
        rows.records.push(
          lagOf(
            branch,
            name,
            group,
            members.filter((member) => member !== null),
          ),
        );
    }
  }
  return rows;
}

function lagOf(branch: Branch, name: string, group: Branch, members: LagRecord['members']): LagRecord {
  const type = wordOf(group['lag-type']);
  return {
    lag: name,
    status: statusOf(branch),
    protocol: type === 'lacp' || type === 'static' ? type : null,
    minLinks: countOf(group['min-links']),
    members,
  };
}

function memberOf(member: Branch): LagRecord['members'][number] | null {
  const port = wordOf(member['name']);
  if (port === null || !hasKnownStates(member)) return null;
  const state = wordOf(member['oper-state']);
  return { interface: port, state: state === 'up' ? 'bundled' : state, reason: wordOf(member['oper-down-reason']) };
}

function statusOf(branch: Branch): LagRecord['status'] {
  const oper = wordOf(branch['oper-state']);
  if (branch['admin-state'] === 'disable') return 'admin-down';
  return oper === 'up' || oper === 'down' ? oper : null;
}
