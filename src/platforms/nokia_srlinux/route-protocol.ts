import { isIdentity } from './leaves.ts';

/** Before release 21 the type of a route was called its owner. */
const protocols: Record<string, string> = {
  local: 'connected',
  host: 'local',
  'bgp-evpn': 'bgp',
  'bgp-evpn-iff': 'bgp',
  'bgp-evpn-ifl': 'bgp',
  'bgp-vpn': 'bgp',
  'bgp-ipvpn': 'bgp',
  ospfv2: 'ospf',
  ospfv3: 'ospf3',
};

/** What brought a route, in the words of this project. */
export function protocolOf(type: string | null): string | null {
  if (type === null || !isIdentity(type)) return null;
  return Object.hasOwn(protocols, type) ? (protocols[type] ?? null) : type;
}
