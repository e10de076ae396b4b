import { deviceSpec, type Link, type NetworkState, viewsOf } from './state.ts';
import { type DeviceName, deviceSpecs } from './topology.ts';

interface BestRoute {
  /** Every link on a shortest AS path; empty where the prefix is the device's own. */
  links: Link[];
  /** AS numbers of the path through the first of those links. */
  asPath: number[];
}

/** Best routes of every device to one prefix: prefix, then device. A device without a route is missing. */
export type RoutingTable = Map<string, Map<DeviceName, BestRoute>>;

/**
 * eBGP with a different AS everywhere and no policy prefers the shortest AS path, and the shortest path is loop-free:
 * a breadth-first walk over established sessions gives what path-vector would converge to.
 */
export function routingTable(state: NetworkState): RoutingTable {
  const table: RoutingTable = new Map();
  for (const [prefix, originators] of originated(state)) table.set(prefix, walk(state, originators));
  return table;
}

/** How many prefixes `device` accepts from the neighbour at the other end of `link` and sends to it. */
export function prefixCounts(table: RoutingTable, device: DeviceName, link: Link) {
  const neighbour = link.a.device === device ? link.b.device : link.a.device;
  if (!link.session.established) return { received: 0, sent: 0, active: 0 };
  const advertised = (from: DeviceName, to: DeviceName) =>
    [...table.values()].filter((routes) => {
      const best = routes.get(from);
      return best !== undefined && !best.asPath.includes(deviceSpec(to).asn);
    });
  const received = advertised(neighbour, device);
  return {
    received: received.length,
    sent: advertised(device, neighbour).length,
    active: received.filter((routes) => routes.get(device)?.links.includes(link)).length,
  };
}

/** Whether an IPv4 address lies in a prefix such as 192.0.2.0/24. */
export function contains(prefix: string, address: string): boolean {
  const [network = '', length = '32'] = prefix.split('/');
  const shift = 32 - Number(length);
  return Math.floor(toNumber(network) / 2 ** shift) === Math.floor(toNumber(address) / 2 ** shift);
}

export function isIpv4(text: string): boolean {
  const octets = text.split('.');
  return octets.length === 4 && octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255);
}

function toNumber(address: string): number {
  return address.split('.').reduce((total, octet) => total * 256 + Number(octet), 0);
}

function originated(state: NetworkState): Map<string, DeviceName[]> {
  const prefixes = new Map<string, DeviceName[]>();
  const add = (prefix: string, device: DeviceName) => prefixes.set(prefix, [...(prefixes.get(prefix) ?? []), device]);
  for (const spec of deviceSpecs) {
    add(`${spec.loopback}/32`, spec.name);
    for (const prefix of spec.prefixes) add(prefix, spec.name);
  }
  for (const { spec, a, b } of state.links) {
    if (!a.operUp) continue;
    add(`${spec.bAddress}/31`, a.device);
    add(`${spec.bAddress}/31`, b.device);
  }
  return prefixes;
}

function walk(state: NetworkState, originators: DeviceName[]): Map<DeviceName, BestRoute> {
  const best = new Map<DeviceName, BestRoute>(originators.map((device) => [device, { links: [], asPath: [] }]));
  let frontier = originators;
  while (frontier.length > 0) {
    const reached = new Map<DeviceName, BestRoute>();
    for (const device of frontier) {
      const here = best.get(device);
      if (!here) continue;
      for (const { link, remote } of viewsOf(state, device)) {
        if (!link.session.established || best.has(remote.device)) continue;
        const route = reached.get(remote.device);
        if (route) route.links.push(link);
        else reached.set(remote.device, { links: [link], asPath: [deviceSpec(device).asn, ...here.asPath] });
      }
    }
    for (const [device, route] of reached) best.set(device, route);
    frontier = [...reached.keys()];
  }
  return best;
}
