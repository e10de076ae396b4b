import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, canonicalPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { validOfMarks } from '../bgp-marks.ts';
import { ciscoAsPath } from '../cisco-as-path.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isXrNoise } from './xr-text.ts';

/** Where the columns of figures end: they are set to the right. */
interface Columns {
  metric: number;
  preference: number;
  weight: number;
}

/** What earlier lines said of a row that is too long for one. */
interface Open {
  status: string;
  nextHop: string | null;
}

/** The status takes three places, whatever the heading says. */
const statusWidth = 3;
const heading = /^Network +Next[- ][Hh]op +Metric +LocPrf +Weight +Path$/;
const around =
  /^(?:Status codes: |i - internal|Origin codes: |Processed \d+ prefixes|Route Distinguisher|BGP |Non-stop routing|Table ID: |VRF ID: |Dampening |Remote |Address Family: |VRF: )/;

/** IOS and NX-OS print the same column names, but these lines are XR's. */
const ownLine = /^(?:BGP main routing table version \d|BGP VRF \S+, state: )/;

/** `show bgp`: one row per path, the network only on the first one of each. Null when the heading is not there. */
export function xrBgpTable(given: TextLines, args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  const text = withWholeTail(given, /^Processed \d{1,9} prefixes, \d{1,9} paths$/);
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  let columns: Columns | null = null;
  let vrf: string | null = args.vrf ?? 'default';
  let prefix: string | null = null;
  let open: Open | null = null;
  let own = false;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    const section = sectionOf(line, args);
    if (section) {
      vrf = section.vrf;
      prefix = null;
      if (open) rows.unparsed.push(raw);
      open = null;
    }
    own ||= ownLine.test(line);
    if (heading.test(line)) columns = columnsOf(raw);
    if (line === '' || heading.test(line) || around.test(line) || isXrNoise(line)) continue;
    if (!columns || !own) return null;
    const before = open as Open | null;
    const status = before?.status ?? raw.slice(0, statusWidth);
    const words = wordsOf(before ? raw : `${' '.repeat(statusWidth)}${raw.slice(statusWidth)}`);
    if (!before && /\/\d{1,3}$/.test(words[0]?.word ?? ''))
      prefix = canonicalPrefix(words.shift()?.word ?? '')?.prefix ?? null;
    const nextHop: string | null = before?.nextHop ?? canonicalIp(words.shift()?.word ?? '');
    if (prefix === null || !/^[sdhrSN*> i-]{3}$/.test(status)) {
      prefix = null;
      rows.unparsed.push(raw);
      open = null;
    } else if (words.length === 0) open = { status, nextHop };
    else {
      const record = nextHop === null ? null : rowOf(words, columns, { vrf, prefix, nextHop, status });
      if (record) rows.records.push(record);
      else {
        // The paths below it are nobody's.
        prefix = null;
        rows.unparsed.push(raw);
      }
      open = null;
    }
  }
  if (!columns || !own) return null;
  if (open && text.cut === null) rows.unparsed.push(`${prefix}: the row has no end`);
  return withCut(rows, text);
}

/** A line behind which the rows of another VRF stand; a distinguisher alone names none. */
function sectionOf(line: string, args: DiagnosticArguments): { vrf: string | null } | null {
  const named = /^(?:BGP VRF (\S{1,64}), state: |VRF: (\S{1,64})$)/.exec(line);
  if (named) return { vrf: named[1] ?? named[2] ?? null };
  const family = /^Address Family: (.{1,60})$/.exec(line)?.[1];
  if (family !== undefined) return { vrf: args.vrf ?? (/^IPv[46] /i.test(family) ? 'default' : null) };
  if (!line.includes('Route Distinguisher: ')) return null;
  return { vrf: /\(default for vrf (\S{1,64})\)/.exec(line)?.[1] ?? args.vrf ?? null };
}

interface Word {
  word: string;
  end: number;
}

function wordsOf(raw: string): Word[] {
  return [...raw.matchAll(/\S+/g)].map((match) => ({ word: match[0], end: match.index + match[0].length }));
}

function columnsOf(raw: string): Columns {
  const end = (word: string) => raw.indexOf(word) + word.length;
  return { metric: end('Metric'), preference: end('LocPrf'), weight: end('Weight') };
}

/** A preference of ten digits pushes the weight to the right by this much at most. */
const mostPushed = 4;

/**
 * Takes the figures off the front of `words`. Every row has a weight, which ends where the heading says or a little
 * further right; a figure before it is the metric where its column ends, else the preference. Null for another row.
 */
function figuresOf(words: Word[], columns: Columns): Record<keyof Columns, number | null> | null {
  const front = words.slice(0, 3);
  const exact = front.findIndex(({ end }) => end === columns.weight);
  const pushed = front.findIndex(({ end }) => end > columns.weight && end <= columns.weight + mostPushed);
  const at = exact === -1 ? pushed : exact;
  if (at === -1 || !front.slice(0, at + 1).every(({ word }) => /^\d{1,10}$/.test(word))) return null;
  const figures: Record<keyof Columns, number | null> = { metric: null, preference: null, weight: null };
  for (const { word, end } of front.slice(0, at)) {
    const column = end === columns.metric ? 'metric' : 'preference';
    if (figures[column] !== null || end < columns.metric) return null;
    figures[column] = Number(word);
  }
  figures.weight = Number(front[at]?.word);
  words.splice(0, at + 1);
  return figures;
}

function rowOf(
  words: Word[],
  columns: Columns,
  { vrf, prefix, nextHop, status }: { vrf: string | null; prefix: string; nextHop: string; status: string },
): BgpRouteRecord | null {
  const origin = ({ i: 'igp', e: 'egp', '?': 'incomplete' } as const)[words.pop()?.word ?? ''];
  const figures = figuresOf(words, columns);
  const asPath = ciscoAsPath(words.map(({ word }) => word).join(' '));
  if (origin === undefined || asPath === null || figures === null) return null;
  return {
    vrf,
    prefix,
    pathId: null,
    best: status.includes('>'),
    bestReason: null,
    valid: validOfMarks(status),
    nextHop,
    asPath,
    origin,
    localPreference: figures.preference,
    med: figures.metric,
    communities: [],
    largeCommunities: [],
    extendedCommunities: [],
    peer: null,
    ageSeconds: null,
    rpki: null,
  };
}
