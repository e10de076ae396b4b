import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, canonicalPrefix } from '../../domain/ip.ts';
import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { eosPrintedInterface } from './interface-names.ts';
import { codesOfLegend, protocolOfEosCode } from './route-words.ts';

interface Open {
  record: RouteRecord;
  /** Where its next hops begin; what stands further in says how a tunnel is resolved. */
  column: number | null;
  /** Where its prefix ends: next hops that stand below it begin further left, the others beside it. */
  end: number;
  hasDistance: boolean;
}

/** IOS and FRR begin their legends with other letters. */
const heading = /^(?:VRF(?: name)?: (\S{1,64})|Codes: C - connected, S - static, K - kernel, ?|Source Codes:)$/;
const legend =
  /^(?:(?:Source )?Codes:.*| +[A-Z][A-Z0-9]?(?: [A-Z][A-Z0-9]?)? +- [A-Za-z].*|WARNING: Some of the routes are not programmed in.*|(?:kernel|hardware), and they are marked with '%'\.|Gateway of last resort(?: is not (?:set|reachable)|:)|! ?IP(?:v6)? routing not enabled|IPv6 Routing Table.*|Displaying \d{1,9} of \d{1,9} IPv6 routing table entries)$/;
const row =
  /^([ %*]{1,3})([A-Z][A-Z0-9]?(?: (?:IA|E1|E2|N1|N2|I|E|L1|L2|B|O))?(?: L)?) +([\da-f.:]{2,45}\/\d{1,3})(?: \[(\d{1,3})\/(\d{1,10})\])?(?: \(source VRF \S{1,64}\))?( .*)?$/;

const hopBelow = /^ {4}/;
/** How many entries stand below, of how many there are. */
const announcement = /^Displaying (\d{1,9}) of \d{1,9} IPv6 routing table entries$/;

/** `show ip route` and `show ipv6 route`, VRF by VRF, the next hops beside the prefix or below it. Null without a legend of EOS. */
export function eosRouteTable(text: TextLines, args: DiagnosticArguments): Rows<RouteRecord> | null {
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  let vrf: string | null = args.vrf ?? null;
  let headed = false;
  /** A VRF was named, and its legend has not come. */
  let isNamed = false;
  /** VRFs have names in this answer: a table without one is nobody's. */
  let haveNames = false;
  let open: Open | null = null;
  let behindLegend = false;
  /** How many records there will be behind the last entry that was announced. */
  let due: number | null = null;
  let isShort = false;
  /** Letters of a release that is newer than we are: those its own legend explains. */
  const explained = new Set<string>();
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const named = heading.exec(raw);
    const opened = row.exec(raw);
    if (named || opened) {
      close(open, rows);
      open = null;
    }
    if (named?.[1] !== undefined) {
      isShort ||= due !== null && due !== rows.records.length;
      due = null;
    }
    const entries = announcement.exec(raw)?.[1];
    if (entries !== undefined) due = rows.records.length + Number(entries);
    if (named || (headed && legend.test(raw))) {
      if (named?.[1] !== undefined) {
        vrf = named[1];
        haveNames = isNamed = true;
      } else if (named) {
        if (haveNames && !isNamed) vrf = null;
        isNamed = false;
      }
      headed = true;
      if (raw.includes(' - ')) for (const code of codesOfLegend(raw)) explained.add(code);
      // This line comes when everything else is said.
      behindLegend = raw.endsWith('routing not enabled');
    } else if (!headed) {
      if (!isNoise(raw) && !/^(?:IPv6 Routing Table|Displaying \d{1,9} of \d{1,9} IPv6 )/.test(raw)) return null;
    } else if (opened) {
      open = openRoute(opened, vrf, raw, explained);
      if (!open || (opened[6] !== undefined && !readHop(open, raw, raw.indexOf(opened[6]) + 1))) {
        rows.unparsed.push(raw);
        open = null;
      }
    } else if (isNoise(raw)) behindLegend = true;
    else if (!open || !readHopBelow(open, raw, raw.search(/\S/))) {
      rows.unparsed.push(raw);
      if (/^\S{2,8} \S{1,64}$/.test(raw)) vrf = null;
      // The next hops below a row that was not understood are nobody's, and a list of them is not shortened.
      if (open && !hopBelow.test(raw)) close(open, rows);
      if (open && raw.search(/\S/) <= (open.column ?? Number.POSITIVE_INFINITY)) open = null;
    }
  }
  if (!headed) return null;
  if (open && open.column === null)
    return { ...rows, incomplete: `${open.record.prefix} has no next hop: the answer was cut off` };
  // A line that begins this far in would say one more of its next hops.
  if (open && hopBelow.test(text.cut ?? '')) rows.unparsed.push(`${open.record.prefix}: its last next hop may be cut`);
  else close(open, rows);
  if (rows.records.length + rows.unparsed.length === 0 && !behindLegend)
    return { ...rows, incomplete: 'the legend has no end: the answer was cut off' };
  isShort ||= due !== null && due !== rows.records.length;
  if (isShort && rows.unparsed.length === 0 && text.cut === null)
    return { ...rows, incomplete: 'not as many entries are here as the device displays: the answer was cut off' };
  return withCut(rows, text);
}

