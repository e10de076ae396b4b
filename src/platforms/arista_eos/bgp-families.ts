/** EOS' names of address families in text, in our own; null for one that has no name of ours. */
const names: Readonly<Record<string, string | null>> = {
  'IPv4 Unicast': 'ipv4-unicast',
  'IPv6 Unicast': 'ipv6-unicast',
  'IPv4 Multicast': 'ipv4-multicast',
  'IPv6 Multicast': 'ipv6-multicast',
  'IPv4 Labeled Unicast': 'ipv4-labeled-unicast',
  'IPv6 Labeled Unicast': 'ipv6-labeled-unicast',
  'IPv4 Labeled-Unicast': 'ipv4-labeled-unicast',
  'IPv6 Labeled-Unicast': 'ipv6-labeled-unicast',
  'IPv4 with MPLS Labels': 'ipv4-labeled-unicast',
  'IPv6 with MPLS Labels': 'ipv6-labeled-unicast',
  'IPv4 SR-TE': 'ipv4-sr-te',
  'IPv6 SR-TE': 'ipv6-sr-te',
  'IPv4 Flow Specification': 'ipv4-flowspec',
  'IPv6 Flow Specification': 'ipv6-flowspec',
  'VPN-IPv4': 'ipv4-vpn',
  'VPN-IPv6': 'ipv6-vpn',
  'L2VPN EVPN': 'l2vpn-evpn',
  // Newer releases call it so among the statistics of one peer.
  EVPN: 'l2vpn-evpn',
  'L2VPN VPLS': 'l2vpn-vpls',
  'Link State': 'link-state',
  'Link-State': 'link-state',
  'RT Membership': 'route-target',
  'IPv4 MVPN': null,
  'IPv6 MVPN': null,
  'IPv4 Dps': null,
  'IPv6 Dps': null,
  Dps: null,
};

/** Route maps are those of `IPv4 unicast`. */
const inSmallLetters = new Map(Object.entries(names).map(([name, family]) => [name.toLowerCase(), family]));

/** `VPN-IPv4` to `ipv4-vpn`; undefined for a name that EOS does not have. */
export function eosBgpFamily(name: string): string | null | undefined {
  return inSmallLetters.get(name.toLowerCase());
}
