import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, networkPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { validOfMarks } from '../bgp-marks.ts';
import { ciscoAsPath } from '../cisco-as-path.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankBgpRoute } from '../records.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { familyOfLine, vrfOfFamily, wholeFamilyHeading } from './bgp-families.ts';
import { evpnPrefix } from './bgp-prefix.ts';
import { isIosNoise } from './ios-table.ts';

/** Where the columns of figures end (they are set to the right), and where those of names begin. */
interface Columns {
  network: number;
  nextHop: number;
  metric: number;
  preference: number;
  weight: number;
}

const around =
  /^(?:BGP table version is |Status codes: |Origin codes: |RPKI validation codes: |[rxatSbm] [A-Za-z-]+[, ]|Default local preference|Total number of prefixes|Network +Next Hop|For address family:|Route Distinguisher: |Export Map|Import Map|AF-Private Import to Address-Family: |t secondary|x best-external|c RIB)/;
/** `Route Distinguisher: 64500:1 (default for vrf RED) VRF Router ID 192.0.2.1`. */
const distinguisher = /Route Distinguisher: \S{3,40}(?: \(default for vrf \S{1,64}\))?(?: VRF Router ID [\d.]{7,15})?$/;
/** A row whose next hop is so long that its figures stand on the next line, which a recorder may have cut. */
interface Half {
  raw: string;
  status: string;
  hop: Hop;
}

interface Hop {
  nextHop: string;
  /** How far it stands beside its heading. */
  shift: number;
}

/** A whole row may stand a little beside the heading. */
const mostShift = 2;
/** Behind the path of a row stands nothing. */
const wholeTail = new RegExp(`^(?:Total number of prefixes \\d+|.* [\\d.]+[})]? [ie?])$|${wholeFamilyHeading.source}`);
const statusLetters = /^[VIN *sdhrSLmbxafct>i-]*$/;

/** `show ip bgp`: one row per path, the network only on the first one of each. Null when the heading is not there. */
export function iosBgpTable(given: TextLines, args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  const text = withWholeTail(given, wholeTail);
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  let columns: Columns | null = null;
  let vrf: string | null = args.vrf ?? 'default';
  let prefix: string | null = null;
  let wrapped: string | null = null;
  let half: Half | null = null;
  let hasBest = false;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    if (/^Network +Next Hop +Metric +LocPrf +Weight +Path$/.test(line)) columns = columnsOf(raw);
    const named = line.startsWith('For address family:');
    if (named) {
      const family = familyOfLine(line);
      vrf = vrfOfFamily(family, args.vrf);
      if (family === null) rows.unparsed.push(raw);
    }
    // A distinguisher alone names no VRF.
    if (line.includes('Route Distinguisher: ')) {
      vrf = /\(default for vrf (\S{1,64})\)/.exec(line)?.[1] ?? args.vrf ?? null;
      if (!distinguisher.test(line)) rows.unparsed.push(raw);
    }
    if (named || line.includes('Route Distinguisher: ')) {
      if (wrapped !== null) rows.unparsed.push(raw);
      prefix = null;
      wrapped = null;
    }
    // The legend of Quagga and FRR, whose table looks the same.
    if (/, R Removed$/.test(line)) return null;
    if (around.test(line) || isIosNoise(line)) continue;
    if (!columns) return null;
    // Below a heading in another form the rows are nobody's.
    if (/^[A-Za-z]{4,}[^A-Za-z]/.test(raw)) vrf = args.vrf ?? null;
    if (half !== null) {
      const { hop, status, raw: above }: Half = half;
      half = null;
      const record = figuresBelow(raw, hop, status, columns);
      if (record && prefix !== null && !(record.best && hasBest)) {
        rows.records.push({ ...record, prefix, vrf });
        hasBest ||= record.best;
        continue;
      }
      prefix = null;
      rows.unparsed.push(above);
    }
    const place = networkPlace(raw, columns);
    const status = raw.slice(0, place);
    const rest = raw.slice(place);
    const aligned = isAligned(raw.charAt(place - 1), rest);
    const network = wrapped === null && aligned ? (/^ {0,2}(\S{4,64})/.exec(rest)?.[0] ?? null) : null;
    if (network !== null) prefix = networkOf(network.trim());
    if (network !== null && rest.trim() === network.trim()) {
      wrapped = status;
      continue;
    }
    // The row of a network that has a line of its own has its marks there.
    const isSplit = wrapped !== null && status.trim() !== '';
    const readable = prefix !== null && aligned && !isSplit && statusLetters.test(status);
    const behind = rest.slice(network?.length ?? 0);
    const isHalf = readable && behind.includes(':') && !behind.trim().includes(' ');
    const record = readable && !isHalf ? rowOf(raw, behind, wrapped ?? status, columns) : null;
    if (network !== null || wrapped !== null) hasBest = false;
    const hop = isHalf ? hopOf(wordsOf(raw, behind)[0], columns) : null;
    if (hop) {
      half = { raw, status: wrapped ?? status, hop };
      wrapped = null;
      continue;
    }
    wrapped = null;
    // One path of a network is the best: a second one belongs to a network whose name is missing.
    if (record && prefix !== null && !(record.best && hasBest)) {
      rows.records.push({ ...record, prefix, vrf });
      hasBest ||= record.best;
    } else {
      // The paths below it are nobody's.
      prefix = null;
      rows.unparsed.push(raw);
    }
  }
  if (wrapped !== null && text.cut === null) rows.unparsed.push(`${wrapped}${prefix}`);
  if (half !== null && text.cut === null) rows.unparsed.push((half as Half).raw);
  return columns ? withCut(rows, text) : null;
}

