import { networkPrefix } from '../../domain/ip.ts';

export interface PrefixTable {
  vrf: string | null;
  /** A distinguisher stands before each prefix. */
  isDistinguished: boolean;
}

/**
 * What a routing table is about; null for one whose entries are no prefixes (mpls.0, iso.0, evpn). The routes of
 * `bgp.l3vpn.0` are of many VRFs, which their distinguishers do not name.
 */
export function prefixTable(name: string): PrefixTable | null {
  if (/^bgp\.l3vpn(?:-inet6)?\.\S{1,4}$/.test(name)) return { vrf: null, isDistinguished: true };
  const match = /^(?:(\S{1,64})\.)?inet6?\.(\d{1,2})$/.exec(name);
  // In the cache of multicast, groups with their sources stand in place of prefixes.
  if (!match || match[1]?.startsWith('bgp.') || match[2] === '1') return null;
  return { vrf: match[1] === undefined || match[1] === 'master' ? 'default' : match[1], isDistinguished: false };
}

/** `10.6.0.0/16`; behind a distinguisher `65000:1:10.6.0.0/16` or `192.0.2.1:1:10.6.0.0/16`. Null for another form. */
export function prefixIn(table: PrefixTable, text: string): string | null {
  if (!table.isDistinguished) return networkPrefix(text);
  const bare = /^(?:\d{1,10}L?|\d{1,3}(?:\.\d{1,3}){3}):\d{1,10}:(\S{2,64})$/.exec(text)?.[1];
  return bare === undefined ? null : networkPrefix(bare);
}

/** `inet.0`, `CUST.evpn.0`: every table has a number. */
export function isTableName(name: string): boolean {
  return /^\S{1,96}\.\d{1,3}$/.test(name);
}

/** The unicast table of an instance. */
export function unicastTable(destination: string, vrf: string | undefined): string {
  const family = destination.includes(':') ? 'inet6.0' : 'inet.0';
  return vrf === undefined || vrf === 'default' || vrf === 'master' ? family : `${vrf}.${family}`;
}

/** Tables of other families, and those of BGP that are about several VRFs: `mpls.0`, `CUST.evpn.0`, `bgp.l3vpn.0`. */
const otherFamily =
  /(?:^|\.)(?:mpls|iso|ccc|tnp|inet6?flow|inet6?color|inet6?srte|invpnflow|inet6vpnflow|inet-mdt|inet6?-vpn|l2circuit|l2vpn|l2id|vpls|evpn|evpn-mcsn|evpn-vpws|mvpn|mvpn-inet6|mdt|lsdist|transport|transport-inet6|bgpmcast|mcast)\.\d{1,3}$|^bgp\.(?:l3vpn|l3vpn-inet6|rtarget|isovpn)\.\d{1,3}$/;

/** `inet.0: 16 destinations, 16 routes (16 active, 0 holddown, 0 hidden)`; null for one of no family that there is. */
export function tableHeading(bare: string): string | null {
  const name = /^(\S{1,96}\.\d{1,3}): \d{1,9} destinations, \d{1,9} routes \(/.exec(bare)?.[1];
  if (name === undefined) return null;
  return isKnownTable(name) ? name : null;
}

/** False for the name of a table of no family that there is. */
export function isKnownTable(name: string): boolean {
  return prefixTable(name) !== null || /(?:^|\.)inet6?\.\d{1,2}$/.test(name) || otherFamily.test(name);
}

/** The heading of a table in a form that is not known: what stands below it is nobody's. */
export function isBentTableHeading(bare: string): boolean {
  return tableHeading(bare) === null && /^\S{1,96}\.\S{1,3}: ?\d*$|\bdestinations,/.test(bare);
}

/**
 * `*` is active and was so before, `+` only now, `-` only before; `@` is active for routing only, `#` stands before what
 * only forwards.
 */
export function isActiveMark(mark: string | null | undefined): boolean {
  return mark === '*' || mark === '+' || mark === '@';
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

/** What `show route protocol` takes, in the words in which Junos prints it before the preference of a route. */
const printed = new Set(
  (
    'access access-internal aggregate amt anchor arp atmvpn bgp bgp-ls bgp-ls-epe bgp-static ccc direct dvmrp dynamic ' +
    'esis evpn evpn-irb fabric flow frr igmp inet6 is-is isis l-isis l-ospf l2ckt l2vpn ldp local mpls msdp multicast multipath mvpn opsec ospf ' +
    'ospf2 ospf3 pim pim6 rift rip ripng rpm rsvp rtarget sr-te spring-te srte srv6-isis static te tunnel tunnels vpls vpn vxlan'
  ).split(' '),
);

/** False for a word that names no protocol. */
export function isProtocol(word: string): boolean {
  return printed.has(word.toLowerCase());
}
