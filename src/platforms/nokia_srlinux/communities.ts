import { areCommunities } from '../community-words.ts';

/** A number, or one of the names that IANA registered (BGP Well-known Communities). */
export function isCommunity(word: string): boolean {
  return /\d:\d|^\d+$/.test(word) ? areCommunities([word]) : wellKnown.has(word.toLowerCase().replaceAll('_', '-'));
}

const wellKnown = new Set([
  ...['no-export', 'no-advertise', 'no-export-subconfed', 'no-peer', 'nopeer', 'internet', 'blackhole', 'llgr-stale'],
  ...['no-llgr', 'graceful-shutdown', 'planned-shut', 'accept-own', 'accept-own-nexthop', 'standby-pe'],
  ...['route-filter-translated-v4', 'route-filter-v4', 'route-filter-translated-v6', 'route-filter-v6'],
]);
