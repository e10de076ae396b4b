import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, networkPrefix } from '../../domain/ip.ts';
import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { type TextLines, withWholeTail } from '../text-lines.ts';
import { printedXrName } from './interface-names.ts';
import { isXrNoise, xrVrfHeading } from './xr-text.ts';

const legend =
  /^(?:Codes: |Gateway of last resort is |(?:[A-Za-z]{1,2}\d?|\*|\([>!]\)) {1,2}- [A-Za-z].{0,30}(?:, (?:[A-Za-z]{1,2}\d?|\*|\([>!]\)) {1,2}- .{1,60}){0,5}$)/;
/** The codes of the legend: the kinds of routes of OSPF, IS-IS and EIGRP stand behind their letter. */
const coded =
  /^([CLSURBEGAaMolrt]|O(?:[ *>]{0,2}(?:N1|N2|E1|E2|IA))?|i(?:[ *>]{0,2}(?:L1|L2|ia|su))?|D(?:[ *>]{0,2}EX)?)[ *>()!]{0,4} +([0-9A-Fa-f:.]{2,45}\/\d{1,3})(?:, (SRv6 .{1,60}))?(?: +(\S.*))?$/;
const viaHop =
  /^\[(\d{1,3})\/(\d{1,10})\] via ([0-9A-Fa-f:.]{2,45})(?: \(nexthop in vrf \S{1,64}\))?, (\S{1,16}?)(?:, ([A-Za-z]\S{1,63}))?(?: \(nexthop in vrf \S{1,64}\))?( \(!\))?(?: \(>\))?$/;
const connected =
  /^is (?:directly connected|a summary), (\S{1,16}), ([A-Za-z]\S{1,63})(?: \(nexthop in vrf \S{1,64}\))?( \(!\))?$/;
const nothing = /^% ?(?:Network|Subnet|Route) not (?:in table|found)|^% ?No matching routes? found/i;

/**
 * Last rows from whose end nothing can be missing: Null0 has no other number, and the only way of a route of BGP to an
 * IPv4 next hop, or to one in another VRF, ends in its age, without an interface.
 */
const wholeRow =
  /, Null0$|^B\*? +[\d.]{7,15}\/\d{1,2} \[\d{1,3}\/\d{1,10}\] via (?:[\d.]{7,15}(?: \(nexthop in vrf \S{1,64}\))?|[0-9A-Fa-f:.]{2,45} \(nexthop in vrf \S{1,64}\)), (?:\d\d:\d\d:\d\d|\d{1,3}d\d\dh|\d{1,3}w\dd|\d{1,2}y\d{1,2}w)$/;

const longest = 300;

const protocols: Record<string, string> = {
  C: 'connected',
  L: 'local',
  S: 'static',
  U: 'static',
  R: 'rip',
  B: 'bgp',
  D: 'eigrp',
  E: 'egp',
  G: 'dagr',
  O: 'ospf',
  i: 'isis',
  A: 'access',
  a: 'application',
  M: 'mobile',
  o: 'odr',
  l: 'lisp',
  r: 'rpl',
  t: 'te',
};

interface Hop extends RouteNextHop {
  distance: number | null;
  metric: number | null;
  age: number | null;
  standsBy: boolean;
}

/**
 * `show route [vrf all]`. The length of every network is printed, a long network stands on a line of its own. Null when
 * there is neither a legend nor a row. A next hop that only stands by (`(!)`) is left out.
 */
