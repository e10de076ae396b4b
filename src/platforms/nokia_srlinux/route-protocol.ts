/** What the types of routes are called here; before release 21 the type of a route was called its owner. */
const protocols: Readonly<Record<string, string>> = {
  aggregate: 'aggregate',
  'arp-nd': 'arp-nd',
  bgp: 'bgp',
  'bgp-evpn': 'bgp',
  'bgp-evpn-iff': 'bgp',
  'bgp-evpn-ifl': 'bgp',
  'bgp-evpn-ifl-host': 'bgp',
  'bgp-ipvpn': 'bgp',
  'bgp-label': 'bgp',
  'bgp-vpn': 'bgp',
  dhcp: 'dhcp',
  gribi: 'gribi',
  host: 'local',
  isis: 'isis',
  linux: 'linux',
  local: 'connected',
  ndk1: 'ndk1',
  ndk2: 'ndk2',
  ospfv2: 'ospf',
  ospfv3: 'ospf3',
  static: 'static',
};

/** The identities `ip-route-type` of srl_nokia-common, as far as they are known. */
export function isRouteType(type: string): boolean {
  return Object.hasOwn(protocols, type);
}

/** What brought a route, in the words of this project; null for a type that is not known. */
export function protocolOf(type: string | null): string | null {
  return type !== null && isRouteType(type) ? (protocols[type] ?? null) : null;
}

/** The identities `tunnel-type` of srl_nokia-common. */
const tunnels: ReadonlySet<string> = new Set([
  'bgp',
  'gre',
  'ip-in-ip',
  'ldp',
  'rsvp',
  'sr-isis',
  'sr-mpls',
  'sr-ospfv2',
  'sr-ospfv3',
  'te-policy',
  'te-policy-sr-mpls-colored',
  'te-policy-sr-mpls-uncolored',
  'vxlan',
]);

export function isTunnelType(type: string): boolean {
  return tunnels.has(type);
}
