import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, networkPrefix } from '../../domain/ip.ts';
import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { printedXrName } from './interface-names.ts';
import { isXrNoise, xrVrfHeading } from './xr-text.ts';

interface Entry {
  record: RouteRecord;
  /** `Known via` was read. */
  known: boolean;
  /** `Installed` was read, a line that no other platform prints. */
  installed: boolean;
  /** A next hop was read whose metric was not. */
  hop: boolean;
  /** The lines of the last next hop are one that only stands by. */
  standsBy: boolean;
  /** The line behind the last next hop was read. */
  ended: boolean;
}

const nothing = /^% ?(?:Network|Subnet|Route) not (?:in table|found)|^% ?No matching routes? found/i;
/**
 * The sources of routes that the legend of the table lists, as `show rib clients` spells them. Behind one stands its process:
 * figures that are glued to it are not its name.
 */
const known =
  /^Known via "(access|application|bgp|connected|dagr|egp|eigrp|isis|lisp|local|local-srv6|mobile|odr|ospf|ospfv3|rip|rpl|static|subscriber|te-client|vxlan)(?: [^"]{1,40})?", distance (\d{1,3}), metric (\d{1,10})(?:$|[ ,])/;
const away =
  /^([0-9A-Fa-f:.]{2,45})(?:%\S{1,32})?(?:, from ([0-9A-Fa-f:.]{2,45}))?(?:, via ([A-Za-z]\S{1,63}?))?(?:, (.{1,120}))?$/;
const direct = /^directly connected, via ([A-Za-z]\S{1,63}?)(?:, (.{1,120}))?$/;
/** What says that a way stands by, or is one of several, with a word of it bent. */
const bentBackup =
  /^(?!BGP (?:multi|backup) path$)(?:BGP (?:multi|backup)\b|BGP \S+ path$|\S+ (?:multi|backup) path$)|^(?!(?:.*, )?(?:ECMP-)?Backup \()(?:.*, )?\S+ \([\w-]+\)$/;
/** A segment identifier of this device: `::ffff:0.0.0.0 directly connected`. */
const own = /^([0-9A-Fa-f:.]{2,45}) directly connected$/;
const end = /^(?:No advertising protos\.?|Redist Advertisers:)$/;

/** `show route … T`: one entry per VRF with its next hops; those that only stand by are left out. Null when there is none. */
export function xrRouteEntry(given: TextLines, args: DiagnosticArguments): Rows<RouteRecord> | null {
  const text = withWholeTail(given, new RegExp(`${nothing.source}|${end.source}|^\\w[\\w/-]{1,40} \\(protoid=`, 'i'));
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  let vrf = args.vrf ?? null;
  let entry: Entry | null = null;
  let headed = false;
  const close = () => {
    if (entry?.known && entry.installed) rows.records.push(entry.record);
    else if (entry) rows.unparsed.push(`Routing entry for ${entry.record.prefix}`);
    entry = null;
  };
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    const opened = /^Routing entry for (\S{2,50})(?:, supernet)?$/.exec(line);
    if (line.startsWith('VRF:')) {
      close();
      vrf = xrVrfHeading(line);
      if (vrf === null) rows.unparsed.push(raw);
    } else if (headed && / VRF: \S/.test(line)) {
      // The heading of a VRF in a form that is not known: what stands below it is in no VRF.
      close();
      vrf = null;
      rows.unparsed.push(raw);
    } else if (nothing.test(line)) headed = true;
    else if (opened) {
      close();
      headed = true;
      const prefix = networkPrefix(opened[1] ?? '');
      if (prefix === null) rows.unparsed.push(raw);
      else
        entry = {
          record: blank(prefix, vrf),
          known: false,
          installed: false,
          hop: false,
          standsBy: false,
          ended: false,
        };
    } else if (line.startsWith('Routing entry') && headed) {
      close();
      rows.unparsed.push(raw);
    } else if (entry && !(entry as Entry).ended) {
      // IOS prints the same heading and no such line before its next hops.
      if (/^Routing Descriptor Blocks:?$/.test(line) && !(entry as Entry).installed) return null;
      if (!readLine(entry, line)) rows.unparsed.push(raw);
    } else if (headed && /\b(?:entry for|for) \S+\/\d{1,3}$|^Routing entry /.test(line)) rows.unparsed.push(raw);
    else if (!headed && !isXrNoise(line)) return null;
  }
  const open = entry as Entry | null;
  if (!headed) return null;
  if (open && !open.ended)
    return { ...rows, incomplete: `the entry of ${open.record.prefix} has no end: the answer was cut off` };
  close();
  return withCut(rows, text);
}

