import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { allBfdColumns, type BfdCells, type BfdPart, bfdPart } from './bfd-columns.ts';
import { blankSession, eosBfdState, eosBfdVrf } from './bfd-words.ts';
import { isRule } from './eos-table.ts';
import { eosPrintedInterface } from './interface-names.ts';

/** The sessions whose first columns were read, null for one that was not understood; the rest of them comes below. */
interface Group {
  part: BfdPart;
  sessions: (BfdCells | null)[];
  /** How many of them the part below has named. */
  reached: number;
  /** How many records there were before it. */
  before: number;
}

/**
 * `show bfd peers`: a screen that is too narrow breaks the table between two columns, and what is left comes below. Where
 * it breaks hangs on the width of the addresses. Null without its column names.
 */
export function eosBfdTable(text: TextLines): Rows<BfdSessionRecord> | null {
  const rows: Rows<BfdSessionRecord> = { records: [], unparsed: [] };
  let vrf: string | null = null;
  let group: Group | null = null;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      // It stands in the place of a row, and the ones below it are those of the next sessions.
      if (group) takeRow(group, '', vrf, rows);
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    if (line === '' || isNoise(raw) || isRule(line)) continue;
    const named = eosBfdVrf(line);
    const part = bfdPart(line);
    if (named !== null) {
      if (group && isOpen(group)) return unfinished(rows, group);
      vrf = named;
    } else if (part?.from === 0) {
      if (group && isOpen(group)) return unfinished(rows, group);
      group = { part, sessions: [], reached: 0, before: rows.records.length };
    } else if (part && group && part.from === group.part.to && isReached(group)) {
      group.part = part;
      group.reached = 0;
    } else if (!group) return null;
    else if (!takeRow(group, line, vrf, rows)) {
      rows.unparsed.push(raw);
      // Below the heading of a VRF in another form the sessions are nobody's.
      if (/^[A-Z]+ name\b|: \S+$/.test(line)) vrf = null;
    }
  }
  if (!group) return null;
  return isOpen(group) ? unfinished(rows, group) : withCut(rows, text);
}

/** Some of its sessions still lack their last columns. */
function isOpen({ part, sessions, reached }: Group): boolean {
  return sessions.length > 0 && (part.to < allBfdColumns || reached < sessions.length);
}

/** Every session has its row in the part that was read last. */
function isReached({ part, sessions, reached }: Group): boolean {
  return part.from === 0 || reached === sessions.length;
}

/** Reads a row into its session, and keeps the session when that was the last part of it. False for another form. */
function takeRow(group: Group, line: string, vrf: string | null, rows: Rows<BfdSessionRecord>): boolean {
  const { part, sessions } = group;
  const cells: BfdCells | null = part.row.exec(line)?.groups ?? null;
  if (part.from === 0) sessions.push(null);
  const index = part.from === 0 ? sessions.length - 1 : group.reached;
  if (index >= sessions.length) return false;
  group.reached = index + 1;
  const before = part.from === 0 ? {} : sessions[index];
  const session = cells && before ? { ...before, ...cells } : null;
  sessions[index] = session;
  if (!session || (session.port !== undefined && !placeOf(session))) {
    sessions[index] = null;
    return false;
  }
  if (part.to < allBfdColumns) return true;
  const record = recordOf(session, vrf);
  if (record) rows.records.push(record);
  return record !== null;
}

/** The row that is missing may be any of them, and those below it are then of other sessions. */
function unfinished(rows: Rows<BfdSessionRecord>, { before }: Group): Rows<BfdSessionRecord> {
  const records = rows.records.slice(0, before);
  return { ...rows, records, incomplete: 'the second half of the table has no end: the answer was cut off' };
}

function recordOf(session: BfdCells, vrf: string | null): BfdSessionRecord | null {
  const place = placeOf(session);
  const state = eosBfdState(session.state ?? '');
  if (!place || state === null) return null;
  return {
    ...blankSession(vrf, place.peer, state),
    interface: place.port,
    diagnosticCode: session.diagnostic ?? null,
  };
}

/** Behind the name of the interface stands its number; a session over several hops has none. */
function placeOf({ address = '', port = '' }: BfdCells): { peer: string; port: string | null } | null {
  const peer = canonicalIp(address);
  const name = /^([A-Za-z][\w./:-]*)(?:\(\d+\))?$/.exec(port)?.[1] ?? '';
  const out = name === 'NA' || /\d$/.test(name) ? eosPrintedInterface(name) : null;
  return peer === null || out === null ? null : { peer, port: name === 'NA' ? null : out };
}