function columnsOf(heading: string): Columns {
  // Three or five columns of marks stand before the networks; a recorder that drops blanks takes them from the heading.
  const lost = heading.startsWith('Network') ? 4 : 0;
  const end = (word: string) => lost + heading.indexOf(word) + word.length;
  return {
    network: lost + heading.indexOf('Network'),
    nextHop: lost + heading.indexOf('Next Hop'),
    metric: end('Metric'),
    preference: end('LocPrf'),
    weight: end('Weight'),
  };
}

/** Where the network begins: releases put it a little beside its heading. */
function networkPlace(raw: string, { network }: Columns): number {
  const digit = raw.search(/\d/);
  return Math.abs(digit - network) <= mostShift && /^\d{1,3}\.\d/.test(raw.slice(digit, digit + 5)) ? digit : network;
}

/**
 * A network that begins before its column would lose its front. Releases with three columns of marks print the letter
 * of an additional, backup or multiple path against the network (`* ia192.0.2.0/24`): before the digits of IPv4, or
 * where no network stands, it is no front of one.
 */
function isAligned(before: string, rest: string): boolean {
  return /^[ i>]?$/.test(before) || (/^[abcfmtx]$/.test(before) && /^(?: {3}|\d{1,3}\.)/.test(rest));
}

interface Word {
  word: string;
  end: number;
}

/** The words of the end of a line, each with the place where it ends. */
function wordsOf(raw: string, rest: string): Word[] {
  return [...rest.matchAll(/\S+/g)].map((match) => ({
    word: match[0],
    end: raw.length - rest.length + match.index + match[0].length,
  }));
}

function hopOf(first: Word | undefined, columns: Columns): Hop | null {
  const nextHop = canonicalIp(first?.word ?? '');
  const shift = (first?.end ?? 0) - (first?.word.length ?? 0) - columns.nextHop;
  return nextHop === null || Math.abs(shift) > mostShift ? null : { nextHop, shift };
}

function rowOf(raw: string, rest: string, status: string, columns: Columns): BgpRouteRecord | null {
  const [first, ...words] = wordsOf(raw, rest);
  const hop = hopOf(first, columns);
  return hop && pathOf(raw, words, hop.shift, { hop, status, columns });
}

/** The figures below their next hop stand under the heading or, as in the other rows, as far beside it as the next hop. */
function figuresBelow(raw: string, hop: Hop, status: string, columns: Columns): BgpRouteRecord | null {
  if (raw.slice(0, columns.metric - metricWidth).trim() !== '') return null;
  const words = wordsOf(raw, raw);
  const at = { hop, status, columns };
  return pathOf(raw, words, hop.shift, at) ?? pathOf(raw, words, 0, at);
}

/** The largest metric, 4294967295. */
const metricWidth = 10;

function pathOf(
  raw: string,
  printed: readonly Word[],
  shift: number,
  { hop, status, columns }: { hop: Hop; status: string; columns: Columns },
): BgpRouteRecord | null {
  const words = [...printed];
  const origin = ({ i: 'igp', e: 'egp', '?': 'incomplete' } as const)[words.pop()?.word ?? ''];
  if (origin === undefined) return null;
  const figures: Record<'metric' | 'preference' | 'weight', number | null> = {
    metric: null,
    preference: null,
    weight: null,
  };
  for (const column of ['metric', 'preference', 'weight'] as const) {
    const [next] = words;
    if (next === undefined || next.end !== columns[column] + shift || !/^\d{1,10}$/.test(next.word)) continue;
    figures[column] = Number(next.word);
    words.shift();
  }
  const asPath = ciscoAsPath(words.map(({ word }) => word).join(' '));
  // Every row has a weight: without it the columns are not where the heading says. Behind it nothing is set in columns.
  if (asPath === null || figures.weight === null || / {2}/.test(raw.slice(columns.weight + shift))) return null;
  return {
    ...blankBgpRoute(null, ''),
    best: status.includes('>'),
    // `L`, stale for long, stands in the place of the asterisk as `S` does.
    valid: validOfMarks(status.replace('L', 'S')),
    nextHop: hop.nextHop,
    asPath,
    origin,
    localPreference: figures.preference,
    med: figures.metric,
    rpki: ({ V: 'valid', I: 'invalid', N: 'not-found' } as const)[status[0] ?? ''] ?? null,
  };
}

/** A network without a length has the one of its class. */
function networkOf(text: string): string | null {
  if (text.includes('/')) return evpnPrefix(text) ?? networkPrefix(text);
  const ip = canonicalIp(text);
  if (ip === null || ip.includes(':')) return null;
  const first = Number(ip.split('.')[0]);
  const length = ip === '0.0.0.0' ? 0 : first < 128 ? 8 : first < 192 ? 16 : first < 224 ? 24 : 32;
  return networkPrefix(`${ip}/${length}`);
}
