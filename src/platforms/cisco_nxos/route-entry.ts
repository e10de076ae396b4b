import { networkPrefix } from '../../domain/ip.ts';
import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import { isDamaged } from '../damaged-label.ts';

/** One next hop as NX-OS prints it: preference, metric, age and protocol stand on every one. */
export interface RouteHop {
  hop: RouteNextHop;
  protocol: string | null;
  distance: number | null;
  metric: number | null;
  ageSeconds: number | null;
  active: boolean | null;
}

/**
 * The routes to one prefix: a record per protocol, preference and metric, since a host's own address is there as `local`
 * and as `direct`, and a backup path has another preference. Null when the text is no prefix, or none of a network: what
 * NX-OS prints has no bits behind its length.
 */
export function routesOf(vrf: string | null, text: string, hops: readonly RouteHop[]): RouteRecord[] | null {
  const prefix = networkPrefix(text);
  if (prefix === null) return null;
  const routes = new Map<string, RouteRecord>();
  for (const { hop, protocol, distance, metric, ageSeconds, active } of hops) {
    const key = `${protocol} ${distance} ${metric} ${active}`;
    const known = routes.get(key);
    if (known) {
      known.nextHops.push(hop);
      known.ageSeconds = youngest(known.ageSeconds, ageSeconds);
    } else routes.set(key, { vrf, prefix, protocol, distance, metric, nextHops: [hop], active, ageSeconds });
  }
  return [...routes.values()];
}

/** A route is as old as the last change of one of its next hops. */
function youngest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.min(one, other);
}

const inside = /^(?:connected|local|ospf|isis|eigrp|rip|am|hmm|hsrp|vrrp|broadcast)$/;

/**
 * Whether a next hop is as whole as its protocol prints it: inside of a VRF every one has an address and an interface, but
 * for what is discarded or static and for tunnels, and what BGP or an operator gives may be an address alone, as long as
 * it is not one of a link.
 */
export function isWholeHop({ address, interface: out }: RouteNextHop, protocol: string | null): boolean {
  if (address === null) return out !== null && (protocol === 'static' || /^(?:Null|Tunnel)/.test(out));
  return out !== null || protocol === null || !(inside.test(protocol) || /^fe[89ab]/.test(address));
}

/** What stands behind the protocol and says which of its routes this is. */
const kind = /^(?:internal|external|intra|inter|discard|type-\d|tag|segid)/;

const clients = new Set([
  'direct',
  'local',
  'static',
  'bgp',
  'ospf',
  'ospfv3',
  'isis',
  'eigrp',
  'hmm',
  'hsrp',
  'vrrp',
  'broadcast',
]);

/**
 * `direct`, `ospf-10`, `ospfv3-1`, `bgp-65004` as connected, ospf, ospf and bgp; null for the word behind it, and for
 * one of which a letter is another one: nobody has the list of all.
 */
export function protocolOf(client: string | null): string | null {
  const name = /^([a-z][a-z\d_]{1,15})(?:-.{1,40})?$/.exec(client ?? '')?.[1];
  if (name === undefined || kind.test(client ?? '') || isDamaged(name, clients)) return null;
  return ({ direct: 'connected', ospfv3: 'ospf' } as Record<string, string>)[name] ?? name;
}