function blank(prefix: string, vrf: string | null): RouteRecord {
  return {
    vrf,
    prefix,
    protocol: null,
    distance: null,
    metric: null,
    nextHops: [],
    active: true,
    ageSeconds: null,
  };
}

/** False when the line is a known one in a form that is not known, or such a next hop. */
function readLine(entry: Entry, line: string): boolean {
  const { record } = entry;
  if (line.startsWith('Known via')) {
    const via = known.exec(line);
    if (!via) return false;
    record.protocol = via[1] ?? null;
    record.distance = Number(via[2]);
    record.metric = Number(via[3]);
    entry.known = true;
    return true;
  }
  if (line.startsWith('Installed ')) {
    record.ageSeconds = uptimeSeconds(/^Installed [A-Z][a-z]{2} .{1,40} for (\S{1,16})$/.exec(line)?.[1] ?? '');
    entry.installed = true;
    return record.ageSeconds !== null;
  }
  if (line.startsWith('Route metric') || line.includes(', Wt is ') || /^\w+ metric is \d/.test(line)) {
    const match = /^Route metric is \d{1,10}(?:, Wt is (\d{1,10}))?(?=$| |, \S)(?!.*(?:\bWt|, \w{1,8} is \d))/.exec(
      line,
    );
    const last = record.nextHops.at(-1);
    // A metric stands below each way: without one the way above it has gone.
    const isMetricOfHop = entry.hop;
    entry.hop = false;
    if (match?.[1] !== undefined && last && !entry.standsBy) last.weight = Number(match[1]);
    return match !== null && isMetricOfHop;
  }
  if (end.test(line)) entry.ended = true;
  return entry.ended || !entry.installed || addHop(entry, line);
}

function addHop(entry: Entry, line: string): boolean {
  const straight = direct.exec(line);
  const here = straight ? null : own.exec(line);
  const far = straight || here ? null : away.exec(line);
  const address = canonicalIp((here ?? far)?.[1] ?? '');
  const named = straight ? straight[1] : far?.[3];
  const out = printedXrName(named ?? '');
  // An address and what follows it, or a way out, that are none.
  if (!straight && address === null)
    return !/^(?:\d{1,3}\.\d|[\da-f]{0,4}:[\da-f:]|directly connected|from|via)|, (?:from|via) /i.test(line);
  // Nobody's address is none to go to.
  if (!here && out === null && (address === '0.0.0.0' || address === '::')) return false;
  // A way out, or where it was learned, in a form that is not known.
  if (/^(?![A-Za-z])|\b(?:from|via)(?:\b|[A-Z\d])/.test(far?.[4] ?? 'none')) return false;
  if (out === null && named !== undefined) return false;
  const hop: RouteNextHop = {
    address,
    interface: out,
    weight: null,
    recursive: address === null || here ? null : out === null,
  };
  entry.hop = true;
  // A way out behind another word than `via`.
  if (/^\S+ [A-Z][A-Za-z-]*\d[\d/.]*(?:,|$)/.test(far?.[4] ?? '')) return false;
  if (bentBackup.test((straight ? straight[2] : far?.[4]) ?? '')) return false;
  // `Protected, ECMP-Backup` is in use, and only stands by for the other ones besides.
  entry.standsBy = /(?:^|, )(?:Backup\b|BGP backup path)/.test((straight ? straight[2] : far?.[4]) ?? '');
  if (!entry.standsBy) entry.record.nextHops.push(hop);
  return true;
}
