import type { LagMember, LagRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { textOf } from '../values.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { rowsOf, saysNothing, topRowsOf } from './json-tables.ts';
import { inEnvelope } from './nxapi-envelope.ts';
import { isBeside } from './nxos-noise.ts';
import { rejectedByNxos } from './rejected.ts';

/** Whether an aggregate that is down was shut is not in this table. */
export const lag: DiagnosticReader<'lag'> = {
  commands: (args) => [
    {
      line: `show port-channel summary ${args.interface === undefined ? '' : `interface ${args.interface} `}| json`,
    },
  ],
  parse: ([output = '']) => {
    if (output.length < 200 && saysNothing(output)) return { outcome: 'empty', records: [], unparsed: [], error: null };
    return parseForms<LagRecord>(output, { rejected: rejectedByNxos, json: inEnvelope(inJson), text: aggregates });
  },
};

function inJson(documents: Json[]): Rows<LagRecord> | null {
  const found = topRowsOf(documents, 'channel');
  if (!found) return null;
  const rows: Rows<LagRecord> = { records: [], unparsed: [] };
  for (const row of found) {
    const name = textOf(row['port-channel']) ?? '';
    const members = (rowsOf(row, 'member') ?? []).map(memberIn);
    const flags = `${textOf(row['layer']) ?? ''}${textOf(row['status']) ?? ''}`;
    const record = members.includes(null)
      ? null
      : recordOf(name, flags, textOf(row['prtcl']) ?? '', members as LagMember[]);
    if (record) rows.records.push(record);
    else rows.unparsed.push(`port-channel ${name}`);
  }
  return rows;
}

function memberIn(row: JsonObject): LagMember | null {
  return memberOf(textOf(row['port']) ?? '', textOf(row['port-status']) ?? '');
}

const protocols: Record<string, LagRecord['protocol']> = { LACP: 'lacp', PAGP: 'pagp', NONE: 'static', ON: 'static' };

function recordOf(name: string, flags: string, protocol: string, members: LagMember[]): LagRecord | null {
  const lagName = nxosInterfaceName(name);
  const known = protocols[protocol.toUpperCase()];
  if (lagName === null || known === undefined || !isLegend(flags)) return null;
  const status = flags.includes('U') ? 'up' : /[DM]/.test(flags) ? 'down' : null;
  return { lag: lagName, status, protocol: known, minLinks: null, members };
}

/** The legend above the table. */
const states: Record<string, string> = {
  P: 'bundled',
  I: 'individual',
  H: 'standby',
  s: 'suspended',
  r: 'removed',
  D: 'down',
  b: 'waiting for BFD',
  p: 'bundled, LACP delayed',
  M: 'too few links',
};

/** Of an aggregate itself: switched or routed, and whether it is up. */
function isLegend(flags: string): boolean {
  return [...flags].every((flag) => 'SRU'.includes(flag) || Object.hasOwn(states, flag));
}

function memberOf(port: string, flag: string): LagMember | null {
  const name = nxosInterfaceName(port);
  const state = states[flag];
  return name === null || state === undefined ? null : { interface: name, state, reason: null };
}

const row = /^\d{1,5} +(\S{2,32})\(([A-Za-z]{1,6})\) +\S{2,8} +(LACP|PAGP|NONE|ON) *$/i;
const heading = /^Group +Port- +Type +Protocol +Member Ports$/;
const legend = /^(?:Flags: |[A-Za-z] - |Channel$|-+$)/;

/** Members that do not fit stand on further lines below the first ones. */
function aggregates(text: TextLines): Rows<LagRecord> | null {
  const rows: Rows<LagRecord> = { records: [], unparsed: [] };
  /** Where the members begin. */
  let column: number | null = null;
  for (const raw of text.lines) {
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const line = isTooLong(raw) ? '' : raw.trim();
    if (heading.test(line)) column = raw.indexOf('Member Ports');
    if (line === '' || isBeside(line) || heading.test(line) || legend.test(line)) continue;
    if (column === null) return null;
    const front = raw.slice(0, column);
    const match = front.trim() === '' || line.length > 600 ? null : row.exec(front.trimStart());
    const members = membersIn(raw.slice(column));
    const last = rows.records.at(-1);
    const record = match && members ? recordOf(match[1] ?? '', match[2] ?? '', match[3] ?? '', members) : null;
    if (record) rows.records.push(record);
    else if (front.trim() === '' && members && last && rows.unparsed.length === 0) append(last.members, members);
    else rows.unparsed.push(raw);
  }
  if (column === null) return null;
  // What is cut are more members of the last aggregate.
  const records = text.cut?.startsWith(' ') ? rows.records.slice(0, -1) : rows.records;
  return withCut({ ...rows, records }, text);
}

/** How far apart members begin; one that is too long for that has a blank behind it. */
const memberWidth = 13;

/** `Eth1/1(P)    Eth1/2(D)`; `--` where there is none. No place between two of them is empty. */
function membersIn(text: string): LagMember[] | null {
  if (/^-+$/.test(text.trim())) return [];
  const members: LagMember[] = [];
  let at = 0;
  while (at < text.length) {
    const [word = '', port = '', flag = ''] = /^(\S{2,40})\(([A-Za-z])\)(?= |$)/.exec(text.slice(at, at + 64)) ?? [];
    const member = memberOf(port, flag);
    const next = at + Math.max(memberWidth, word.length + 1);
    if (member === null || text.slice(at + word.length, next).trim() !== '') return null;
    members.push(member);
    at = next;
  }
  return members.length === 0 ? null : members;
}
