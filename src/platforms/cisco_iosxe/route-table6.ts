import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, canonicalPrefix } from '../../domain/ip.ts';
import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { printedInterfaceName } from './interface-names.ts';
import { isIosNoise } from './ios-table.ts';
import { protocolOfCode } from './route-words.ts';

const heading = /^IPv6 Routing Table(?: - (\S{1,64}))? - (\d{1,8}) entries$/;
const legend = /^(?:Codes: |[A-Za-z]{1,3}\d? - [A-Za-z])/;
/** `show ipv6 route updated` says when, by a clock that we do not know. */
const updated = /^Last updated \d\d:\d\d:\d\d \d{1,2} [A-Z][a-z]{2,8} \d{4}$/;
const opened =
  /^([A-Za-z]{1,3}\d?)[ *+%]{1,6}([0-9A-Fa-f:.]{2,45}\/\d{1,3}) \[(\d{1,3})\/(\d{1,10})\](?:, tag \d{1,10})?$/;
/** Behind an address or interface of another VRF stands its name. */
const away =
  /^via ([0-9A-Fa-f:.]{2,45})(?:%[\w.:-]{1,32})?(?:, ([A-Z][^\s%]{1,63})(?:%[\w.:-]{1,32})?)?(?:, indirectly connected)?$/;
const straight = /^via ([^\s%]{2,64})(?:%[\w.:-]{1,32})?, (?:directly connected|receive)$/;

/** `show ipv6 route [vrf V]`: the next hops stand on lines of their own. Null when the heading is not there. */
export function iosRouteTable6(given: TextLines, args: DiagnosticArguments): Rows<RouteRecord> | null {
  const text = withWholeTail(given, straight);
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  let vrf: string | null = args.vrf ?? null;
  let headed = false;
  // The route to which a next hop belongs; below a row that was not understood it is nobody's.
  let open: RouteRecord | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const head = heading.exec(line);
    if (head) {
      headed = true;
      vrf = head[1] ?? vrf;
      continue;
    }
    if (line === '' || legend.test(line) || updated.test(line) || isIosNoise(line)) continue;
    if (!headed) return null;
    // Below a heading in another form the rows are nobody's.
    if (/^[A-Za-z]\w{3,}[^\w]/.test(raw)) vrf = args.vrf ?? null;
    const record = recordOf(line, vrf);
    const hop = record ? null : hopOf(line);
    if (!hop && open?.nextHops.length === 0) {
      rows.records.pop();
      rows.unparsed.push(`${open.prefix} without a next hop`);
    }
    if (record) rows.records.push(record);
    else if (hop && open) open.nextHops.push(hop);
    else rows.unparsed.push(raw);
    if (!hop) open = record;
  }
  if (!headed) return null;
  // A route without a line of its own below it lost its next hop.
  const lost = rows.records.at(-1)?.nextHops.length === 0 ? rows.records.pop() : undefined;
  if (lost) return { ...rows, incomplete: `the route ${lost.prefix} has no next hop: the answer was cut off` };
  // What is indented and cut may be one more next hop of the last route.
  if (open && /^\s/.test(text.cut ?? '')) rows.records.pop();
  return withCut(rows, text);
}

function recordOf(line: string, vrf: string | null): RouteRecord | null {
  const match = opened.exec(line);
  const prefix = canonicalPrefix(match?.[2] ?? '');
  const protocol = protocolOfCode(match?.[1] ?? '');
  if (!match || !prefix || protocol === null) return null;
  return {
    vrf,
    prefix: prefix.prefix,
    protocol,
    distance: Number(match[3]),
    metric: Number(match[4]),
    nextHops: [],
    active: true,
    ageSeconds: null,
  };
}

function hopOf(line: string): RouteNextHop | null {
  const own = straight.exec(line);
  const match = own ? null : away.exec(line);
  const printed = own?.[1] ?? match?.[2];
  const out = printedInterfaceName(printed ?? '');
  if (out === null && printed !== undefined) return null;
  if (own) return { address: null, interface: out, weight: null, recursive: null };
  const address = canonicalIp(match?.[1] ?? '');
  if (address === null) return null;
  return { address, interface: out, weight: null, recursive: out === null };
}