export function xrRouteTable(given: TextLines, args: DiagnosticArguments): Rows<RouteRecord> | null {
  const text = withWholeTail(withWholeTail(given, nothing), wholeRow);
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  let vrf = args.vrf ?? null;
  let open: RouteRecord | null = null;
  let half: string | null = null;
  let headed = false;
  let legended = false;
  let own = false;
  const close = () => {
    if (open && open.nextHops.length > 0) rows.records.push(open);
    else if (open) rows.unparsed.push(`${open.prefix}: no next hop`);
    open = null;
  };
  for (const raw of text.lines) {
    // No row and no line of the legend is longer than this.
    if (raw.length > longest) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    const isHeading = line.startsWith('VRF:');
    if (isHeading || nothing.test(line) || legend.test(line)) {
      close();
      if (isHeading) vrf = xrVrfHeading(line);
      if (vrf === null && isHeading) rows.unparsed.push(raw);
      headed ||= nothing.test(line);
      legended ||= line.startsWith('Codes: ');
      // IOS has the same legend but for these words.
      own ||= /Diversion path|DAGR|FRR Backup path|access\/subscriber/.test(line);
      continue;
    }
    if (isXrNoise(line)) continue;
    if (/ subnetted, | known subnets$/.test(line) || (legended && !own)) return null;
    const row = coded.exec(line);
    const network = networkOf(row?.[2] ?? '');
    const rest: string = row && network ? (row[4] ?? '') : line;
    if (row && network) {
      close();
      half = null;
      open = blank(network, vrf, row[1]?.[0] ?? '');
      if (rest === '') continue;
    }
    const told: string = half === null ? rest : `${half} ${rest}`;
    half = null;
    if (/^is directly connected,$/.test(told)) half = told;
    else {
      // Only a long network of IPv6 leaves its first way out to the next line: of a short one that way has gone.
      const isRest = !row && told.startsWith('is ') && isShortWithoutHop(open);
      const hop = open === null || isRest ? null : hopOf(told);
      headed ||= hop !== null;
      if (hop && open) add(open, hop);
      else rows.unparsed.push(raw);
    }
  }
  if (!headed && !own) return null;
  const last = open as RouteRecord | null;
  if (last && (half !== null || last.nextHops.length === 0))
    return { ...rows, incomplete: `the route ${last.prefix} has no next hop: the answer was cut off` };
  if (last && text.cut === null) close();
  else if (last && coded.test(text.cut?.trim().slice(0, longest) ?? '')) close();
  return withCut(rows, text);
}

/** The route to IPv4 addresses mapped into IPv6 (`::ffff:127.0.0.0/104`) stays as it is printed. */
function networkOf(text: string): string | null {
  const mapped = /^::ffff:[\d.]{7,15}\/(?:9[6-9]|1[01]\d|12[0-8])$/i.test(text);
  return mapped ? text.toLowerCase() : networkPrefix(text);
}

function isShortWithoutHop(route: RouteRecord | null): boolean {
  return route !== null && route.nextHops.length === 0 && !route.prefix.includes(':');
}

function blank(prefix: string, vrf: string | null, code: string): RouteRecord {
  const protocol = Object.hasOwn(protocols, code) ? (protocols[code] ?? null) : null;
  return { vrf, prefix, protocol, distance: null, metric: null, nextHops: [], active: true, ageSeconds: null };
}

function hopOf(text: string): Hop | null {
  const via = viaHop.exec(text);
  const straight = via ? null : connected.exec(text);
  const age = uptimeSeconds(via?.[4] ?? straight?.[1] ?? '');
  if (age === null) return null;
  if (straight) {
    const out = printedXrName(straight[2] ?? '');
    if (out === null) return null;
    const standsBy = straight[3] !== undefined;
    return {
      address: null,
      interface: out,
      weight: null,
      recursive: null,
      distance: null,
      metric: null,
      age,
      standsBy,
    };
  }
  const address = canonicalIp(via?.[3] ?? '');
  if (!via || address === null) return null;
  const out = printedXrName(via[5] ?? '');
  if (out === null && via[5] !== undefined) return null;
  return {
    address,
    interface: out,
    weight: null,
    recursive: out === null,
    distance: Number(via[1]),
    metric: Number(via[2]),
    age,
    standsBy: via[6] !== undefined,
  };
}

function add(record: RouteRecord, { distance, metric, age, standsBy, ...hop }: Hop): void {
  // The next hop that stands by can come first: neither its metric nor its age is the route's.
  if (standsBy) return;
  const own = record.protocol === 'connected' || record.protocol === 'local';
  if (record.nextHops.length === 0) {
    record.distance = distance ?? (own ? 0 : null);
    record.metric = metric ?? (own ? 0 : null);
    record.ageSeconds = age;
  }
  record.nextHops.push(hop);
}
