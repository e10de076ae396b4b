import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, networkPrefix } from '../../domain/ip.ts';
import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { countOf, textOf } from '../values.ts';
import { eosPrintedInterface } from './interface-names.ts';
import { eosRows, objectOf } from './json-answer.ts';
import { protocolOfType } from './route-words.ts';

/** `vrfs.V.routes.P`; older releases print IPv6 routes without `vrfs` around them. Null for another document. */
export function eosRoutes(documents: Json[], args: DiagnosticArguments): Rows<RouteRecord> | null {
  return eosRows(documents, (object, rows: Rows<RouteRecord>) => {
    const { vrfs } = object;
    if (!isJsonObject(vrfs)) return readRoutes(object, args.vrf ?? null, rows);
    return Object.entries(vrfs).every(([name, body]) => isJsonObject(body) && readRoutes(body, name, rows));
  });
}

function readRoutes({ routes }: JsonObject, vrf: string | null, rows: Rows<RouteRecord>): boolean {
  if (!isJsonObject(routes)) return false;
  for (const [key, route] of Object.entries(routes)) {
    const prefix = networkPrefix(key);
    const type = textOf(objectOf(route)['routeType']);
    if (prefix === null || !isJsonObject(route) || type === null) return false;
    const { hardwareProgrammed, kernelProgrammed, vias } = route;
    const nextHops = nextHopsOf(vias, textOf(route['routeAction']));
    if (!nextHops.every((hop) => hop !== null)) {
      rows.unparsed.push(`next hops of ${key}`);
      continue;
    }
    const programmed = hardwareProgrammed ?? kernelProgrammed;
    rows.records.push({
      vrf,
      prefix,
      protocol: protocolOfType(type),
      distance: countOf(route['preference']),
      metric: countOf(route['metric']),
      nextHops,
      active: typeof programmed === 'boolean' ? programmed : null,
      ageSeconds: null,
    });
  }
  return true;
}

/** A route that drops may list no way out: its text form prints Null0 for it. No other route is without one. */
function nextHopsOf(vias: Json | undefined, action: string | null): (RouteNextHop | null)[] {
  if (!Array.isArray(vias)) return [null];
  if (vias.length > 0) return vias.map((via) => (isJsonObject(via) ? nextHopOf(via) : null));
  return [action === 'drop' ? { address: null, interface: 'Null0', weight: null, recursive: null } : null];
}

/**
 * The end of a tunnel is an address that must be looked up; what it resolves to stands below it and is left out.
 * Null when the address or the interface is none.
 */
function nextHopOf(via: JsonObject): RouteNextHop | null {
  const { tunnelDescriptor } = via;
  const end = textOf(objectOf(tunnelDescriptor)['tunnelEndPoint']);
  const printed = end ?? textOf(via['vtepAddr']) ?? textOf(via['nexthopAddr']);
  const address = canonicalIp(printed?.split('/')[0] ?? '');
  // What leads to the switch at the other end of a VXLAN stands under a name of its own.
  const name = end === null ? (textOf(via['interface']) ?? textOf(via['localInterface'])) : null;
  const port = eosPrintedInterface(name ?? '');
  if ((printed !== null && address === null) || (name !== null && port === null)) return null;
  return {
    address,
    interface: port,
    weight: countOf(via['weight']),
    // The end of a tunnel may not be said.
    recursive: address === null && !isJsonObject(tunnelDescriptor) ? null : port === null,
  };
}
