import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, networkPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { ciscoBgpFamily } from '../cisco-bgp-family.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { bgpRow, type Columns, columnsOf, movedBy, wordsOf } from './bgp-table-row.ts';
import { isXrNoise, withWholeRule } from './xr-text.ts';

/** What earlier lines said of a row that is too long for one. */
interface Open {
  status: string;
  nextHop: string | null;
}

/** The status takes three places, whatever the heading says. */
const statusWidth = 3;
const heading = /^Network +Next[- ][Hh]op +Metric +LocPrf +Weight +Path$/;
const around =
  /^(?:Status codes: |i - internal|Origin codes: |BGP |Non-stop routing|Table ID: |VRF ID: |Dampening |Remote |Route Distinguisher Version: )/;
const counted = /^Processed (\d{1,9}) prefixes, (\d{1,9}) paths$/;

/** IOS and NX-OS print the same column names, but these lines are XR's. */
const ownLine =
  /^(?:BGP main routing table version \d|BGP VRF \S+, state: |i - internal, r RIB-failure, S stale(?:, N Nexthop-discard)?$)/;
/** What stands above a table that ends with the number of its paths, which one of a single network (`brief`) does not. */
const countedAbove = /^(?:BGP main routing table version \d|BGP VRF \S+, state: )/;
/** The origin is the last word of a row. */
const wholeRow = / \d{1,10}(?: [\d.{},() ]{1,200})? [ie?]$/;

/** `show bgp`: one row per path, the network only on the first one of each. Null when the heading is not there. */
export function xrBgpTable(given: TextLines, args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  const text = withWholeTail(
    withWholeRule(given),
    given.lines.some((line) => countedAbove.test(line.trim())) ? counted : wholeRow,
  );
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  let columns: Columns | null = null;
  let vrf: string | null = args.vrf ?? 'default';
  let prefix: string | null = null;
  let open: Open | null = null;
  let own = false;
  /** The heading stands at the left edge, and no row has said yet whether it belongs there. */
  let isMoved = false;
  /** Networks and paths since the last line that counts them. */
  let seen = { networks: 0, paths: 0 };
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
      if (open || !section.isKnown) rows.unparsed.push(raw);
      open = null;
    }
    own ||= ownLine.test(line);
    if (heading.test(line)) {
      columns = columnsOf(raw);
      isMoved = raw.startsWith('Network');
    }
    const count = counted.exec(line);
    if (count) {
      const isShort = isLess(seen, { networks: Number(count[1]), paths: Number(count[2]) });
      // Of rows that were handed back the count says nothing new.
      if (isShort && rows.unparsed.length === 0) rows.unparsed.push(raw);
      seen = { networks: 0, paths: 0 };
    }
    if (section || count || line === '' || heading.test(line) || around.test(line) || isXrNoise(line)) continue;
    if (!columns || !own) return null;
    const before = open as Open | null;
    const status = before?.status ?? raw.slice(0, statusWidth);
    const words = wordsOf(before ? raw : `${' '.repeat(statusWidth)}${raw.slice(statusWidth)}`);
    if (!before && /\/\d{1,3}$/.test(words[0]?.word ?? '')) {
      prefix = networkPrefix(words.shift()?.word ?? '');
      seen.networks += 1;
    }
    const hop = before?.nextHop == null ? words.shift() : undefined;
    if (hop && isMoved) {
      isMoved = false;
      if (hop.start === columns.nextHop + statusWidth) columns = movedBy(columns, statusWidth);
    }
    const nextHop: string | null = before?.nextHop ?? (hop?.start === columns.nextHop ? canonicalIp(hop.word) : null);
    if (prefix === null || !/^[sdhrSN*> i-]{3}$/.test(status)) {
      prefix = null;
      rows.unparsed.push(raw);
      open = null;
    } else if (words.length === 0) open = { status, nextHop };
    else {
      const record = nextHop === null ? null : bgpRow(words, columns, { vrf, prefix, nextHop, status });
      seen.paths += 1;
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

type Seen = { networks: number; paths: number };

/** A path is missing, or a network is: the paths of a row that has lost it look like those of the network above. */
function isLess(seen: Seen, printed: Seen): boolean {
  return seen.paths < printed.paths || (seen.paths === printed.paths && seen.networks < printed.networks);
}

/** A line behind which the rows of another VRF stand; a distinguisher alone names none. Null for another line. */
function sectionOf(line: string, args: DiagnosticArguments): { vrf: string | null; isKnown: boolean } | null {
  if (!/^(?:BGP VRF|VRF:|Address Family:|Route Distinguisher:)/.test(line)) return null;
  const named = /^(?:BGP VRF (\S{1,64}), state: |VRF: (\S{1,64})$)/.exec(line);
  if (named) return { vrf: named[1] ?? named[2] ?? null, isKnown: true };
  const family = ciscoBgpFamily(/^Address Family: (.{1,60})$/.exec(line)?.[1] ?? '');
  if (family !== null) return { vrf: args.vrf ?? (/^ipv[46]-(?!vpn)/.test(family) ? 'default' : null), isKnown: true };
  const distinguished = /^Route Distinguisher: \S{1,40}:\S{1,20}(?: \(default for vrf (\S{1,64})\))?$/.exec(line);
  return { vrf: distinguished?.[1] ?? args.vrf ?? null, isKnown: distinguished !== null };
}
