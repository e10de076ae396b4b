import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { uptimeSeconds } from '../durations.ts';
import type { Rows } from '../parsed.ts';
import { countOf, textOf } from '../values.ts';
import { flagOf } from './flag.ts';
import { frrObjects } from './json-answer.ts';
import { printedIp } from './printed-ip.ts';
import { printedPrefix } from './printed-prefix.ts';

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
  const prefix = printedPrefix(key);
  if (prefix === null || !Array.isArray(entries)) return false;
  for (const [index, entry] of entries.entries()) {
    const protocol = isJsonObject(entry) ? textOf(entry['protocol']) : null;
    if (!isJsonObject(entry) || protocol === null) return false;
    const record = readEntry(prefix, protocol, entry);
    if (record) rows.records.push(record);
    else rows.unparsed.push(`route ${index + 1} of ${prefix}, ${protocol}`);
  }
  return true;
}

function readEntry(prefix: string, protocol: string, entry: JsonObject): RouteRecord | null {
  const ways = waysOf(entry['nexthops']);
  const [selected, installed] = [flagOf(entry['selected']), flagOf(entry['installed'])];
  if (!ways || selected === null || installed === null) return null;
  return {
    vrf: textOf(entry['vrfName']),
    prefix,
    protocol: protocolOf(protocol),
    distance: countOf(entry['distance']),
    metric: countOf(entry['metric']),
    nextHops: ways.filter((way) => !way.duplicate).map((way) => way.nextHop),
    // Selected in the RIB alone is not in the kernel.
    active: selected && (installed || ways.some((way) => way.inKernel)),
    ageSeconds: uptimeSeconds(textOf(entry['uptime']) ?? ''),
  };
}

interface Way {
  nextHop: RouteNextHop;
  duplicate: boolean;
  inKernel: boolean;
}

/** Null where one of them is not understood: a route keeps all its ways. */
function waysOf(list: Json | undefined): Way[] | null {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return null;
  const ways = list.map((hop) => (isJsonObject(hop) ? wayOf(hop) : null)).filter((way) => way !== null);
  return ways.length === list.length ? ways : null;
}

/** The more precise word first. */
const discards = ['blackhole', 'reject', 'adminProhibited', 'admin-prohibited', 'unreachable'] as const;

/** A discard route has no interface: the word that vtysh prints for it stands in its place. */
function wayOf(hop: JsonObject): Way | null {
  const address = printedIp(hop['ip']);
  const [duplicate, inKernel, recursive] = [flagOf(hop['duplicate']), flagOf(hop['fib']), flagOf(hop['recursive'])];
  if (address === undefined || duplicate === null || inKernel === null || recursive === null) return null;
  if (discards.some((word) => flagOf(hop[word]) === null)) return null;
  const found = discards.find((word) => hop[word] === true) ?? null;
  // The key was spelled anew in FRR 10.
  const discard = found === 'adminProhibited' ? 'admin-prohibited' : found;
  const nextHop = {
    address,
    interface: textOf(hop['interfaceName']) ?? discard,
    weight: countOf(hop['weight']),
    recursive,
  };
  return { nextHop, duplicate, inKernel };
}

const protocols = new Set(
  'kernel connected local static rip ospf isis bgp eigrp nhrp table ldp vnc babel sharp pbr bfd openfabric vrrp pim system frr'.split(
    ' ',
  ),
);

const families: Readonly<Record<string, string>> = {
  ospf6: 'ospf',
  ospfv3: 'ospf',
  ripng: 'rip',
  'table-direct': 'table',
  'vnc-direct': 'vnc',
  'vnc-rn': 'vnc',
};

/** zebra names the IPv6 versions of OSPF and RIP apart, and in which way a route of VNC or of another table came in. Null for a word that is no protocol of its. */
export function protocolOf(word: string): string | null {
  const name = families[word] ?? word;
  return protocols.has(name) ? name : null;
}
