/** What a routing table is about; null for one whose entries are no prefixes (mpls.0, iso.0, evpn). */
export function prefixTable(name: string): { vrf: string } | null {
  const match = /^(?:(\S{1,64})\.)?inet6?\.\d{1,2}$/.exec(name);
  if (!match || match[1]?.startsWith('bgp.')) return null;
  return { vrf: match[1] === undefined || match[1] === 'master' ? 'default' : match[1] };
}

/** The unicast table of an instance. */
export function unicastTable(destination: string, vrf: string | undefined): string {
  const family = destination.includes(':') ? 'inet6.0' : 'inet.0';
  return vrf === undefined || vrf === 'default' || vrf === 'master' ? family : `${vrf}.${family}`;
}

/** `inet.0: 16 destinations, 16 routes (16 active, 0 holddown, 0 hidden)`. */
export function tableHeading(bare: string): string | null {
  return /^(\S{1,96}): \d{1,9} destinations, \d{1,9} routes \(/.exec(bare)?.[1] ?? null;
}

const protocols: Record<string, string> = {
  direct: 'connected',
  'is-is': 'isis',
  ospf2: 'ospf',
  'access-internal': 'access',
};

/** In the words of our records. */
export function protocolOf(word: string): string {
  const lower = word.toLowerCase();
  return protocols[lower] ?? lower;
}