function openRoute(
  [, marks = '', code = '', network = '', distance, metric]: RegExpExecArray,
  vrf: string | null,
  raw: string,
  explained: ReadonlySet<string>,
): Open | null {
  const prefix = canonicalPrefix(network);
  const known = protocolOfEosCode(code);
  if (!prefix || prefix.hostBitsCut || (known === undefined && !explained.has(code.split(' ')[0] ?? ''))) return null;
  const protocol = known ?? null;
  const own = protocol === 'connected';
  const record: RouteRecord = {
    vrf,
    prefix: prefix.prefix,
    protocol,
    distance: distance === undefined ? (own ? 0 : null) : Number(distance),
    metric: metric === undefined ? (own ? 0 : null) : Number(metric),
    nextHops: [],
    // A mark stands before what is in the table and not in the kernel.
    active: marks.includes('%') ? null : true,
    ageSeconds: null,
  };
  return { record, column: null, end: raw.indexOf(network) + network.length, hasDistance: distance !== undefined };
}

function close(open: Open | null, rows: Rows<RouteRecord>): void {
  if (!open) return;
  if (open.column === null) rows.unparsed.push(`${open.record.prefix} without a next hop`);
  else rows.records.push(open.record);
}

const direct =
  /^(?:is )?directly connected(?: \(source VRF \S{1,64}\))?(?:, ([A-Za-z][\w./:-]{1,63})(?: \(egress VRF \S{1,64}\))?(?:, .{1,200})?)?$/;
const through = /^via ([A-Za-z][\w./:-]{1,63}), directly connected$/;
const vtep = /^via VTEP ([0-9A-Fa-f.:]{2,45}) VNI \d{1,8} router-mac \S{14,17}(?: local-interface (\S{2,64}))?$/;
const policy = /^via SR-TE Policy ([0-9A-Fa-f.:]{2,45}), .{1,200}$/;
const tunnel = /^via ([0-9A-Fa-f.:]{2,45})\/\d{1,3}, .{1,200}$/;
/** The one kind of tunnel whose end is not said. */
const endless = /^via BGP LU Forwarding tunnel index \d{1,10}$/;
/** What stands in the place of an interface, begins like the name of one and goes on otherwise. */
const bentPort = /^via [^,]+, (?!SRv6 Transport tunnel index \d)[A-Z][A-Za-z-]{1,20}[^A-Za-z\s-]/;
const plain =
  /^via ([0-9A-Fa-f.:]{2,45})(?:, ([A-Za-z][\w./:-]{1,63})(?: \(egress VRF \S{1,64}\))?)?(?:(?:,(?! +\(egress)| label) .{1,200})?$/;

function readHopBelow(open: Open, raw: string, column: number): boolean {
  // The next hop beside the prefix is missing: this is not the first one.
  if (open.column === null && column >= open.end) return false;
  return readHop(open, raw, column);
}

/** True when the line says a next hop, or how one that stands above it is resolved; a VTEP resolves none. */
function readHop(open: Open, raw: string, column: number): boolean {
  const words = raw.slice(column).trim();
  if (open.column !== null && column > open.column)
    return open.record.nextHops.at(-1)?.recursive === true && /^(?:backup )?via (?!VTEP )|^directly /.test(words);
  if (open.column !== null && column < open.column) return false;
  const hop = hopOf(words);
  // Only what is connected without a gateway may come without distance and metric.
  if (!hop || (!open.hasDistance && words.startsWith('via '))) return false;
  open.column ??= column;
  // What takes over when the others fail is no next hop yet.
  if (!/, backup$/.test(words)) open.record.nextHops.push(hop);
  return true;
}

function hopOf(words: string): RouteNextHop | null {
  const connected = direct.exec(words) ?? through.exec(words);
  if (connected) {
    const out = eosPrintedInterface(connected[1] ?? '');
    if (out === null && connected[1] !== undefined) return null;
    return { address: null, interface: out, weight: null, recursive: null };
  }
  if (endless.test(words)) return { address: null, interface: null, weight: null, recursive: true };
  const end = vtep.exec(words) ?? policy.exec(words) ?? tunnel.exec(words) ?? plain.exec(words);
  const address = canonicalIp(end?.[1] ?? '');
  if (!end || address === null) return null;
  const port = eosPrintedInterface(end[2] ?? '');
  if (port === null && (end[2] !== undefined || bentPort.test(words))) return null;
  const weight = /, weight (\d{1,6})(?:\/\d{1,6})?$/.exec(words)?.[1];
  return { address, interface: port, weight: weight === undefined ? null : Number(weight), recursive: port === null };
}
