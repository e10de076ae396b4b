import type { LagRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { isPort } from './interface-names.ts';
import { withRowCount } from './row-count.ts';
import { rowsAboveRule } from './rows-above-rule.ts';
import { readTables, type Section } from './screen.ts';

/** `show lag` for the state of each aggregate and `show lag port` for its ports. */
export const lag: DiagnosticReader<'lag'> = {
  commands: ({ interface: name }) => {
    const id = /^lag-(\d{1,4})$/.exec(name ?? '')?.[1];
    if (id !== undefined) return [{ line: `/show lag ${id}` }, { line: `/show lag ${id} port` }];
    return [{ line: '/show lag' }, { line: '/show lag port', optional: true }];
  },
  parse: (outputs, { args }) => {
    const whole = several(outputs.map((output) => readTables(output, /^Lag (?:Data|Port States)$/, readLags)));
    const records = outputs.length < 2 ? whole.records : merged(whole.records);
    return {
      ...whole,
      records: args.interface === undefined ? records : records.filter((one) => one.lag === args.interface),
    };
  },
};

const dataRow =
  /^(\d{1,4})(?:\([ed]\))? +(up|down) +(up|down) +(?:(?:Yes|No) +)?(\d{1,3}) +(\d{1,3})(?: +(\S{1,12}))?$/i;
const portRow =
  /^(?:(\d{1,4})\(([ed])\))? +(\S{3,24}) +(up|down) +(active|standby|stdby) +(up|down) +(?:(yes) +)?(\d{1,3}) +(\S{1,6}) +(\d{1,5})$/i;

function readLags(sections: Section[]): Rows<LagRecord> {
  const rows: Rows<LagRecord> = { records: [], unparsed: [] };
  for (const section of sections) withRowCount(section, rows, () => readSection(section, rows));
  return rows;
}

function readSection(section: Section, rows: Rows<LagRecord>): void {
  const start = section.lines.indexOf('---');
  append(rows.unparsed, rowsAboveRule(section, section.title === 'Lag Data' ? dataRow : portRow));
  const found: LagRecord[] = [];
  // Of the aggregate above: its primary port was seen; its name alone was.
  let primary = false;
  let first = false;
  // Since release 22 the name of an aggregate stands on a line above its ports.
  const isNamed = section.lines.slice(0, start).some((line) => /^ *name$/i.test(line));
  for (const line of start === -1 ? [] : section.lines.slice(start + 1)) {
    if (line === '---' || /^(?:Total Lag-ids|\* indicates|No Matching|name ?:|Name ?:| +name ?:)/.test(line)) continue;
    if (section.title === 'Lag Data') {
      const match = dataRow.exec(line);
      if (match) found.push(dataOf(match));
      else if (!(isNamed && found.length > 0 && /^ +\S{1,64}$/.test(line))) rows.unparsed.push(line);
      continue;
    }
    if (isNamed && /^\S{1,64}$/.test(line) && !/^\d{1,4}\([ed]\)$/.test(line)) {
      primary = false;
      first = true;
      continue;
    }
    const match = portRow.exec(line);
    const last = found.at(-1);
    // Behind a name, and with a second primary port, the row is of an aggregate whose number is gone.
    const isOfAnother = match !== null && match[1] === undefined && (first || (primary && match[7] !== undefined));
    if (match?.[1] !== undefined) primary = false;
    primary ||= match?.[7] !== undefined;
    first = false;
    if (!match || !isPort(match[3] ?? '') || (match[1] === undefined && !last) || isOfAnother) rows.unparsed.push(line);
    else if (match[1] === undefined) last?.members.push(memberOf(match));
    else
      found.push({
        lag: `lag-${match[1]}`,
        status: null,
        protocol: match[2] === 'e' ? 'lacp' : 'static',
        minLinks: null,
        members: [memberOf(match)],
      });
  }
  append(rows.records, section.closed || section.title === 'Lag Data' ? found : found.slice(0, -1));
}

/** The threshold says at how many links or fewer something is done, not how many are needed: no minimum of ours. */
function dataOf(match: RegExpExecArray): LagRecord {
  const admin = (match[2] ?? '').toLowerCase();
  const oper = (match[3] ?? '').toLowerCase();
  return {
    lag: `lag-${match[1]}`,
    status: admin === 'down' ? 'admin-down' : oper === 'up' ? 'up' : 'down',
    protocol: null,
    minLinks: null,
    members: [],
  };
}

function memberOf(match: RegExpExecArray): LagRecord['members'][number] {
  const [admin, role, oper] = [match[4] ?? '', match[5] ?? '', match[6] ?? ''].map((word) => word.toLowerCase());
  const state = oper === 'up' ? (role === 'active' ? 'bundled' : 'standby') : role === 'active' ? 'down' : 'standby';
  return { interface: match[3] ?? '', state, reason: admin === 'down' ? 'admin' : null };
}

function merged(records: readonly LagRecord[]): LagRecord[] {
  const byName = new Map<string, LagRecord>();
  for (const record of records) {
    const known = byName.get(record.lag);
    byName.set(
      record.lag,
      known
        ? {
            ...known,
            status: known.status ?? record.status,
            protocol: known.protocol ?? record.protocol,
            members: [...known.members, ...record.members],
          }
        : record,
    );
  }
  return [...byName.values()];
}
