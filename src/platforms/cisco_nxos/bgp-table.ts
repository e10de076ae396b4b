import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, networkPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { validOfMarks } from '../bgp-marks.ts';
import { ciscoAsPath } from '../cisco-as-path.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankBgpRoute } from '../records.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isNxosNoise } from './nxos-noise.ts';
import { withoutTabs } from './tabs.ts';

/** Where the next hop begins and where the figures end: those are set to the right. */
interface Columns {
  nextHop: number;
  metric: number;
  preference: number;
  weight: number;
}

/** A longer next hop moves what stands behind it. */
const nextHopWidth = 20;

const vrfLine = /^BGP routing table information for VRF (\S{1,64}), address family /;
/** Alone, and with a VNI, it names no VRF. */
export const distinguisher = /^Route Distinguisher: \S{3,40}(?: +\((?:VRF (\S{1,64})|L[23]VNI \d{1,8})\))?$/;
/** The same with a word that is not known: what stands below is nobody's. */
export const bentDistinguisher = /^Route Dist|Distinguisher: /;
export const bentTable = /^BGP routing table|table information for|, address family /;
const heading = /^Network +Next Hop +Metric +LocPrf +Weight Path$/;
const around =
  /^(?:BGP table version is |Status: s-suppressed|Path type: i-internal|Origin codes: |Peer \S+ routes for address family |Can't find neighbor \S+ in VRF \S+$)/;
/** The letter of the type is there in every row. */
const status = /^[ *sxSdh][ >|&2][ielcarI]/;

/**
 * `show ip bgp`: one row per path, the network only on the first one of each. Null when neither the heading of NX-OS nor
 * its legend is there.
 */
export function nxosBgpTable(whole: TextLines, args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  const text = withWholeTail(whole, wholeTail);
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  let vrf: string | null = args.vrf ?? null;
  let columns: Columns | null = null;
  let prefix: string | null = null;
  let wrapped: Wrapped | null = null;
  let headed = false;
  for (const given of text.lines) {
    const raw = withoutTabs(given);
    const line = isTooLong(raw) ? '' : raw.trim();
    // A row begins with its marks or an address, every other line with a capital letter.
    const isWords = /^[A-Z]/.test(line);
    const named = isWords ? vrfLine.exec(line) : null;
    const distinguished = isWords ? distinguisher.exec(line) : null;
    if (named) vrf = named[1] ?? vrf;
    if (isWords && bentDistinguisher.test(line)) vrf = distinguished?.[1] ?? args.vrf ?? null;
    if (named || distinguished) {
      if (wrapped !== null) rows.unparsed.push(given);
      prefix = null;
      wrapped = null;
    }
    if (!named && isWords && bentTable.test(line)) vrf = null;
    const isHeading = isWords && heading.test(line);
    if (named || distinguished || line.startsWith('Path type: i-internal')) headed = true;
    if (isHeading) columns = columnsOf(raw);
    if (isTooLong(raw)) rows.unparsed.push(given);
    else if (
      named ||
      distinguished ||
      isHeading ||
      (isWords && around.test(line)) ||
      (!raw.startsWith('*') && isNxosNoise(line))
    )
      continue;
    else if (!headed || !columns) return null;
    else {
      const isStatus = status.test(raw);
      const network = isStatus ? /^\S{2,64}/.exec(raw.slice(3))?.[0] : undefined;
      if (wrapped !== null && (isStatus || !raw.startsWith('   '))) {
        // The second line of the row before is missing.
        rows.unparsed.push(`${prefix ?? 'a network'} without its next hop`);
        wrapped = null;
        prefix = null;
      }
      if (network !== undefined) prefix = networkPrefix(network);
      const begun: Wrapped | null = isStatus
        ? { marks: raw.slice(0, 3), hop: null, from: 3 + (network?.length ?? 0) }
        : wrapped;
      const rest: string | null = begun && begun.hop === null ? raw.slice(begun.from).trimStart() : null;
      if (begun && network !== undefined && rest === '') wrapped = { ...begun, from: 0 };
      else if (begun && rest !== null && !rest.includes(' ') && canonicalIp(rest) !== null)
        wrapped = { ...begun, hop: rest, from: 0 };
      else {
        const record = prefix === null || begun === null ? null : rowOf(raw, begun, columns, vrf, prefix);
        wrapped = null;
        if (record) rows.records.push(record);
        else {
          // The paths below it are nobody's.
          prefix = null;
          rows.unparsed.push(given);
        }
      }
    }
  }
  if (wrapped !== null && text.cut === null) rows.unparsed.push(`${prefix ?? 'a network'} without its next hop`);
  return headed ? withCut(rows, text) : null;
}

function columnsOf(heading: string): Columns {
  const end = (word: string) => heading.indexOf(word) + word.length;
  return {
    nextHop: heading.indexOf('Next Hop'),
    metric: end('Metric'),
    preference: end('LocPrf'),
    weight: end('Weight'),
  };
}

/** A row of which the figures, or the next hop as well, stand on the next lines. */
interface Wrapped {
  marks: string;
  hop: string | null;
  /** Where the marks and the network of this line end. */
  from: number;
}

/** The code of the origin is one letter, and the last word of a row. */
const wholeTail = / \d+ (?:[\d.{}()]+ )*[ie?]$/;

/**
 * The weight is the last word with more than one blank before it, and every row has it; metric and preference may be
 * missing. A row may stand further to the right than its heading, as a whole or from its figures on: the latter only
 * shows where there is another figure than the weight.
 */
function rowOf(
  raw: string,
  { from, marks, hop: above }: Wrapped,
  columns: Columns,
  vrf: string | null,
  prefix: string,
): BgpRouteRecord | null {
  const gap = raw.lastIndexOf('  ');
  const weightAt = gap + 2;
  const weight = gap === -1 ? undefined : /^\d{1,10}(?!\S)/.exec(raw.slice(weightAt, weightAt + 11))?.[0];
  if (weight === undefined) return null;
  const words = [...raw.slice(from, weightAt).matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    word,
    at: from + index,
  }));
  // Below a next hop that is too long for its column the figures stand where they belong.
  if (above !== null) words.unshift({ word: above.slice(0, nextHopWidth), at: columns.nextHop });
  const [hop, ...others] = words;
  if (!hop) return null;
  const nextHop = canonicalIp(above ?? hop.word);
  if (nextHop === null) return null;
  const moved = hop.at - columns.nextHop + Math.max(0, hop.word.length - nextHopWidth);
  const further = weightAt + weight.length - columns.weight;
  if (hop.at < columns.nextHop || further < moved || (further > moved && others.length === 0)) return null;
  const figures: Record<'metric' | 'preference', number | null> = { metric: null, preference: null };
  for (const one of others) {
    const end = one.at + one.word.length - further;
    const column = (['metric', 'preference'] as const).find((name) => columns[name] === end);
    if (column === undefined || !/^\d{1,10}$/.test(one.word)) return null;
    figures[column] = Number(one.word);
  }
  const path = /^((?:\S+ )*)([ie?])$/.exec(raw.slice(columns.weight + further + 1));
  const origin = ({ i: 'igp', e: 'egp', '?': 'incomplete' } as const)[path?.[2] ?? ''];
  const asPath = ciscoAsPath(path?.[1] ?? '');
  if (origin === undefined || asPath === null) return null;
  return {
    ...blankBgpRoute(vrf, prefix),
    best: marks[1] === '>',
    valid: validOfMarks(marks[0] ?? ''),
    nextHop,
    asPath,
    origin,
    localPreference: figures.preference,
    med: figures.metric,
  };
}
