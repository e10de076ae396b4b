import { canonicalIp } from '../../domain/ip.ts';
import type { MplsLspRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { withRowCount } from './row-count.ts';
import { readTables, type Section } from './screen.ts';

/** `show router mpls lsp`: the LSPs that begin here, two lines for each, or one where the name is short (older releases). */
export const mplsLsps: DiagnosticReader<'mpls-lsps'> = {
  commands: () => [{ line: '/show router mpls lsp' }],
  parse: (outputs) =>
    several(outputs.map((output) => readTables(output, /^MPLS LSPs \(Originating\)(?: .{0,40})?$/, readLsps))),
};

const oneLine = /^(\S.{0,63}?) +([0-9A-Fa-f:.]{7,45}) +(?:\d{1,10} +)?(Yes|No|N\/A) +(Up|Down|Dwn) +(Up|Down|Dwn)$/;
const head = /^(\S.{0,63}?) +(\d{1,10}) +(Yes|No|N\/A) +(Up|Down|Dwn) +(Up|Down|Dwn)$/;
const nameOnly = /^(\S{1,64})$/;
const restOnly = /^ {8,}(\d{1,10}) +(Yes|No|N\/A) +(Up|Down|Dwn) +(Up|Down|Dwn)$/;

interface Open {
  name: string;
  states: [string, string] | null;
}

function readLsps(sections: Section[]): Rows<MplsLspRecord> {
  const rows: Rows<MplsLspRecord> = { records: [], unparsed: [] };
  for (const section of sections) withRowCount(section, rows, () => readTable(section, rows));
  return rows;
}

function readTable(section: Section, rows: Rows<MplsLspRecord>): void {
  const start = section.lines.indexOf('---');
  let open: Open | null = null;
  for (const line of start === -1 ? [] : section.lines.slice(start + 1)) {
    if (line === '---' || /^(?:LSPs ?:|\* indicates|No Matching)/.test(line)) continue;
    const one: RegExpExecArray | null = open ? null : oneLine.exec(line);
    const first: RegExpExecArray | null = open ? null : head.exec(line);
    const rest: RegExpExecArray | null = open && !open.states ? restOnly.exec(line) : null;
    const to = open?.states ? canonicalIp(line.trim()) : null;
    if (first) open = { name: first[1] ?? '', states: [first[4] ?? '', first[5] ?? ''] };
    else if (one && canonicalIp(one[2] ?? '') !== null)
      rows.records.push(recordOf(one[1] ?? '', canonicalIp(one[2] ?? ''), [one[4] ?? '', one[5] ?? '']));
    else if (open && rest) open.states = [rest[3] ?? '', rest[4] ?? ''];
    else if (open?.states && to !== null) {
      rows.records.push(recordOf(open.name, to, open.states));
      open = null;
    } else if (!open && nameOnly.test(line)) open = { name: line, states: null };
    else {
      rows.unparsed.push(...(open ? [open.name] : []), line);
      open = null;
    }
  }
  if (open) rows.unparsed.push(open.name);
}

function recordOf(name: string, to: string | null, [admin, oper]: [string, string]): MplsLspRecord {
  const state = oper === 'Up' ? 'up' : admin === 'Up' ? 'down' : 'admin-down';
  return { name: name.endsWith('*') ? null : name, type: null, from: null, to, state, upSeconds: null };
}
