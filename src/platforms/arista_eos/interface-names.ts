const types = [
  'Ethernet',
  'Management',
  'Port-Channel',
  'Loopback',
  'Vlan',
  'Tunnel',
  'Vxlan',
  'Recirc-Channel',
  'Fabric',
  'Dps',
  'UnconnectedEthernet',
] as const;

const number = String.raw`(?:0|[1-9]\d{0,3})`;
const shape = new RegExp(
  String.raw`^([A-Za-z][A-Za-z-]{1,23})(${number}(?:/${number}){0,4}(?::\d{1,3})?(?:\.[1-9]\d{0,6})?)$`,
);

/** `Et1`, `eth1/1`, `Po10.20` to the full name; null when it is no interface of EOS. */
export function eosInterfaceName(text: string): string | null {
  const match = text.length > 64 ? null : shape.exec(text);
  if (!match) return null;
  const typed = (match[1] ?? '').toLowerCase();
  const found = types.filter((type) => type.toLowerCase().startsWith(typed));
  return found.length === 1 ? `${found[0]}${match[2]}` : null;
}

/** A name that EOS printed, in its full form; a kind that we do not know (Null0, Dps1) as printed. Null for no name at all. */
export function eosPrintedInterface(text: string): string | null {
  return (
    eosInterfaceName(text) ??
    (/^[A-Za-z][A-Za-z_-]{0,30}(?:\d{1,5}(?:\/\d{1,4}){0,4}(?::\d{1,3})?(?:\.\d{1,7})?)?$/.test(text) ? text : null)
  );
}
