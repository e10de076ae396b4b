const families: Record<string, string> = {
  ipv4: 'ipv4-unicast',
  ipv6: 'ipv6-unicast',
  vpnipv4: 'ipv4-vpn',
  vpnipv6: 'ipv6-vpn',
  mcastipv4: 'ipv4-multicast',
  mcastipv6: 'ipv6-multicast',
  mcipv4: 'ipv4-multicast',
  mcipv6: 'ipv6-multicast',
  lblipv4: 'ipv4-labeled-unicast',
  lblipv6: 'ipv6-labeled-unicast',
  labelipv4: 'ipv4-labeled-unicast',
  labelipv6: 'ipv6-labeled-unicast',
  evpn: 'l2vpn-evpn',
  l2vpn: 'l2vpn-vpls',
  flowipv4: 'ipv4-flowspec',
  flowipv6: 'ipv6-flowspec',
  flowvpnipv4: 'ipv4-vpn-flowspec',
  flowvpnipv6: 'ipv6-vpn-flowspec',
  mvpnipv4: 'ipv4-mvpn',
  mvpnipv6: 'ipv6-mvpn',
  mcastvpnipv4: 'ipv4-multicast-vpn',
  mcastvpnipv6: 'ipv6-multicast-vpn',
  mcvpnipv4: 'ipv4-multicast-vpn',
  mcvpnipv6: 'ipv6-multicast-vpn',
  routetarget: 'route-target',
  routetgt: 'route-target',
  rtetgt: 'route-target',
  bgpls: 'link-state',
  linkstate: 'link-state',
  lnkstate: 'link-state',
  srplcyipv4: 'ipv4-sr-te',
  srplcyipv6: 'ipv6-sr-te',
  srpolicyipv4: 'ipv4-sr-te',
  srpolicyipv6: 'ipv6-sr-te',
  mdtsafi: 'ipv4-mdt',
  mspw: 'l2vpn-mspw',
};

/** `IPv4`, `VpnIPv4`, `VPN-IPv4`, `Evpn` as this project names them; null for a name that is not known. */
export function familyOf(name: string): string | null {
  const key = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return Object.hasOwn(families, key) ? (families[key] ?? null) : null;
}
