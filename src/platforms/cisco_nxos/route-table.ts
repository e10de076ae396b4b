import { canonicalIp } from '../../domain/ip.ts';
import type { RouteRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { isNxosNoise } from './nxos-noise.ts';
import { nxosSeconds } from './nxos-seconds.ts';
import { isWholeHop, protocolOf, type RouteHop, routesOf } from './route-entry.ts';

interface Entry {
  prefix: string;
  /** How many best next hops the device says there are, unicast and multicast. */
  best: number;
  hops: RouteHop[];
  starred: number;
  unread: string[];
}

const opening = /^(?:IP|IPv6) Rout(?:e|ing) Table for (?:VRF|Context) "([^"]{1,64})"$/;
const entryLine =
  /^(\S{3,64}), (?:ubest\/mbest: (\d{1,4})\/(\d{1,4})(?: time)?|(\d{1,4}) ucast next-hops, (\d{1,4}) mcast next-hops)(?:, .{1,80})?$/;
const viaLine =
  /^(\*{0,3})via (?:vrf \S{1,64}, )?([^\s,]{2,120}),(?: ([A-Za-z][\w/.-]{1,40}),)? \[(\d{1,3})\/(\d{1,10})\], (\S{1,16}), (\S.{1,300})$/;
const legend = /^(?:'\*{1,2}' denotes|'\[x\/y\]' denotes|'%<string>' in via output)/;
/** A heading with a word that is not known. */
const bentOpening = /^IP(?:v6)? Rout| Table for |(?:VRF|Context) "/;
/** The words that end a next hop of these protocols; behind those of BGP stands a tag, which has no end of its own. */
const lastWords = String.raw`static|direct|local|hmm|ospf[\w-]{1,40}, (?:intra|inter|type-[12])|eigrp-[\w-]{1,40}, (?:internal|external)`;
const wholeTail = new RegExp(
  String.raw`^(?:Route not found|\*{0,3}via [^[]{2,200} \[\d{1,3}\/\d{1,10}\], \S{1,16}, (?:${lastWords}))$`,
);
/** How the next hop itself is reached, and what the protocols know more: below each next hop of an ACI leaf, or of `detail`. */
const below =
  /^(?:recursive next hop: [\da-fA-F.:]{2,45}\/\d{1,3}(?:%\S{1,64})?|client-specific data: [\da-fA-F]{1,16}|extended route information: BGP origin AS \d[\d.]{0,20} BGP peer AS \d[\d.]{0,20})$/;
/** What of a long next hop stands on a line of its own. */
const continued = /^(?:, )?(?:tag \d|segid:? \d|encap: |tunnelid: )/;

/** `show ip route [T] [vrf V]` and `show ipv6 route …`. Null when no table is named. */
export function nxosRouteTable(given: TextLines): Rows<RouteRecord> | null {
  const text = withWholeTail(given, wholeTail);
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  let vrf: string | null = null;
  let entry: Entry | null = null;
  let headed = false;
  const close = () => {
    const routes = entry && entry.unread.length === 0 ? routesOf(vrf, entry.prefix, entry.hops) : null;
    if (routes && routes.length > 0) append(rows.records, routes);
    else if (entry) rows.unparsed.push(`${entry.prefix}, ${entry.hops.length} next hops`, ...entry.unread);
    entry = null;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    // Most lines are next hops, which need none of the other patterns.
    if (entry && /^\*{0,3}via /.test(line)) {
      readHop(entry, line);
      continue;
    }
    const named = opening.exec(line);
    const opened = entryLine.exec(line);
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (named) {
      close();
      headed = true;
      vrf = named[1] ?? null;
    } else if (headed && bentOpening.test(line)) {
      // A heading in a form that is not known: the routes below it are nobody's.
      close();
      vrf = null;
      rows.unparsed.push(raw);
    } else if (legend.test(line) || line === 'Route not found' || isNxosNoise(line)) continue;
    else if (!headed) return null;
    else if (opened) {
      close();
      const best = Number(opened[2] ?? opened[4]) + Number(opened[3] ?? opened[5]);
      entry = { prefix: opened[1] ?? '', best, hops: [], starred: 0, unread: [] };
    } else if (entry && !continued.test(line) && !below.test(line)) {
      // All best next hops are there, and this is none: what was read of them stays, what follows is nobody's.
      if (entry.starred >= entry.best && !/\[\d/.test(line)) {
        close();
        rows.unparsed.push(raw);
      } else readHop(entry, line);
    } else if (!entry) rows.unparsed.push(raw);
  }
  if (!headed) return null;
  const open = entry as Entry | null;
  if (open && (open.starred < open.best || (text.cut !== null && !continued.test(text.cut.trim()))))
    return { ...rows, incomplete: `the route to ${open.prefix} has no end: the answer was cut off` };
  close();
  return withCut(rows, text);
}

function readHop(entry: Entry, line: string): void {
  const match = line.length > 600 ? null : viaLine.exec(line);
  const [, marks = '', place = '', printed, preference, metric, age = '', rest = ''] = match ?? [];
  const [where = '', otherVrf] = place.split('%');
  const address = canonicalIp(where);
  const out = nxosInterfaceName(printed ?? (address === null ? where : ''));
  const protocol = protocolOf(rest.split(/,| /)[0] ?? null);
  const hop = { address, interface: out, weight: null, recursive: address === null ? null : out === null };
  if (
    !match ||
    protocol === null ||
    (printed !== undefined && out === null) ||
    (address === null && (printed !== undefined || otherVrf !== undefined)) ||
    (otherVrf === undefined && !isWholeHop(hop, protocol)) ||
    nxosSeconds(age) === null
  ) {
    entry.unread.push(line);
    if (line.startsWith('*')) entry.starred += 1;
    return;
  }
  if (marks !== '') entry.starred += 1;
  entry.hops.push({
    hop,
    protocol,
    distance: Number(preference),
    metric: Number(metric),
    ageSeconds: nxosSeconds(age),
    // Two stars mark the best next hop of multicast.
    active: marks === '**' ? null : marks !== '',
  });
}
