import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { areCommunities } from '../community-words.ts';

/** Junos prints all kinds of communities in one list: `64496:1`, `no-export`, `large:64496:1:2`, `target:64496:1`. Null when one is none. */
export function communitiesOf(
  listed: readonly string[],
): Pick<BgpRouteRecord, 'communities' | 'largeCommunities' | 'extendedCommunities'> | null {
  const communities: string[] = [];
  const largeCommunities: string[] = [];
  const extendedCommunities: string[] = [];
  for (const one of listed.flatMap((text) => text.match(words) ?? [])) {
    const large = /^(?:large:)?(\d{1,10}:\d{1,10}:\d{1,10})$/.exec(one)?.[1];
    if (large !== undefined) largeCommunities.push(large);
    else if (/^\d{1,10}:\d{1,10}$/.test(one) || !one.includes(':')) communities.push(one);
    else extendedCommunities.push(one);
  }
  const isKnown = extendedCommunities.every(
    (one) => /^(?:unknown (?:[a-z]+ ){1,3})?[\w.:/()%+,-]{3,80}$/.test(one) && !another.test(one),
  );
  const areNamed = communities.every((one) => /^\d/.test(one) || names.has(one.toLowerCase()));
  return isKnown && areNamed && areCommunities(communities)
    ? { communities, largeCommunities, extendedCommunities }
    : null;
}

/** An extended community without a name is one too: `unknown iana opaque 0x30c:0x0:0x8`. */
const words = /unknown (?:[a-z]{1,20} ){1,3}\S*:\S*|\S+/g;

/** The names of communities that IANA has registered, as Junos writes them. */
const names = new Set(
  (
    'no-export no-advertise no-export-subconfed no-peer nopeer llgr-stale no-llgr accept-own accept-own-nexthop ' +
    'blackhole graceful-shutdown standby-pe internet'
  ).split(' '),
);

/** What begins like one of the others is no extended community. */
const another =
  /^(?:\d+:|large:|(?:no-export|no-advertise|no-peer|no-llgr|llgr-stale|accept-own|blackhole|graceful-shutdown)[^:]*:)/;
