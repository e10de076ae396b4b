/** Full names in the order in which a short one is matched, each with its shortest beginning and other short forms in use. */
const types: readonly (readonly [full: string, shortest: string, ...others: string[]])[] = [
  ['Ethernet', 'et'],
  ['port-channel', 'po'],
  ['Vlan', 'vl'],
  ['Vethernet', 've'],
  ['loopback', 'lo'],
  ['mgmt', 'mg'],
  ['nve', 'nv'],
  ['Tunnel', 'tu'],
  ['tunnel-te', 'tunnel-t'],
  ['Null', 'nu'],
  ['Bdi', 'bd'],
  ['fc', 'fc'],
  ['vfc', 'vf'],
  ['sup-eth', 'su'],
  ['sup-fc', 'sup-f'],
  ['inband', 'in'],
  ['Overlay', 'ov'],
  ['mti', 'mt'],
  ['control', 'cont'],
  ['san-port-channel', 'sa'],
];

const named = /^([A-Za-z][A-Za-z-]{0,30})(\d{1,5}(?:\/\d{1,4}){0,3}(?:\.\d{1,10})?)$/;

/** Full canonical name (`Eth1/1` is `Ethernet1/1`, `Po10` is `port-channel10`), or null when the text is no interface name of this platform. */
export function nxosInterfaceName(text: string): string | null {
  if (text.length > 64) return null;
  const match = named.exec(text);
  if (!match) return null;
  const [, type = '', place = ''] = match;
  const low = type.toLowerCase();
  const found = types.find(
    ([full, shortest, ...others]) =>
      others.includes(low) || (low.startsWith(shortest) && full.toLowerCase().startsWith(low)),
  );
  return found ? `${found[0]}${place}` : null;
}
