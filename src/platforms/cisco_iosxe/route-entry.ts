import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, networkPrefix } from '../../domain/ip.ts';
import type { RouteRecord } from '../../domain/routing-records.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { printedInterfaceName } from './interface-names.ts';
import { isIosNoise } from './ios-table.ts';

interface Entry {
  record: RouteRecord;
  known: boolean;
  /** The next hop in use was seen: IPv4 prints an asterisk before it. */
  marked: boolean;
  /** How many next hops the device says there are; only IPv6 says so. */
  count: number | null;
  /** Below the last next hop stood when it was updated, which is the last line of each in IPv6. */
  updated: boolean;
}

const nothing = /^% ?(?:Network|Subnet|Route) not (?:in table|found)/i;
const known =
  /^Known via "(connected|local|static|bgp|eigrp|igrp|rip|ospf|ospfv3|isis|odr|mobile|nhrp|lisp|omp|application|nat|ND|NDp)(?: [^"]{1,40})?", distance (\d{1,3}), metric (\d{1,10})(?:,| |$)/;
const hop4 =
  /^(?:\* ?)?([\d.]{7,15}|[0-9A-Fa-f:.]{2,45}(?= \())(?: \(([\w.:-]{1,64})\))?(?:, from ([\d.]{7,15}|[0-9A-Fa-f:.]{2,45}))?(?:, (\S{1,16}) ago)?(?:, via (\S{2,64}))?(?:, (?!from|via|ago)[a-z][\w -]{2,40}){0,3}$/;
const hop6 =
  /^([0-9A-Fa-f:.]{2,45})(?:%([\w.:-]{1,32}))?(?:, ([^\s%]{2,64})(?:%[\w.:-]{1,32})?)?(?: indirectly connected)?$/;
const direct =
  /^(?:\* ?)?(?:directly connected|receive|attached)(?:,)? via ([^\s%]{2,64})(?:%[\w.:-]{1,32})?(?:, .{1,60})?$/;
const around =
  /^(?:AS Hops|Route tag|Tag |MPLS |Redistribut|Advertised by|Routing (?:Descriptor Blocks|paths):|Total delay|Reliability|Loading|Hops |Route count is|opaque|SR Incoming|SR |merge labels|repair path|Repair Path|From |Opaque|UCMP|Local |NHID|Backup|via |Minimum|Path metric|0 route|\d+ paths?|Redirected|Tunnel|type |Gateway)/;

/** `show ip route T` and `show ipv6 route T`: one entry with its next hops. Null when there is none. */
export function iosRouteEntry(given: TextLines, args: DiagnosticArguments): Rows<RouteRecord> | null {
  const text = withWholeTail(given, /^(?:Last updated \S{1,16} ago|MPLS label: none|MPLS Flags: NSF)$/);
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  let entry: Entry | null = null;
  let headed = false;
  let vrf = args.vrf ?? null;
  for (const raw of [...text.lines, ...(text.cut !== null && nothing.test(text.cut.trim()) ? [text.cut] : [])]) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '' || (!headed && isIosNoise(line))) continue;
    const opened = /^Routing entry for (\S{2,50})(?:, supernet)?$/.exec(line);
    // FRR and IOS-XR print the same words, with the age on this line.
    if (/^(?:Last update \d|Installed [A-Z])/.test(line)) return null;
    const table = /^Routing Table: (\S{1,64})$/.exec(line);
    if (table) vrf = table[1] ?? vrf;
    else if (nothing.test(line)) headed = true;
    else if (opened) {
      if (entry) rows.records.push(entry.record);
      headed = true;
      const prefix = networkPrefix(opened[1] ?? '');
      if (prefix === null) rows.unparsed.push(raw);
      entry = prefix === null ? null : blankEntry(prefix, vrf);
    } else if (!headed) return null;
    else if (entry && !readLine(entry, line) && !around.test(line) && !isIosNoise(line)) rows.unparsed.push(raw);
  }
  if (!headed) return null;
  if (entry && !isWhole(entry))
    return { ...rows, incomplete: `the entry of ${entry.record.prefix} has no end: the answer was cut off` };
  if (entry && text.cut !== null) return withCut(rows, text);
  if (entry) rows.records.push(entry.record);
  return withCut(rows, { ...text, cut: nothing.test(text.cut?.trim() ?? '') ? null : text.cut });
}

/** IPv4 prints a share below each next hop, IPv6 says how many next hops there are. */
function isWhole({ known, marked, count, updated, record }: Entry): boolean {
  const { nextHops, prefix } = record;
  return (
    known &&
    (marked || prefix.includes(':')) &&
    nextHops.length >= (count ?? 1) &&
    (prefix.includes(':') ? updated : nextHops.at(-1)?.weight !== null)
  );
}

function blankEntry(prefix: string, vrf: string | null): Entry {
  const record: RouteRecord = {
    vrf,
    prefix,
    protocol: null,
    distance: null,
    metric: null,
    nextHops: [],
    active: true,
    ageSeconds: null,
  };
  return { record, known: false, marked: false, count: null, updated: false };
}

function readLine(entry: Entry, line: string): boolean {
  const { record } = entry;
  const via = known.exec(line);
  const count = /^Route count is (\d{1,4})\/\d{1,4}/.exec(line);
  const share = /^Route metric is \d{1,10}, traffic share count is (\d{1,6})$/.exec(line);
  const age = /^(?:Last update from .{1,120}?,? |Last updated )(\S{1,16}) ago$/.exec(line);
  const last = record.nextHops.at(-1);
  if (via) {
    // As the table has it, where two codes stand for one protocol.
    record.protocol = /^NDp?$/.test(via[1] ?? '') ? 'nd' : (via[1] ?? null);
    record.distance = Number(via[2]);
    record.metric = Number(via[3]);
    entry.known = true;
  } else if (count) entry.count = Number(count[1]);
  else if (share) {
    if (last) last.weight = Number(share[1]);
  } else if (line.startsWith('Last update')) {
    const seconds = uptimeSeconds(age?.[1] ?? '');
    record.ageSeconds ??= seconds;
    entry.updated = true;
    return seconds !== null;
  } else {
    entry.marked ||= line.startsWith('*');
    const isHop = hop(record, line);
    if (isHop) entry.updated = false;
    return isHop;
  }
  return true;
}

function hop(record: RouteRecord, line: string): boolean {
  const straight = direct.exec(line);
  const away = straight ? null : (hop4.exec(line) ?? hop6.exec(line));
  const isFour = away !== null && away.length > 4;
  const address = canonicalIp(away?.[1] ?? '');
  const named = straight ? straight[1] : away?.[isFour ? 5 : 3];
  const out = printedInterfaceName(named ?? '');
  if ((!straight && address === null) || (out === null && named !== undefined)) return false;
  const age = uptimeSeconds((isFour ? away?.[4] : undefined) ?? '');
  if (isFour && age === null && away?.[4] !== undefined) return false;
  record.ageSeconds ??= age;
  record.nextHops.push({ address, interface: out, weight: null, recursive: address === null ? null : out === null });
  return true;
}
