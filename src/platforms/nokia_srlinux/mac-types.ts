/** `mac-type` of srl_nokia-common, and what this project calls it. */
const types: Readonly<Record<string, string>> = {
  duplicate: 'duplicate',
  'eth-cfm': 'eth-cfm',
  evpn: 'evpn',
  'evpn-static': 'evpn-static',
  'irb-interface': 'self',
  'irb-interface-anycast': 'irb-interface-anycast',
  'irb-interface-vrrp': 'irb-interface-vrrp',
  learnt: 'dynamic',
  'learnt-static': 'static',
  'proxy-anti-spoof': 'proxy-anti-spoof',
  reserved: 'reserved',
  static: 'static',
};

/** The type of an entry as this project names it; null for one that is not known. */
export function macType(type: string | null): string | null {
  return type !== null && Object.hasOwn(types, type) ? (types[type] ?? null) : null;
}
