import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, canonicalPrefix } from '../../domain/ip.ts';
import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { printedInterfaceName } from './interface-names.ts';
import { isIosNoise } from './ios-table.ts';
import { protocolOfCode } from './route-words.ts';

const legend = /^(?:Codes: |(?:[A-Za-z]{1,2}\d?|[*+%&]|\* ?[A-Z]{1,2}) - [A-Za-z]|Gateway of last resort is )/;
/** `show ip route N` for a network of which the table has subnets alone. */
const entry = /^Routing entry for \d{1,3}(?:\.\d{1,3}){3}(\/\d{1,2}), \d{1,8} known subnets$/;
const ofEntry =
  /^(?:Attached \(\d{1,8} connections?\)|Variably subnetted with \d{1,3} masks|Redistributing via .{1,200}|Advertised by .{1,200})$/;
const subnetted =
  /^(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(\/\d{1,2})? is (?:variably )?subnetted, \d+ subnets?(?:, \d+ masks)?$/;
const coded =
  /^([A-Za-z])(?:([* ])(?:(N1|N2|E1|E2|IA|EX|L1|L2|ia|su|U|Nd|Ni|No) ?)?)?[*+%&pr ]{0,6} +(\d{1,3}(?:\.\d{1,3}){3})(\/\d{1,2})?(?: (.*))?$/;
const viaHop =
  /^\[(\d{1,3})\/(\d{1,10})\] via ([\d.]{7,15}|[0-9A-Fa-f:.]{2,45})(?: \([\w.:-]{1,64}\))?(?:, (\d\S{0,15}))?(?:, ([A-Za-z]\S{1,63}))?$/;
const connected =
  /^(?:\[(\d{1,3})\/(\d{1,10})\] )?is (?:directly connected|a summary)(?: \([\w.:-]{1,64}\))?(?:, (\d\S{0,15}))?(?:, ([A-Za-z]\S{1,63}))?$/;
/** A route of NAT leads nowhere, `[6/0], 3w2d, Null0`, one of LISP into its tunnel. */
const discarded = /^\[(\d{1,3})\/(\d{1,10})\], (\d\S{0,15}), (Null0|LISP\d{1,5}(?:\.\d{1,10})?)$/;
/** These interfaces have one name each: nothing can be missing from its end. */
const numberless = /, (?:Null0|Sdwan-system-intf)$/;
const nothing = /^% ?(?:Network|Subnet|Route) not (?:in table|found)/i;

/**
 * `show ip route [vrf V]`, with every VRF under its heading. Null when neither legend nor gateway is there,
 * nor the heading of a network that has subnets alone.
 */
export function iosRouteTable(given: TextLines, args: DiagnosticArguments): Rows<RouteRecord> | null {
  const text = withWholeTail(given, numberless);
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  let vrf: string | null = args.vrf ?? 'default';
  let length: string | null = null;
  let headed = false;
  let wrapped: string | null = null;
  // The route to which a further next hop belongs; below a row that was not understood it is nobody's.
  let open: RouteRecord | null = null;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    // IOS-XR has the same legend but for these words.
    if (/Diversion path|FRR Backup path|access\/subscriber/.test(line)) return null;
    // EOS and FRR know routes of a kernel.
    if (/^Codes: .*\bK - kernel/.test(line)) return null;
    const named = /^Routing Table: (\S{1,64})$/.exec(line);
    const group = subnetted.exec(line);
    if (named) vrf = named[1] ?? vrf;
    if (group) length = line.includes('variably') ? ofEach : (group[2] ?? null);
    const asked = entry.exec(line);
    if (asked) length = asked[1] ?? null;
    if (line.startsWith('Variably subnetted')) length = ofEach;
    if (named || group) open = null;
    if (named || asked || legend.test(line) || nothing.test(line)) headed = true;
    if (named || group || asked || ofEntry.test(line) || legend.test(line) || nothing.test(line) || isIosNoise(line))
      continue;
    if (!headed) return null;
    // Below a heading in another form the rows are nobody's.
    if (isBentHeading(raw)) {
      vrf = args.vrf ?? null;
      length = ofEach;
    }
    if (wrapped !== null && raw.length - line.length > wrapped.length) {
      // A further next hop stands below its bracket: the row above lost its own.
      rows.unparsed.push(wrapped, raw);
      wrapped = null;
      open = null;
      continue;
    }
    const whole: string = wrapped === null ? line : `${wrapped.trim()} ${line}`;
    const opened = coded.exec(whole);
    if (opened && (opened[6] ?? '').trim() === '' && wrapped === null) {
      wrapped = raw;
      continue;
    }
    wrapped = null;
    const record = opened ? recordOf(opened, vrf, length) : null;
    const further = opened ? null : hopOf(line);
    const more = further && !isAgeless(open?.protocol ?? null, further) ? further : null;
    if (record) rows.records.push(record);
    else if (more && open) open.nextHops.push(more.hop);
    else rows.unparsed.push(raw);
    if (!more) open = record;
  }
  if (!headed) return null;
  if (wrapped !== null) rows.unparsed.push(wrapped);
  // What is indented and cut may be one more next hop of the last route.
  if (open && /^\s/.test(text.cut ?? '')) rows.records.pop();
  return withCut(rows, text);
}

