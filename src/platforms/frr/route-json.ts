import { canonicalIp, canonicalPrefix } from '../../domain/ip.ts';
import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { uptimeSeconds } from '../durations.ts';
import type { Rows } from '../parsed.ts';
import { countOf, textOf } from '../values.ts';
import { frrObjects } from './json-answer.ts';

/**
 * `{ "203.0.113.0/24": [entry, ...] }`, or VRFs that hold such objects. An absent route is `{}` or `{"0.0.0.0/0": []}`.
 * Null when the documents hold anything else.
 */
export function frrRoutes(documents: Json[]): Rows<RouteRecord> | null {
  const answer = frrObjects(documents);
  if (!answer) return null;
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  if ('rejected' in answer) return { ...rows, rejected: answer.rejected };
  for (const object of answer.objects) {
    for (const [key, value] of Object.entries(object)) {
      const inner: [string, Json][] = isJsonObject(value) ? Object.entries(value) : [[key, value]];
      for (const [prefix, entries] of inner) if (!readEntries(prefix, entries, rows)) return null;
    }
  }
  return rows;
}

function readEntries(key: string, entries: Json, rows: Rows<RouteRecord>): boolean {
  const prefix = canonicalPrefix(key)?.prefix;
  if (prefix === undefined || !Array.isArray(entries)) return false;
  for (const entry of entries) {
    const protocol = isJsonObject(entry) ? textOf(entry['protocol']) : null;
    if (!isJsonObject(entry) || protocol === null) return false;
    rows.records.push(readEntry(prefix, protocol, entry));
  }
  return true;
}

function readEntry(prefix: string, protocol: string, entry: JsonObject): RouteRecord {
  const hops = Array.isArray(entry['nexthops']) ? entry['nexthops'].filter(isJsonObject) : [];
  return {
    vrf: textOf(entry['vrfName']),
    prefix,
    protocol: protocolOf(protocol),
    distance: countOf(entry['distance']),
    metric: countOf(entry['metric']),
    nextHops: hops.filter((hop) => hop['duplicate'] !== true).map(nextHopOf),
    // Selected in the RIB alone is not in the kernel.
    active: entry['selected'] === true && (entry['installed'] === true || hops.some((hop) => hop['fib'] === true)),
    ageSeconds: uptimeSeconds(textOf(entry['uptime']) ?? ''),
  };
}

/** A discard route has no interface: the word that vtysh prints for it stands in its place. */
function nextHopOf(hop: JsonObject): RouteNextHop {
  const discard = (['blackhole', 'reject', 'admin-prohibited'] as const).find((word) => hop[word] === true);
  return {
    address: canonicalIp(textOf(hop['ip']) ?? ''),
    interface: textOf(hop['interfaceName']) ?? discard ?? (hop['unreachable'] === true ? 'unreachable' : null),
    weight: countOf(hop['weight']),
    recursive: hop['recursive'] === true,
  };
}

const protocols = new Set(
  'kernel connected local static rip ospf isis bgp eigrp nhrp table ldp vnc babel sharp pbr bfd openfabric vrrp pim system'.split(
    ' ',
  ),
);

/** zebra names the IPv6 versions of OSPF and RIP apart. Null for a word that is no protocol of its. */
export function protocolOf(word: string): string | null {
  const name = { ospf6: 'ospf', ospfv3: 'ospf', ripng: 'rip' }[word] ?? word;
  return protocols.has(name) ? name : null;
}
