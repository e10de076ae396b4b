import { isIP } from 'node:net';
import { canonicalIp } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';

/** `Igp` in JSON, `IGP` in text, `i` in the table; null for another word. */
export function bgpOrigin(word: string): BgpRouteRecord['origin'] {
  const origins: Record<string, BgpRouteRecord['origin']> = { igp: 'igp', i: 'igp', egp: 'egp', e: 'egp' };
  const key = word.toLowerCase();
  if (key === 'incomplete' || key === '?') return 'incomplete';
  return Object.hasOwn(origins, key) ? (origins[key] ?? null) : null;
}

/** The address of a next hop, without the zone of a link-local one; null for none, as a path of the device's own has. */
export function nextHopOf(word: string): string | null {
  const address = isIP(word) === 0 ? null : canonicalIp(word.split('%')[0] ?? '');
  return address === '0.0.0.0' || address === '::' ? null : address;
}

/** The peer as the table of peers names it: a link-local address with its zone. */
export function speakerOf(word: string): string | null {
  const address = isIP(word) === 0 ? null : (canonicalIp(word) ?? word);
  return address === '0.0.0.0' || address === '::' ? null : address;
}
