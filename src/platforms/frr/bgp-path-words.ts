import { canonicalIp } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { blankBgpRoute } from '../records.ts';
import type { AsPath } from './as-path.ts';

/** Words of a BGP path that the JSON and the text form share. */

export function originOf(word: string): BgpRouteRecord['origin'] {
  const lower = word.toLowerCase();
  return lower === 'igp' || lower === 'egp' || lower === 'incomplete' ? lower : null;
}

export function rpkiOf(words: string): BgpRouteRecord['rpki'] {
  if (words === 'valid' || words === 'invalid') return words;
  return words === 'not found' || words === 'not-found' ? 'not-found' : null;
}

/** Address of the peer; null for a path of the router's own, whose peer is printed as 0.0.0.0, :: or (unspec). */
export function speakerOf(text: string): string | null {
  const address = canonicalIp(text);
  return address === '0.0.0.0' || address === '::' ? null : address;
}

/** `RT:64500:1 LB:64500:1250000 (10.000 Mbps)`: what stands in brackets belongs to the community before it. */
export function extendedCommunitiesOf(text: string): string[] {
  const found: string[] = [];
  let inside = false;
  for (const token of text.split(' ')) {
    if (token === '') continue;
    if ((inside || token.startsWith('(')) && found.length > 0) found[found.length - 1] += ` ${token}`;
    else found.push(token);
    inside = (inside || token.startsWith('(')) && !token.endsWith(')');
  }
  return found;
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