/** Where the subnets of a network have several lengths, each of them has its own behind it. */
const ofEach = ' of each';

/** Words that begin a line, or those of a network and its subnets, in a form that is not known. */
function isBentHeading(raw: string): boolean {
  return /^[A-Za-z]{4,}[^A-Za-z]|^ *\d{1,3}(?:\.\d{1,3}){2,3}\S* .*subnets?\b/.test(raw);
}

interface Hop {
  hop: RouteNextHop;
  distance: number | null;
  metric: number | null;
  age: number | null;
}

function hopOf(text: string): Hop | null {
  const via = viaHop.exec(text);
  const straight = via ? null : (connected.exec(text) ?? discarded.exec(text));
  if (via) {
    const address = canonicalIp(via[3] ?? '');
    const out = printedInterfaceName(via[5] ?? '');
    const age = uptimeSeconds(via[4] ?? '');
    if (address === null || isBent(out, via[5]) || isBent(age, via[4])) return null;
    const hop = { address, interface: out, weight: null, recursive: out === null };
    return { hop, distance: Number(via[1]), metric: Number(via[2]), age };
  }
  if (!straight) return null;
  const out = printedInterfaceName(straight[4] ?? '');
  const age = uptimeSeconds(straight[3] ?? '');
  if (isBent(out, straight[4]) || isBent(age, straight[3])) return null;
  const hop = { address: null, interface: out, weight: null, recursive: null };
  const [distance = null, metric = null] = [straight[1], straight[2]].map((value) =>
    value === undefined ? null : Number(value),
  );
  return { hop, distance, metric, age };
}

/** These protocols' routes have an age. Those of IS-IS have none in older releases. */
function isAgeless(protocol: string | null, { age }: Hop): boolean {
  return age === null && /^(?:bgp|egp|eigrp|igrp|lisp|mobile|nat|nhrp|odr|omp|ospf|rip)$/.test(protocol ?? '');
}

/** A part that stands there and has another form than it should. */
function isBent(value: unknown, printed: string | undefined): boolean {
  return value === null && printed !== undefined;
}

function recordOf(opened: RegExpExecArray, vrf: string | null, length: string | null): RouteRecord | null {
  const [, code = '', , kind, network = '', own, rest = ''] = opened;
  const found = hopOf(rest.trim());
  const bits = own ?? length ?? classOf(network);
  const prefix = canonicalPrefix(`${network}${bits}`);
  const protocol = kind === 'U' ? 'static' : protocolOfCode(code);
  if (!found || !prefix || prefix.hostBitsCut || protocol === null || isAgeless(protocol, found)) return null;
  const own0 =
    protocol === 'connected' || protocol === 'local' || (protocol === 'static' && found.hop.address === null);
  return {
    vrf,
    prefix: prefix.prefix,
    protocol,
    distance: found.distance ?? (own0 && protocol !== 'static' ? 0 : null),
    metric: found.metric ?? (own0 && protocol !== 'static' ? 0 : null),
    nextHops: [found.hop],
    active: true,
    ageSeconds: found.age,
  };
}

/** Under no heading a network without a length has the one of its class. */
function classOf(network: string): string {
  const first = Number(network.split('.')[0]);
  return network === '0.0.0.0' ? '/0' : first < 128 ? '/8' : first < 192 ? '/16' : '/24';
}
