import { canonicalIp } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { ageOfEpoch, asNumberOf, countOf, textOf } from '../values.ts';
import { type AsPath, asPathOf } from './as-path.ts';
import { type CommunityKind, communitiesIn } from './bgp-communities.ts';
import { originOf, rpkiOf, speakerOf } from './bgp-path-words.ts';
import { flagOf } from './flag.ts';
import { frrObjects } from './json-answer.ts';
import { printedPrefix } from './printed-prefix.ts';
import { frrBgpVrf } from './vrf-name.ts';

/**
 * `{ prefix, paths: [...] }`; a prefix that bgpd does not have is `{}`. The whole table is `{ vrfName, routes: { … } }`, with
 * lists of paths by prefix; `show bgp vrf all` has such an object for each VRF. Null when the documents hold anything else.
 */
export function frrBgpPaths(documents: Json[], vrf: string | null, nowMs: number | null): Rows<BgpRouteRecord> | null {
  const answer = frrObjects(documents);
  if (!answer) return null;
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  if ('rejected' in answer) return { ...rows, rejected: answer.rejected };
  for (const object of answer.objects) {
    if (Object.keys(object).length === 0) continue;
    const instances = Object.values(object);
    const isRead = instances.every((one) => isJsonObject(one) && isTable(one))
      ? Object.entries(object).every(([key, one]) => isJsonObject(one) && readTable(one, key, nowMs, rows))
      : isTable(object)
        ? readTable(object, vrf, nowMs, rows)
        : readPaths(textOf(object['prefix']) ?? '', object['paths'], vrf, nowMs, rows);
    if (!isRead) return null;
  }
  return rows;
}

function isTable(object: JsonObject): boolean {
  return isJsonObject(object['routes']) && object['tableVersion'] !== undefined;
}

function readTable(table: JsonObject, vrf: string | null, nowMs: number | null, rows: Rows<BgpRouteRecord>): boolean {
  const routes = isJsonObject(table['routes']) ? table['routes'] : {};
  return Object.entries(routes).every(([key, value]) => {
    // The detailed form has the object of one prefix in the place of its list of paths.
    const paths = isJsonObject(value) ? value['paths'] : value;
    return readPaths(key, paths, frrBgpVrf(table) ?? vrf, nowMs, rows);
  });
}

function readPaths(
  key: string,
  paths: Json | undefined,
  vrf: string | null,
  nowMs: number | null,
  rows: Rows<BgpRouteRecord>,
): boolean {
  const prefix = printedPrefix(key);
  if (prefix === null || !Array.isArray(paths)) return false;
  for (const [index, path] of paths.entries()) {
    if (index === 0 && isJsonObject(path) && isHeader(path, prefix)) continue;
    const record = isJsonObject(path) ? readPath(path, prefix, vrf, nowMs) : null;
    if (record) rows.records.push(record);
    else rows.unparsed.push(`path ${index + 1} of ${prefix}`);
  }
  return true;
}

/** Up to FRR 9 `json detail` has what is said of the network in the place of its first path. */
function isHeader(first: JsonObject, prefix: string): boolean {
  const isPath = ['nexthops', 'aspath', 'path', 'origin', 'valid'].some((key) => first[key] !== undefined);
  return !isPath && first['version'] !== undefined && printedPrefix(textOf(first['prefix']) ?? '') === prefix;
}

function readPath(path: JsonObject, prefix: string, vrf: string | null, nowMs: number | null): BgpRouteRecord | null {
  const asPath = isJsonObject(path['aspath'])
    ? segmentsOf(path['aspath'])
    : pathInWords(path['path'] ?? path['aspath']);
  const bestpath = isJsonObject(path['bestpath']) ? path['bestpath'] : null;
  const [best, valid] = [flagOf(bestpath ? bestpath['overall'] : path['bestpath']), flagOf(path['valid'])];
  const communities = communitiesOf('Community', path['community']);
  const largeCommunities = communitiesOf('Large Community', path['largeCommunity']);
  const extendedCommunities = communitiesOf('Extended Community', path['extendedCommunity']);
  if (asPath === null || best === null || valid === null) return null;
  const origin = originOf(textOf(path['origin']) ?? '');
  const rpki = validationOf(path);
  if ((origin === null && path['origin'] !== undefined) || rpki === undefined) return null;
  if (!communities || !largeCommunities || !extendedCommunities) return null;
  const peer = isJsonObject(path['peer']) ? path['peer'] : {};
  const updated = isJsonObject(path['lastUpdate']) ? path['lastUpdate'] : {};
  const pathId = countOf(path['addpathRxId']);
  return {
    vrf,
    prefix,
    // 0 stands for a path that came without an identifier.
    pathId: pathId === 0 ? null : pathId,
    best,
    bestReason: textOf(bestpath?.['selectionReason']) ?? textOf(path['selectionReason']),
    valid,
    nextHop: nextHopOf(path['nexthops']),
    asPath,
    origin,
    localPreference: countOf(path['locPrf']) ?? countOf(path['localpref']),
    med: countOf(path['med']) ?? countOf(path['metric']),
    communities,
    largeCommunities,
    extendedCommunities,
    peer: speakerOf(textOf(peer['peerId']) ?? textOf(path['peerId']) ?? ''),
    ageSeconds: ageOfEpoch(updated['epoch'], nowMs),
    rpki,
  };
}

/** The detailed form has a word for it, the table a key of its own for each. */
function validationOf(path: JsonObject): BgpRouteRecord['rpki'] | undefined {
  const words = textOf(path['rpkiValidationState']);
  if (words !== null) return rpkiOf(words);
  const flags = [flagOf(path['rpkiValid']), flagOf(path['rpkiInvalid']), flagOf(path['rpkiNotFound'])];
  if (flags.includes(null)) return undefined;
  return (['valid', 'invalid', 'not-found'] as const)[flags.indexOf(true)] ?? null;
}

/** The table has the words of the text, FRR 4 below the other name; a path of the router's own has none. */
function pathInWords(value: Json | undefined): AsPath | null {
  return typeof value === 'string' ? asPathOf(value) : null;
}

/** A set is an array of its own, the sequence of a confederation stands in the path as it is. */
function segmentsOf(aspath: JsonObject): AsPath | null {
  const { segments } = aspath;
  if (segments === undefined) return pathInWords(aspath['string']);
  if (!Array.isArray(segments)) return null;
  const path: AsPath = [];
  for (const segment of segments) {
    if (!isJsonObject(segment) || !Array.isArray(segment['list'])) return null;
    const numbers = segment['list'].map((one) => asNumberOf(one));
    if (numbers.includes(null)) return null;
    const known = numbers.filter((one) => one !== null);
    if (segment['type'] === 'as-sequence' || segment['type'] === 'as-confed-sequence') append(path, known);
    else if (segment['type'] === 'as-set' || segment['type'] === 'as-confed-set') path.push(known);
    else return null;
  }
  return path;
}

/** IPv6 paths have a link-local address behind the global one. */
function nextHopOf(list: Json | undefined): string | null {
  const hops = Array.isArray(list) ? list.filter(isJsonObject) : [];
  const hop = hops.find((one) => one['scope'] === 'global') ?? hops[0];
  return canonicalIp(textOf(hop?.['ip']) ?? '');
}

/** `{ string: "64500:1 no-export", list: ["64500:1", "noExport"] }`: the words of the string are those of the text form. */
function communitiesOf(kind: CommunityKind, value: Json | undefined): string[] | null {
  if (value === undefined) return [];
  const text = isJsonObject(value) ? value['string'] : null;
  return typeof text === 'string' ? communitiesIn(kind, text) : null;
}
