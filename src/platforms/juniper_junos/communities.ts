import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { areCommunities } from '../community-words.ts';

/** Junos prints all kinds of communities in one list: `64496:1`, `no-export`, `large:64496:1:2`, `target:64496:1`. Null when one is none. */
export function communitiesOf(
  listed: readonly string[],
): Pick<BgpRouteRecord, 'communities' | 'largeCommunities' | 'extendedCommunities'> | null {
  const communities: string[] = [];
  const largeCommunities: string[] = [];
  const extendedCommunities: string[] = [];
  for (const one of listed.flatMap((text) => text.split(' ')).filter((text) => text !== '')) {
    const large = /^(?:large:)?(\d{1,10}:\d{1,10}:\d{1,10})$/.exec(one)?.[1];
    if (large !== undefined) largeCommunities.push(large);
    else if (/^\d{1,10}:\d{1,10}$/.test(one) || !one.includes(':')) communities.push(one);
    else extendedCommunities.push(one);
  }
  const isKnown = extendedCommunities.every((one) => /^[\w.:/()%+,-]{3,80}$/.test(one) && !another.test(one));
  return isKnown && areCommunities(communities) ? { communities, largeCommunities, extendedCommunities } : null;
}

/** What begins like one of the others is no extended community. */
const another =
  /^(?:\d+:|large:|(?:no-export|no-advertise|no-peer|no-llgr|llgr-stale|accept-own|blackhole|graceful-shutdown)[^:]*:)/;
