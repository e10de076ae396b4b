import { networkPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import type { Json } from '../../lib/safe-json.ts';
import { areExtendedCommunities, areLargeCommunities } from '../community-words.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { asNumberOf, countOf } from '../values.ts';
import { bgpRouteDetailReport } from './bgp-route-detail-report.ts';
import { bgpRouteReport, bgpRouteReportJson } from './bgp-route-report.ts';
import { isCommunity } from './communities.ts';
import { ageOf } from './instants.ts';
import { isAbsent, isAddressOrAbsent } from './leaves.ts';
import { at, type Branch, instancesOf, listOf, readTree, wordOf } from './state-tree.ts';

/** The local RIB with the sets of attributes that its routes point to; the routes of the prefix are picked out here. */
export const bgpRoute: DiagnosticReader<'bgp-route'> = {
  commands: ({ vrf }) => [{ line: `info from state network-instance ${vrf ?? 'default'} bgp-rib | as json` }],
  parse: (outputs, { args, nowMs }) =>
    several(
      outputs.map((output) =>
        readTree(
          output,
          (tree) => routesOf(tree, args.vrf, args.prefix, nowMs),
          (text) => asked(bgpRouteReport(text) ?? bgpRouteDetailReport(text), args.prefix),
          (documents) => asked(bgpRouteReportJson(documents), args.prefix),
        ),
      ),
    ),
};

function asked(all: Rows<BgpRouteRecord> | null, prefix: string | undefined): Rows<BgpRouteRecord> | null {
  return all && { ...all, records: all.records.filter((one) => (prefix ?? one.prefix) === one.prefix) };
}

function routesOf(
  tree: Branch,
  vrf: string | undefined,
  prefix: string | undefined,
  nowMs: number | null,
): Rows<BgpRouteRecord> | null {
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  let found = false;
  for (const { vrf: name, branch } of instancesOf(tree, vrf)) {
    // Newer releases begin the tree at the branch that was asked for.
    const rib = at(branch, 'bgp-rib') ?? (branch['attr-sets'] === undefined ? null : branch);
    if (!rib) continue;
    found = true;
    const sets = setsOf(rib);
    const families = listOf(rib, 'afi-safi');
    for (const family of families.length > 0 ? families : [rib])
      for (const key of ['ipv4-unicast', 'ipv6-unicast']) {
        const local = at(family, key, 'local-rib');
        if (!isTable(local) || (local === null && !isAbsent(at(family, key)?.['local-rib'])))
          rows.unparsed.push(`local RIB of ${key}: no list of routes`);
        for (const route of routeListsIn(local).flatMap((list) => listOf(local, list))) {
          const record = recordOf(route, sets.get(String(route['attr-id'])) ?? null, name, nowMs);
          if (!record)
            rows.unparsed.push(`route ${wordOf(route['prefix']) ?? '?'} has no attributes, or some that are none`);
          else if (prefix === undefined || record.prefix === prefix) rows.records.push(record);
        }
      }
  }
  return found ? rows : null;
}

/** By their index. Release 20.6 numbers those that are sent to others apart: no route of the local RIB points to them. */
function setsOf(rib: Branch): Map<string, Branch> {
  const received = listOf(at(rib, 'attr-sets'), 'attr-set').filter(
    (set) => isAbsent(set['attr-set-type']) || wordOf(set['attr-set-type']) === 'rib-in',
  );
  return new Map(received.map((set) => [String(set['index']), set]));
}

/** Release 20.6 calls it `routes`. Each is asked for where it is: beside the other one it would be a damaged key. */
function routeListsIn(local: Branch | null): string[] {
  const lists = ['route', 'routes'].filter((list) => local !== null && Object.hasOwn(local, list));
  return lists.length === 0 ? ['route'] : lists;
}

/** A local RIB is absent, empty, or holds a list of routes: routes below another name are no empty table. */
function isTable(local: Branch | null): boolean {
  return (
    local === null || Object.keys(local).length === 0 || routeListsIn(local).some((list) => Array.isArray(local[list]))
  );
}

function recordOf(route: Branch, set: Branch | null, vrf: string | null, nowMs: number | null): BgpRouteRecord | null {
  const prefix = networkPrefix(wordOf(route['prefix']) ?? '');
  const path = set ? asPathOf(at(set, 'as-path')) : null;
  if (prefix === null || !set || path === null) return null;
  const origin = wordOf(set['origin']);
  const branch = at(set, 'communities');
  const communities = wordsOf(branch?.['community'] ?? (branch ? undefined : set['communities']));
  const largeCommunities = wordsOf(branch?.['large-community']);
  const extendedCommunities = wordsOf(branch?.['ext-community']);
  if (!communities?.every(isCommunity) || !largeCommunities || !areLargeCommunities(largeCommunities)) return null;
  if (!extendedCommunities || !areExtendedCommunities(extendedCommunities)) return null;
  if (!isAddressOrAbsent(route['neighbor']) || !isAddressOrAbsent(set['next-hop'])) return null;
  if (!isTruthOrAbsent(route['best-route']) || !isTruthOrAbsent(route['valid-route'])) return null;
  const tie = wordOf(route['tie-break-reason']);
  const peer = wordOf(route['neighbor']);
  const validation = wordOf(route['origin-validation-state'] ?? route['rpki-state']);
  return {
    vrf,
    prefix,
    pathId: countOf(route['path-id']),
    best: route['best-route'] === true,
    bestReason: tie === 'none' || tie === 'unknown' ? null : tie,
    valid: typeof route['valid-route'] === 'boolean' ? route['valid-route'] : null,
    nextHop: wordOf(set['next-hop']),
    asPath: path,
    origin: origin === 'igp' || origin === 'egp' || origin === 'incomplete' ? origin : null,
    localPreference: countOf(set['local-pref']),
    med: countOf(set['med']),
    communities,
    largeCommunities,
    extendedCommunities,
    peer: peer === '0.0.0.0' || peer === '::' ? null : peer,
    ageSeconds: ageOf(route['last-modified'], nowMs),
    rpki: validation === 'valid' || validation === 'invalid' || validation === 'not-found' ? validation : null,
  };
}

function isTruthOrAbsent(value: Json | undefined): boolean {
  return isAbsent(value) || typeof value === 'boolean';
}

/** None where the list is absent; null where it is no list of words. */
function wordsOf(value: Json | undefined): string[] | null {
  if (isAbsent(value)) return [];
  if (!Array.isArray(value)) return null;
  const words = value.map((one) => wordOf(one)?.replace(/^bgp-(?:std-|large-|ext-)?community:/, '') ?? null);
  return words.includes(null) ? null : words.filter((one) => one !== null);
}

/** Segments in order; a set is an array of its own, the sequence of a confederation stands in the path as it is. */
function asPathOf(path: Branch | null): BgpRouteRecord['asPath'] | null {
  const all: BgpRouteRecord['asPath'] = [];
  for (const segment of listOf(path, 'segment')) {
    if (!isAbsent(segment['member']) && !Array.isArray(segment['member'])) return null;
    const members = Array.isArray(segment['member'])
      ? segment['member'].map((one) => asNumberOf(typeof one === 'object' ? at(one)?.['as-number'] : one))
      : [];
    if (members.includes(null)) return null;
    const numbers = members.filter((one) => one !== null);
    const type = wordOf(segment['type']);
    const kind = /^(?:as-)?(?:confed(?:eration)?-)?(sequence|set)$/.exec(type ?? '')?.[1];
    if (kind === undefined) return null;
    if (kind === 'sequence') append(all, numbers);
    else all.push(numbers);
  }
  return all;
}
