import { canonicalIp } from '../../domain/ip.ts';
import { iosInterfaceName } from './interface-names.ts';

/** The address of a peer; a link-local one keeps its zone, with the full name of the interface: `fe80::1%Ethernet0/0`. */
export function bgpPeerAddress(text: string): string | null {
  const [printed = '', zone, more] = text.split('%');
  const address = canonicalIp(printed);
  if (zone === undefined || address === null) return address;
  const out = more === undefined && address.startsWith('fe80:') ? iosInterfaceName(zone) : null;
  return out === null ? null : `${address}%${out}`;
}
