/** `VPNv4 Unicast`, `IPv4 MDT`, `L2VPN E-VPN`, `Link-state Link-state` as the words of the records: ipv4-vpn, ipv4-mdt, l2vpn-evpn. */
export function ciscoBgpFamily(heading: string): string {
  const words = heading.trim().toLowerCase().replace('e-vpn', 'evpn');
  const vpn = /^vpnv([46]) unicast$/.exec(words);
  if (vpn) return `ipv${vpn[1]}-vpn`;
  if (/^link-state(?: link-state)?$/.test(words)) return 'link-state';
  return words.replaceAll(/[ /]+/g, '-');
}
