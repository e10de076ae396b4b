const families =
  /^(?:ipv[46] (?:unicast|multicast|mdt|mvpn|tunnel|flowspec|sr-policy|rt-constraint|label(?:ed)?[ -]unicast)|l2vpn (?:evpn|vpls|vpws|mspw|vpls-vpws)|vpnv[46] (?:multicast|flowspec)|rt-?filter(?: unicast)?|nsap unicast)$/;

/**
 * `VPNv4 Unicast`, `IPv4 MDT`, `L2VPN E-VPN`, `Link-state Link-state` as the words of the records: ipv4-vpn, ipv4-mdt,
 * l2vpn-evpn. Null for another family.
 */
export function ciscoBgpFamily(heading: string): string | null {
  const words = heading.trim().toLowerCase().replace('e-vpn', 'evpn');
  const vpn = /^vpnv([46]) unicast$/.exec(words);
  if (vpn) return `ipv${vpn[1]}-vpn`;
  const multicastVpn = /^mvpnv([46]) unicast$/.exec(words);
  if (multicastVpn) return `ipv${multicastVpn[1]}-mvpn`;
  if (/^link-state(?: link-state)?$/.test(words)) return 'link-state';
  return families.test(words) ? words.replaceAll(/[ /]+/g, '-') : null;
}
