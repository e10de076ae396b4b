import { canonicalIp } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { blankBgpRoute } from '../records.ts';
import type { AsPath } from './as-path.ts';

/** Words of a BGP path that the JSON and the text form share. */

export function originOf(word: string): BgpRouteRecord['origin'] {
  const lower = word.toLowerCase();
  return lower === 'igp' || lower === 'egp' || lower === 'incomplete' ? lower : null;
}

/** Null where bgpd asks nobody, undefined for a word that it does not have. */
export function rpkiOf(words: string): BgpRouteRecord['rpki'] | undefined {
  if (words === 'valid' || words === 'invalid') return words;
  if (words === 'not found' || words === 'not-found') return 'not-found';
  return words === '' || words === 'not used' ? null : undefined;
}

/** Address of the peer; null for a path of the router's own, whose peer is printed as 0.0.0.0, :: or (unspec). */
export function speakerOf(text: string): string | null {
  const address = canonicalIp(text);
  return address === '0.0.0.0' || address === '::' ? null : address;
}

/** `spine1(198.51.100.1)` and `198.51.100.1(spine1)`: the name beside the address, or beside the interface. */
export function bareAddress(text: string): string {
  const [, before = '', inside = ''] = /^([^()]{1,80})\(([^()]{1,80})\)$/.exec(text) ?? [];
  if (before === '') return text;
  return canonicalIp(before) === null ? inside : before;
}

/** A path of which only the way is known. */
export function blankPath(vrf: string | null, prefix: string, asPath: AsPath): BgpRouteRecord {
  return {
    ...blankBgpRoute(vrf, prefix),
    valid: false,
    asPath,
  };
}
