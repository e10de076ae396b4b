import { networkPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { areCommunities, areExtendedCommunities, areLargeCommunities } from '../community-words.ts';
import type { Rows } from '../parsed.ts';
import { ageOfEpoch, countOf, textOf } from '../values.ts';
import { eosAsPath } from './as-path.ts';
import { bgpOrigin, nextHopOf, speakerOf } from './bgp-path-words.ts';
import { eosVrfs, objectOf } from './json-answer.ts';

/** `vrfs.V.bgpRouteEntries.P.bgpRoutePaths[]` of `show ip bgp P [detail] vrf V | json`. Null for another document. */
export function eosBgpPaths(documents: Json[], nowMs: number | null): Rows<BgpRouteRecord> | null {
  return eosVrfs(documents, ({ name, body }, rows: Rows<BgpRouteRecord>) => {
    const { bgpRouteEntries } = body;
    if (!isJsonObject(bgpRouteEntries)) return false;
    return Object.entries(bgpRouteEntries).every(([key, entry]) => {
      const { bgpRoutePaths } = objectOf(entry);
      const prefix = networkPrefix(key);
      if (!Array.isArray(bgpRoutePaths) || prefix === null) return false;
      for (const [index, path] of bgpRoutePaths.entries()) {
        const record = isJsonObject(path) ? readPath(path, name, prefix, nowMs) : null;
        if (record) rows.records.push(record);
        else rows.unparsed.push(`path ${index + 1} of ${prefix} in VRF ${name}`);
      }
      return true;
    });
  });
}

function readPath(path: JsonObject, vrf: string, prefix: string, nowMs: number | null): BgpRouteRecord | null {
  const words = objectOf(path['asPathEntry'])['asPath'];
  const asPath = typeof words === 'string' ? eosAsPath(words.trim()) : null;
  const { routeType } = path;
  if (asPath === null || !isJsonObject(routeType)) return null;
  const details = objectOf(path['routeDetail'] ?? {});
  const communities = wordsOf(details['communityList'], areCommunities);
  const largeCommunities = wordsOf(details['largeCommunityList'], areLargeCommunities);
  const extendedCommunities = wordsOf(details['extCommunityList'], areExtendedCommunities);
  if (!communities || !largeCommunities || !extendedCommunities) return null;
  const { active = false, valid = null } = routeType;
  const validity = textOf(routeType['originValidity']) ?? 'notValidated';
  if (!Object.hasOwn(validities, validity)) return null;
  if (typeof active !== 'boolean' || (valid !== null && typeof valid !== 'boolean')) return null;
  const reason = textOf(path['reasonNotBestpath']);
  return {
    vrf,
    prefix,
    pathId: countOf(details['rxPathId'] ?? path['rxPathId']),
    best: active,
    bestReason: reason === 'noReason' ? null : reason,
    valid,
    nextHop: nextHopOf(textOf(path['nextHop']) ?? ''),
    asPath,
    // Older releases say it at the end of the path alone.
    origin: bgpOrigin(textOf(details['origin']) ?? textOf(routeType['origin']) ?? lastLetter(words)),
    localPreference: countOf(path['localPreference']),
    med: countOf(path['med']),
    communities,
    largeCommunities,
    extendedCommunities,
    // Older releases know the peer among the details.
    peer: speakerOf(textOf(objectOf(path['peerEntry'] ?? details['peerEntry'])['peerAddr']) ?? ''),
    ageSeconds: ageOfEpoch(path['timestamp'], nowMs),
    rpki: validities[validity] ?? null,
  };
}

const validities: Readonly<Record<string, BgpRouteRecord['rpki']>> = {
  notValidated: null,
  valid: 'valid',
  invalid: 'invalid',
  notFound: 'not-found',
};

/** `65100 65200 i` */
function lastLetter(path: Json | undefined): string {
  return /(?:^| )([ie?])\s*$/.exec(typeof path === 'string' ? path : '')?.[1] ?? '';
}

/** Null for what is no such list: it is not shortened. */
function wordsOf(list: Json | undefined, are: (words: readonly string[]) => boolean): string[] | null {
  if (list === undefined || list === null) return [];
  const words = Array.isArray(list) ? list.filter((word) => typeof word === 'string') : [];
  return Array.isArray(list) && words.length === list.length && are(words) ? words : null;
}
