import type { LagMember, LagRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { announcedIn, countedRows } from '../counted-rows.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { isRule } from './eos-table.ts';
import { eosInterfaceName } from './interface-names.ts';

const header = /^Port-Channel +Protocol +Ports$/;
const legend = /^(?:Flags|Number of (?:channels in use|aggregators): ?\d{1,5}|[a-zA-Z*^+-] - \S.*)$/;
/** How many aggregates are in use, above the table. */
const inUse = /^Number of channels in use: ?(\d{1,5})$/;
const row = /^(Po\d{1,4})\(([A-Z])\) +(LACP|Static|PAgP)(\([apFf*^]{1,6}\))?(?: +(\S.*))?$/;
/** A port of the other switch of an MLAG has a `P` before its short name. */
const member = /^(Peer|P)?([A-Z][a-z]\d[\d/]{0,12})\(([PGsSIiwDEM*^+-]{1,8})\)$/;
const memberAhead = /(?<= )(?!Po\d)(?:Peer|P)?[A-Z][a-z]\d[\d/]{0,12}\(/;
/** The longest name with its flags: a row with less room than this may go on in the next line. */
const widestMember = 14;
/** The column of members is as wide as the longest list of them; only one that has reached its limit goes on below. */
const narrowestLimit = 28;

/** `show port-channel summary`. Members that do not fit go on below. Null without its column names. */
export function eosLagTable(text: TextLines): Rows<LagRecord> | null {
  const rows: Rows<LagRecord> = { records: [], unparsed: [] };
  let isHeaded = false;
  let width = 0;
  let firstMember = 0;
  let room = widestMember;
  let mayGoOn = true;
  let longest = 0;
  let open: LagRecord | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const opened = row.exec(line);
    if (opened) longest = Math.max(longest, raw.length);
    // A place that is empty is one of a member that is missing.
    const isInPlace = raw.search(memberAhead) <= firstMember;
    // A line that has room for one more has lost one.
    const isFull = room <= (line.split(' ')[0] ?? '').length;
    const more = open && raw.startsWith('     ') && isInPlace && isFull ? membersOf(line) : null;
    if (open && !more) {
      rows.records.push(open);
      open = null;
    }
    if (header.test(line)) {
      isHeaded = true;
      // In some releases the members stand one further than their name.
      firstMember = raw.indexOf('Ports') + 1;
    } else if (isHeaded && isRule(line)) {
      width = raw.length;
      mayGoOn = line.length - line.lastIndexOf(' ') > narrowestLimit;
    } else if (line === '' || isNoise(raw) || isRule(line) || legend.test(line)) continue;
    else if (!isHeaded) return null;
    else if (open && more) {
      append(open.members, more);
      room = width - raw.length;
    } else {
      open = opened && isInPlace ? openRow(opened) : null;
      if (!open) rows.unparsed.push(raw);
      room = width - raw.length;
    }
  }
  if (!isHeaded) return null;
  if (width === 0) return { ...rows, incomplete: 'the column names have no ruler: the answer was cut off' };
  if (open && mayGoOn && room < widestMember && text.cut === null && text.prompted !== true)
    return { ...rows, incomplete: `the members of ${open.lag} fill the line: nothing shows that there are no more` };
  if (open) rows.records.push(open);
  if (!mayGoOn && longest > 0 && longest < width - 1)
    return { ...rows, incomplete: 'no list of members is as long as their column is wide: one has lost its end' };
  const whole = text.cut !== null && open ? { ...rows, records: rows.records.slice(0, -1) } : rows;
  const isUp = ({ status }: LagRecord) => status === 'up';
  return withCut(countedRows(whole, announcedIn(text, inUse), 'aggregates in use', isUp), text);
}

function openRow([, name = '', flag = '', protocol = '', mode, ports = '']: RegExpExecArray): LagRecord | null {
  const lag = eosInterfaceName(name);
  const members = membersOf(ports);
  if (lag === null || members === null || (flag !== 'U' && flag !== 'D')) return null;
  // Only one that is down and configured on no port has no members.
  if (members.length === 0 && (flag === 'U' || mode !== undefined)) return null;
  return {
    lag,
    status: flag === 'U' ? 'up' : 'down',
    protocol: protocol.toLowerCase() as LagRecord['protocol'],
    minLinks: null,
    members,
  };
}

function membersOf(text: string): LagMember[] | null {
  const members: LagMember[] = [];
  for (const word of text === '' ? [] : text.split(' ')) {
    const [, peer, short = '', letters = ''] = member.exec(word) ?? [];
    const name = eosInterfaceName(short);
    if (name === null) return null;
    members.push({ interface: peer === undefined ? name : `Peer${name}`, ...stateOf(letters) });
  }
  return members;
}

const flags: readonly [string, string, string | null][] = [
  ['P', 'bundled', null],
  ['s', 'suspended', null],
  ['I', 'individual', null],
  ['^', 'individual', 'fallback'],
  ['*', 'individual', 'static fallback'],
  ['D', 'down', null],
  ['i', 'inactive', 'incompatible with the aggregate'],
  ['w', 'inactive', 'waiting for the aggregate'],
  ['E', 'inactive', 'more aggregates configured than the limit'],
  ['M', 'inactive', 'exceeds the maximum weight'],
  ['-', 'inactive', 'out of sync'],
];

function stateOf(letters: string): Pick<LagMember, 'state' | 'reason'> {
  const found = flags.find(([flag]) => letters.includes(flag));
  return { state: found?.[1] ?? null, reason: found?.[2] ?? null };
}
