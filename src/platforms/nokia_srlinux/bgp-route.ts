import { canonicalPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import type { Json } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { asNumberOf, countOf } from '../values.ts';
import { ageOf } from './instants.ts';
import { at, type Branch, instancesOf, listOf, readTree, wordOf } from './state-tree.ts';

/** The local RIB with the sets of attributes that its routes point to; the routes of the prefix are picked out here. */
export const bgpRoute: DiagnosticReader<'bgp-route'> = {
  commands: ({ vrf }) => [{ line: `info from state network-instance ${vrf ?? 'default'} bgp-rib | as json` }],
  parse: (outputs, { args, nowMs }) =>
    several(outputs.map((output) => readTree(output, (tree) => routesOf(tree, args.vrf, args.prefix, nowMs)))),
};

function routesOf(
  tree: Branch,
  vrf: string | undefined,
  prefix: string | undefined,
  nowMs: number | null,
): Rows<BgpRouteRecord> | null {
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  let found = false;
  for (const { vrf: name, branch } of instancesOf(tree, vrf)) {
    const rib = at(branch, 'bgp-rib');
    if (!rib) continue;
    found = true;
    const sets = new Map(listOf(at(rib, 'attr-sets'), 'attr-set').map((set) => [String(set['index']), set]));
    const families = listOf(rib, 'afi-safi');
    for (const family of families.length > 0 ? families : [rib])
      for (const key of ['ipv4-unicast', 'ipv6-unicast'])
        for (const route of listOf(at(family, key, 'local-rib'), 'route')) {
          const record = recordOf(route, sets.get(String(route['attr-id'])) ?? null, name, nowMs);
          if (!record) rows.unparsed.push(`route ${wordOf(route['prefix']) ?? '?'} has no attributes`);
          else if (prefix === undefined || record.prefix === prefix) rows.records.push(record);
        }
  }
  return found ? rows : null;
}

function recordOf(route: Branch, set: Branch | null, vrf: string | null, nowMs: number | null): BgpRouteRecord | null {
  const prefix = canonicalPrefix(wordOf(route['prefix']) ?? '')?.prefix;
  const path = set ? asPathOf(at(set, 'as-path')) : null;
  if (prefix === undefined || !set || path === null) return null;
  const origin = wordOf(set['origin']);
  const communities = at(set, 'communities');
  const tie = wordOf(route['tie-break-reason']);
  const peer = wordOf(route['neighbor']);
  const validation = wordOf(route['origin-validation-state'] ?? route['rpki-state']);
  return {
    vrf,
    prefix,
    pathId: countOf(route['path-id']),
    best: route['best-route'] === true,
    bestReason: tie === 'none' ? null : tie,
    valid: typeof route['valid-route'] === 'boolean' ? route['valid-route'] : null,
    nextHop: wordOf(set['next-hop']),
    asPath: path,
    origin: origin === 'igp' || origin === 'egp' || origin === 'incomplete' ? origin : null,
    localPreference: countOf(set['local-pref']),
    med: countOf(set['med']),
    communities: wordsOf(communities?.['community'] ?? set['communities']),
    largeCommunities: wordsOf(communities?.['large-community']),
    extendedCommunities: wordsOf(communities?.['ext-community']),
    peer: peer === '0.0.0.0' || peer === '::' ? null : peer,
    ageSeconds: ageOf(route['last-modified'], nowMs),
    rpki: validation === 'valid' || validation === 'invalid' || validation === 'not-found' ? validation : null,
  };
}

function wordsOf(value: Json | undefined): string[] {
  return Array.isArray(value)
    ? value.flatMap((one) => (typeof one === 'string' ? one.replace(/^bgp-(?:std-|large-|ext-)?community:/, '') : []))
    : [];
}

/** Segments in order; a set is an array of its own, the sequence of a confederation stands in the path as it is. */
function asPathOf(path: Branch | null): BgpRouteRecord['asPath'] | null {
  const all: BgpRouteRecord['asPath'] = [];
  for (const segment of listOf(path, 'segment')) {
    const members = Array.isArray(segment['member'])
      ? segment['member'].map((one) => asNumberOf(typeof one === 'object' ? at(one)?.['as-number'] : one))
      : [];
    if (members.includes(null)) return null;
    const numbers = members.filter((one) => one !== null);
    const type = wordOf(segment['type']);
    if (type !== null && /^(?:as-)?(?:confed(?:eration)?-)?sequence$/.test(type)) all.push(...numbers);
    else if (type === null) return null;
    else all.push(numbers);
  }
  return all;
}
