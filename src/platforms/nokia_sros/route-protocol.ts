/** Who may own a route: `protocol-type` of the vendor's model (nokia-types-router), which both command lines spell. */
const owners = new Set(
  (
    'other local host sub-mgmt managed static sdp rsvp ldp ospf ospfv3 isis rip icmp aggregate bgp bgp-vpn mpls-bypass ' +
    'local-ipsec bgp-l2 gre bgp-ttm local-bh nat vpn-leak tms ipreas mpls-tp mobile-host aaa dhcpv6-pd dhcpv6-pd-excl ' +
    'dhcpv6-na dhcpv6-ta ripng ipsec bgp-evpn sr-te bgp-label fpe udp arp-nd mpls-fwd-policy sr-policy rib-api ' +
    'dhcp-client nd-ra bgp-epe evpn-ifl evpn-iff srv6 srv6-isis srv6-policy video vxlan esmbcast evpn-ifl-host'
  ).split(' '),
);

/** Older and shorter spellings, and the families of BGP, which are all BGP here. */
const spellings: Readonly<Record<string, string>> = {
  'bgp-vpn': 'bgp',
  'bgp-label': 'bgp',
  'bgp-labe': 'bgp',
  'bgp-evpn': 'bgp',
  ospf3: 'ospf3',
  ospfv3: 'ospf3',
  'ospf-ia': 'ospf',
  'ospf-ext': 'ospf',
  aggr: 'aggregate',
  // Of the controller of data centres, which has the same system.
  nvc: 'nvc',
};

/**
 * `BGP VPN`, `BGP_LABEL`, `ISIS(1)`, `Sub Mgmt` as this project names them; a local route of an own interface is
 * connected. Null for a word that is none of the vendor's.
 */
export function routeProtocol(text: string, type: string): string | null {
  const word = text
    .toLowerCase()
    .replace(/\(\d{1,3}\)$/, '')
    .replaceAll(/[ _]/g, '-')
    // A column that is too narrow.
    .replace(/^aggr[a-z]{0,4}\*$/, 'aggr');
  if (Object.hasOwn(spellings, word)) return spellings[word] ?? null;
  if (word === 'local') return type === 'Local' ? 'connected' : 'local';
  return owners.has(word) ? word : null;
}
