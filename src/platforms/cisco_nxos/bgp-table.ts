import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, canonicalPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { validOfMarks } from '../bgp-marks.ts';
import { ciscoAsPath } from '../cisco-as-path.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { isNxosNoise } from './nxos-noise.ts';

/** How far the ends of two columns are before the end of the weight, which every row has. */
interface Columns {
  metric: number;
  preference: number;
}

const vrfLine = /^BGP routing table information for VRF (\S{1,64}), address family /;
/** Alone, and with a VNI, it names no VRF. */
export const distinguisher = /^Route Distinguisher: \S{3,40}(?: +\((?:VRF (\S{1,64})|L[23]VNI \d{1,8})\))?$/;
const heading = /^Network +Next Hop +Metric +LocPrf +Weight Path$/;
const around =
  /^(?:BGP table version is |Status: s-suppressed|Path type: i-internal|Origin codes: |Peer \S+ routes for address family )/;
const status = /^[ *sxSdh][ >|&2][ ielcarI]/;

/**
 * `show ip bgp`: one row per path, the network only on the first one of each. Null when neither the heading of NX-OS nor
 * its legend is there.
 */
export function nxosBgpTable(text: TextLines, args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  let vrf: string | null = args.vrf ?? null;
  let columns: Columns | null = null;
  let prefix: string | null = null;
  let wrapped: string | null = null;
  let headed = false;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    // A row begins with its marks or an address, every other line with a capital letter.
    const isWords = /^[A-Z]/.test(line);
    const named = isWords ? vrfLine.exec(line) : null;
    const distinguished = isWords ? distinguisher.exec(line) : null;
    if (named) vrf = named[1] ?? vrf;
    if (line.includes('Route Distinguisher: ')) vrf = distinguished?.[1] ?? args.vrf ?? null;
    if (named || distinguished) {
      if (wrapped !== null) rows.unparsed.push(raw);
      prefix = null;
      wrapped = null;
    }
    if (!named && line.includes('BGP routing table information for ')) vrf = null;
    const isHeading = isWords && heading.test(line);
    if (named || distinguished || line.startsWith('Path type: i-internal')) headed = true;
    if (isHeading) columns = columnsOf(line);
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (named || distinguished || isHeading || (isWords && around.test(line)) || isNxosNoise(line)) continue;
    else if (!headed || !columns) return null;
    else {
      const isStatus = status.test(raw);
      const rest = isStatus ? raw.slice(3) : raw;
      const network = wrapped === null && isStatus ? /^\S{2,64}/.exec(rest)?.[0] : undefined;
      if (network !== undefined) prefix = canonicalPrefix(network)?.prefix ?? null;
      if (network !== undefined && rest.trim() === network) wrapped = raw.slice(0, 3);
      else {
        const marks: string = wrapped ?? (isStatus ? raw.slice(0, 3) : '   ');
        // A row without marks is indented by their width.
        const isRow = isStatus || wrapped !== null || raw.startsWith('   ');
        const record = prefix === null || !isRow ? null : rowOf(rest.slice(network?.length ?? 0), marks, columns);
        wrapped = null;
        if (record && prefix !== null) rows.records.push({ ...record, prefix, vrf });
        else {
          // The paths below it are nobody's.
          prefix = null;
          rows.unparsed.push(raw);
        }
      }
    }
  }
  if (wrapped !== null && text.cut === null) rows.unparsed.push(`${prefix ?? 'a network'} without its next hop`);
  return headed ? withCut(rows, text) : null;
}

function columnsOf(line: string): Columns {
  const end = (word: string) => line.indexOf(word) + word.length;
  return { metric: end('Weight') - end('Metric'), preference: end('Weight') - end('LocPrf') };
}

/** Figures are set to the right, so the weight is the last word with more than one blank before it. */
function rowOf(rest: string, marks: string, columns: Columns): BgpRouteRecord | null {
  const words = [...rest.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ word, end: index + word.length }));
  const nextHop = canonicalIp(words.shift()?.word ?? '');
  const origin = ({ i: 'igp', e: 'egp', '?': 'incomplete' } as const)[words.pop()?.word ?? ''];
  const at = words.findLastIndex(({ word, end }) => rest.slice(end - word.length - 2, end - word.length) === '  ');
  const weight = words[at];
  if (nextHop === null || origin === undefined || !weight || !/^\d{1,10}$/.test(weight.word)) return null;
  const figures: Record<keyof Columns, number | null> = { metric: null, preference: null };
  for (const { word, end } of words.slice(0, at)) {
    const column = (['metric', 'preference'] as const).find((name) => weight.end - end === columns[name]);
    if (column === undefined || !/^\d{1,10}$/.test(word)) return null;
    figures[column] = Number(word);
  }
  const asPath = ciscoAsPath(
    words
      .slice(at + 1)
      .map(({ word }) => word)
      .join(' '),
  );
  if (asPath === null) return null;
  return {
    vrf: null,
    prefix: '',
    pathId: null,
    best: marks[1] === '>',
    bestReason: null,
    valid: validOfMarks(marks[0] ?? ''),
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
