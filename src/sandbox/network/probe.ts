import { contains, routingTable } from './routing.ts';
import { deviceSpec, type Lane, type Link, type NetworkState, viewsOf } from './state.ts';
import { type DeviceName, deviceSpecs } from './topology.ts';

export type ProbeResult =
  | { outcome: 'reply'; rttMs: number; ttl: number }
  | { outcome: 'lost' }
  /** Nothing to send it through. */
  | { outcome: 'no-route' };

/** One hop as traceroute shows it; `rttMs` null for a lost probe. */
export interface HopReply {
  address: string;
  device: DeviceName;
  rttMs: number | null;
}

interface Step {
  link: Link;
  from: DeviceName;
  to: DeviceName;
}

/** One echo request and its reply. Equal paths alternate by `sequence`, and the reply comes back the way it went. */
export function probe(state: NetworkState, from: DeviceName, destination: string, sequence: number): ProbeResult {
  const path = pathTo(state, from, destination, sequence);
  if (path === null) return { outcome: 'no-route' };
  if (!survives(path)) return { outcome: 'lost' };
  return { outcome: 'reply', rttMs: roundTrip(state, path.length), ttl: 64 - Math.max(0, path.length - 1) };
}

/** The answers of every hop, `probesPerHop` each; null when there is no route. Ends at the destination. */
export function trace(
  state: NetworkState,
  from: DeviceName,
  destination: string,
  probesPerHop: number,
): HopReply[][] | null {
  const first = pathTo(state, from, destination, 0);
  if (first === null) return null;
  const hops: HopReply[][] = [];
  for (let hop = 1; hop <= Math.max(1, first.length); hop += 1) {
    hops.push(
      Array.from({ length: probesPerHop }, (_, sequence): HopReply => {
        const path = pathTo(state, from, destination, sequence) ?? first;
        const partial = path.slice(0, hop);
        const last = partial.at(-1);
        const arrived = hop >= path.length;
        return {
          device: last?.to ?? from,
          address: arrived || !last ? destination : addressAt(last),
          rttMs: survives(partial) ? roundTrip(state, hop) : null,
        };
      }),
    );
  }
  return hops;
}

/** Whether `address` is one of the device's own. */
export function ownsAddress(state: NetworkState, device: DeviceName, address: string): boolean {
  return (
    deviceSpec(device).loopback === address || viewsOf(state, device).some(({ local }) => local.address === address)
  );
}

function pathTo(state: NetworkState, from: DeviceName, destination: string, sequence: number): Step[] | null {
  if (ownsAddress(state, from, destination)) return [];
  const connected = viewsOf(state, from).find(({ remote }) => remote.address === destination);
  // A connected address is never reached the long way round.
  if (connected) {
    return connected.local.operUp ? [{ link: connected.link, from, to: connected.remote.device }] : null;
  }
  const table = routingTable(state);
  const prefix = [...table.keys()]
    .filter((candidate) => contains(candidate, destination))
    .sort((one, other) => Number(other.split('/')[1]) - Number(one.split('/')[1]))[0];
  const routes = prefix === undefined ? undefined : table.get(prefix);
  if (!routes) return null;
  const steps: Step[] = [];
  for (let device = from; !ownsAddress(state, device, destination); ) {
    const links = routes.get(device)?.links ?? [];
    const link = links[sequence % Math.max(1, links.length)] ?? connectedLink(state, device, destination);
    // A host behind the last router answers as if it were the router.
    if (!link) return routes.has(device) ? steps : null;
    if (steps.length > deviceSpecs.length) return null;
    const to = link.a.device === device ? link.b.device : link.a.device;
    steps.push({ link, from: device, to });
    device = to;
  }
  return steps;
}

function connectedLink(state: NetworkState, device: DeviceName, destination: string): Link | undefined {
  return viewsOf(state, device).find(({ local, remote }) => local.operUp && remote.address === destination)?.link;
}

function addressAt({ link, to }: Step): string {
  return link.a.device === to ? link.a.address : link.b.address;
}

function survives(path: Step[]): boolean {
  let alive = true;
  for (const { link, from } of path) {
    const [out, back] = link.a.device === from ? [link.aToB, link.bToA] : [link.bToA, link.aToB];
    // Both ways are drawn even when the first is lost, which keeps the share of each lane exact.
    const lostOut = loses(out);
    const lostBack = loses(back);
    alive = alive && !lostOut && !lostBack;
  }
  return alive;
}

function loses(lane: Lane): boolean {
  lane.lossCarry += lane.lossPercent / 100;
  if (lane.lossCarry < 1) return false;
  lane.lossCarry -= 1;
  return true;
}

function roundTrip(state: NetworkState, hops: number): number {
  return 0.09 + hops * (0.17 + 0.12 * state.random());
}
