import { canonicalIp } from '../../domain/ip.ts';
import type { RouteNextHop } from '../../domain/routing-records.ts';
import { isDamaged } from '../damaged-label.ts';

/** In another router of this box: `Local VRF [20:to_core]`; a name that is too long ends in `*"`. */
const leaked =
  /^Local VRF \[(?:\d{1,10}|[A-Za-z][\w-]{0,31}):(?:([A-Za-z_][\w./-]{0,63})\]|"?[A-Za-z_][\w./-]{0,63}\*"?\]?)$/;
/** An interface of subscribers stands in brackets; what translates addresses is named in words; behind the one that leads into an EVPN stands the router's MAC address. */
const named =
  /^(?:\[([A-Za-z_][\w./-]{0,63})\]|(NAT \([\w-]{2,16}\))|([A-Za-z_][\w./-]{0,63}) \(ET-(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}\))$/;

const blackHole = new Set(['Black Hole', 'Blackhole']);

/** `10.0.0.1`, `to_core [0]`, `10.0.0.1 (tunneled:SR-ISIS:524290)`, `fe80::1-"to_core"`, `10.0.0.1(to-evpn20)`, `2001:db8::/64 (tunneled:SRV6-ISIS)`. */
export function nextHopOf(text: string): RouteNextHop | null {
  const other = leaked.exec(text) ?? named.exec(text);
  if (other)
    return { address: null, interface: other[1] ?? other[2] ?? other[3] ?? null, weight: null, recursive: null };
  const bare = text.replace(/ ?\[[A-Z0-9, ]{1,12}\]$/, '');
  // The far end of a tunnel over SRv6 is a locator, which is no address.
  if (/^[0-9A-Fa-f:]{2,45}\/\d{1,3} \(tunneled:.{1,40}\)$/.test(bare))
    return { address: null, interface: null, weight: null, recursive: true };
  const tunneled = /^([0-9A-Fa-f.:]{2,45}) \(tunneled.{0,60}\)$/.exec(bare);
  const local = /^([0-9A-Fa-f.:]{2,45})(?:-"?([\w./:-]{1,64})"?|\(((?!tunneled)[A-Za-z_][\w./-]{0,63})\))$/.exec(bare);
  const address = canonicalIp(tunneled?.[1] ?? local?.[1] ?? bare);
  if (address !== null)
    return { address, interface: local?.[2] ?? local?.[3] ?? null, weight: null, recursive: tunneled ? true : null };
  // What begins as one of these and is none is no name either.
  if (isDamaged(bare, blackHole) || /^(?:\d{1,3}\.\d{1,3}\.|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:|Local VRF)/.test(bare))
    return null;
  return /^\w(?:[\w./:-]| (?! )){0,63}$/.test(bare)
    ? { address: null, interface: bare, weight: null, recursive: null }
    : null;
}
