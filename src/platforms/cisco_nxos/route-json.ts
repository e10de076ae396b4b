import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { RouteRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { countOf, textOf } from '../values.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { flagOf, nxosObject, rowsOf, rowsUnder } from './json-tables.ts';
import { nxosSeconds } from './nxos-seconds.ts';
import { protocolOf, type RouteHop, routesOf } from './route-entry.ts';

/** Null when the VRFs hold no routing tables. */
export function nxosRouteJson(documents: Json[], args: DiagnosticArguments): Rows<RouteRecord> | null {
  const object = nxosObject(documents);
  const vrfs = object && rowsOf(object, 'vrf');
  if (!vrfs || vrfs.length === 0) return null;
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  for (const vrf of vrfs) {
    if (rowsOf(vrf, 'addrf') === null) return null;
    const name = textOf(vrf['vrf-name-out']) ?? args.vrf ?? null;
    for (const entry of rowsUnder(vrf, 'addrf', 'prefix')) {
      const text = textOf(entry['ipprefix'] ?? entry['ipv6prefix']) ?? '';
      const paths = rowsOf(entry, 'path') ?? [];
      const hops = paths.map((path) => hopOf(path, paths));
      const routes = hops.every((hop) => hop !== null) ? routesOf(name, text, hops) : null;
      if (routes && routes.length > 0) append(rows.records, routes);
      else rows.unparsed.push(`route ${text} in VRF ${name}`);
    }
  }
  return rows;
}

function hopOf(path: JsonObject, all: readonly JsonObject[]): RouteHop | null {
  const printed = textOf(path['ipnexthop'] ?? path['ipv6nexthop']);
  const address = canonicalIp((printed ?? '').split('%')[0] ?? '');
  const name = textOf(path['ifname']);
  const out = name === null ? null : nxosInterfaceName(name);
  const client = textOf(path['clientname']);
  const protocol = protocolOf(client);
  if ((printed !== null && address === null) || (name !== null && out === null) || protocol === null) return null;
  // They tell one route to the prefix from another.
  if (!isWhole(path, 'pref', countOf) || !isWhole(path, 'metric', countOf) || !isWhole(path, 'ubest', flagOf))
    return null;
  return {
    hop: { address, interface: out, weight: null, recursive: address === null ? null : out === null },
    protocol,
    distance: countOf(path['pref']),
    metric: countOf(path['metric']),
    ageSeconds: nxosSeconds(path['uptime']),
    active: activeOf(path, all),
  };
}

/** True also where there is nothing. */
function isWhole(path: JsonObject, key: string, read: (value: Json | undefined) => unknown): boolean {
  const value = path[key] ?? '';
  return value === '' || read(value) !== null;
}

/** Only the best paths are marked; where none is, nobody says which ones are in use. */
function activeOf(path: JsonObject, all: readonly JsonObject[]): boolean | null {
  const marked = flagOf(path['ubest']);
  if (marked !== null) return marked;
  return all.some((other) => flagOf(other['ubest']) === true) ? false : null;
}
