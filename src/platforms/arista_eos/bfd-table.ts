import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { blankSession, eosBfdState, eosBfdVrf } from './bfd-words.ts';
import { isRule } from './eos-table.ts';
import { eosPrintedInterface } from './interface-names.ts';

/** The last time up stands in the first half or, where the addresses are long, in the second one. */
const columns = /^DstAddr +MyDisc +YourDisc +Interface(?:\/Transport)? +Type( +LastUp)?$/;
const moreColumns = /^(LastUp +)?LastDown +LastDiag +State$/;
const allColumns =
  /^DstAddr +MyDisc +YourDisc +Interface(?:\/Transport)? +Type +LastUp +LastDown +LastDiag +State(?: +\S+)*$/;

const time = String.raw`(?:NA|\d\d/\d\d/\d\d \d\d:\d\d)`;
const left = new RegExp(String.raw`^([0-9A-Fa-f:.]{2,45}) +\d{1,12} +\d{1,12} +(\S{1,64}) +\S{2,30}( +${time})?$`);
const both = new RegExp(
  String.raw`^(\S{2,45} +\d{1,12} +\d{1,12} +\S{1,64} +\S{2,30} +${time}) +(${time} +\S.{1,60}? {2,}\S[A-Za-z ]{1,11}?)(?: +-)?$`,
);
const right = new RegExp(String.raw`^(${time} +)?${time} +(\S.{1,60}?) {2,}(\S[A-Za-z ]{1,11})$`);

interface Half {
  part: 'left' | 'right' | 'both';
  /** The last time up stands in it. */
  hasUp: boolean;
}

interface First {
  peer: string;
  port: string | null;
}

/**
 * `show bfd peers`: a screen that is too narrow breaks the table in two, and the second half comes below the first one.
 * Null without its column names.
 */
export function eosBfdTable(text: TextLines): Rows<BfdSessionRecord> | null {
  const rows: Rows<BfdSessionRecord> = { records: [], unparsed: [] };
  let vrf: string | null = null;
  let half: Half | null = null;
  /** One for each row of the first half, null for one that was not understood. */
  const waiting: (First | null)[] = [];
  const take = (first: First | null, words: RegExpExecArray | null, hasUp: boolean): boolean => {
    const state = eosBfdState(words?.[3] ?? '');
    if (!first || !words || state === null || hasUp !== (words[1] !== undefined)) return false;
    rows.records.push({
      ...blankSession(vrf, first.peer, state),
      interface: first.port,
      diagnosticCode: words[2] ?? null,
    });
    return true;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '' || isNoise(raw) || isRule(line)) continue;
    const named = eosBfdVrf(line);
    const heading = halfBelow(line);
    if (named !== null) {
      if (waiting.length > 0) return unfinished(rows);
      vrf = named;
    } else if (heading) half = heading;
    else if (half === null) return null;
    else if (half.part === 'right') {
      if (!take(waiting.shift() ?? null, right.exec(line), half.hasUp)) rows.unparsed.push(raw);
    } else if (half.part === 'left') {
      const first = leftOf(line, half.hasUp);
      waiting.push(first);
      if (!first) rows.unparsed.push(raw);
    } else {
      const match = both.exec(line);
      if (!take(leftOf(match?.[1] ?? '', true), right.exec(match?.[2] ?? ''), false)) rows.unparsed.push(raw);
    }
  }
  if (half === null) return null;
  if (waiting.length > 0) return unfinished(rows);
  return withCut(rows, text);
}

/** What stands below these column names; null when the line is none of them. */
function halfBelow(line: string): Half | null {
  const first = columns.exec(line);
  if (first) return { part: 'left', hasUp: first[1] !== undefined };
  const second = moreColumns.exec(line);
  if (second) return { part: 'right', hasUp: second[1] !== undefined };
  return allColumns.test(line) ? { part: 'both', hasUp: true } : null;
}

function unfinished(rows: Rows<BfdSessionRecord>): Rows<BfdSessionRecord> {
  return { ...rows, incomplete: 'the second half of the table has no end: the answer was cut off' };
}

/** Behind the name of the interface stands its number. */
function leftOf(line: string, hasUp: boolean): First | null {
  const match = left.exec(line);
  const peer = canonicalIp(match?.[1] ?? '');
  if (!match || peer === null || hasUp !== (match[3] !== undefined)) return null;
  const name = /^([A-Za-z][\w./:-]*)(?:\(\d+\))?$/.exec(match[2] ?? '')?.[1] ?? '';
  const port = name === 'NA' || /\d$/.test(name) ? eosPrintedInterface(name) : null;
  return port === null ? null : { peer, port: name === 'NA' ? null : port };
}
