/** `VPNv4 Unicast`, `IPv4 MDT`, `L2VPN E-VPN` as the words of the records: ipv4-vpn, ipv4-mdt, l2vpn-evpn. */
export function iosFamily(heading: string): string {
  const words = heading
    .trim()
    .toLowerCase()
    .replace('e-vpn', 'evpn')
    .replace(/^l2vpn vpls$/, 'l2vpn vpls');
  const vpn = /^vpnv([46]) unicast$/.exec(words);
  return vpn ? `ipv${vpn[1]}-vpn` : words.replaceAll(/[ /]+/g, '-');
}

/** A peer under a VPN family lives in a VRF that the table does not name. */
export function vrfOfFamily(family: string | null, asked: string | undefined): string | null {
  if (asked !== undefined) return asked;
  return family !== null && /^ipv[46]-(?:unicast|multicast|mdt|labeled-unicast|flowspec)$/.test(family)
    ? 'default'
    : null;
}
