import type { BgpRouteRecord } from '../../domain/routing-records.ts';

/** `Igp` in JSON, `IGP` in text, `i` in the table; null for another word. */
export function bgpOrigin(word: string): BgpRouteRecord['origin'] {
  const origins: Record<string, BgpRouteRecord['origin']> = { igp: 'igp', i: 'igp', egp: 'egp', e: 'egp' };
  const key = word.toLowerCase();
  if (key === 'incomplete' || key === '?') return 'incomplete';
  return Object.hasOwn(origins, key) ? (origins[key] ?? null) : null;
}

/** A path of which nothing is known yet but its place. */
export function blankPath(vrf: string | null, prefix: string): BgpRouteRecord {
  return {
    vrf,
    prefix,
    pathId: null,
    best: false,
    bestReason: null,
    valid: null,
    nextHop: null,
    asPath: [],
    origin: null,
    localPreference: null,
    med: null,
    communities: [],
    largeCommunities: [],
    extendedCommunities: [],
    peer: null,
    ageSeconds: null,
    rpki: null,
  };
}
