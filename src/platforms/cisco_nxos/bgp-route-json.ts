import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp, networkPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { validOfMarks } from '../bgp-marks.ts';
import { ciscoAsPath } from '../cisco-as-path.ts';
import { areCommunities, areLargeCommunities } from '../community-words.ts';
import type { Rows } from '../parsed.ts';
import { countOf, textOf } from '../values.ts';
import { areExtended, extendedCommunitiesOf } from './communities.ts';
import { flagOf, nxosObject, rowsOf, rowsUnder, wordOf } from './json-tables.ts';

/**
 * `show bgp … P | json` and the table of `show bgp … | json`. Null when the VRFs hold no address families as BGP's table
 * has them.
 */
export function nxosBgpRouteJson(documents: Json[], args: DiagnosticArguments): Rows<BgpRouteRecord> | null {
  const object = nxosObject(documents);
  const vrfs = object && rowsOf(object, 'vrf');
  if (!vrfs || vrfs.length === 0) return null;
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  for (const instance of vrfs) {
    const families = rowsOf(instance, 'afi');
    if (!families || families.some((family) => rowsOf(family, 'safi') === null)) return null;
    const name = textOf(instance['vrf-name-out']) ?? args.vrf ?? null;
    for (const table of families.flatMap((family) => rowsOf(family, 'safi') ?? [])) {
      // A distinguisher alone names no VRF: the table of every one of them is said to be of VRF default.
      const distinguished = rowsUnder(table, 'rd').flatMap((rd) => {
        const isAlone = name === 'default' && (textOf(rd['rd_val']) ?? '') !== '';
        return rowsUnder(rd, 'prefix').map((entry) => ({ entry, vrf: isAlone ? (args.vrf ?? null) : name }));
      });
      const plain = rowsUnder(table, 'prefix').map((entry) => ({ entry, vrf: name }));
      for (const { entry, vrf } of [...distinguished, ...plain]) {
        const text = textOf(entry['ipprefix'] ?? entry['ipv6prefix']) ?? '';
        const prefix = networkPrefix(text);
        for (const path of rowsOf(entry, 'path') ?? []) {
          const record = prefix === null ? null : recordOf(path, entry);
          if (record && prefix !== null) rows.records.push({ ...record, prefix, vrf });
          else rows.unparsed.push(`path ${wordOf(path['pathnr'])} of ${text} in VRF ${vrf}`);
        }
      }
    }
  }
  return rows;
}

const origins = {
  igp: 'igp',
  i: 'igp',
  egp: 'egp',
  e: 'egp',
  incomplete: 'incomplete',
  '?': 'incomplete',
} as const;

function recordOf(path: JsonObject, entry: JsonObject): BgpRouteRecord | null {
  const nextHop = canonicalIp(textOf(path['ipnexthop'] ?? path['ipv6nexthop']) ?? '');
  const peer = canonicalIp(textOf(path['neighbor'] ?? path['ipv6neighbor']) ?? '');
  const asPath = ciscoAsPath((wordOf(path['aspath']) ?? '').replace(/^NONE$/i, ''));
  const origin = origins[(textOf(path['origin']) ?? '').toLowerCase() as keyof typeof origins] ?? null;
  const best = bestOf(path, entry);
  const communities = wordsIn(path, 'community')?.flatMap((words) => words.split(/ +/));
  const largeCommunities = wordsIn(path, 'largecommunity')?.flatMap((words) => words.split(/ +/));
  const extendedCommunities = wordsIn(path, 'extcommunity')?.flatMap(extendedCommunitiesOf);
  if (nextHop === null || asPath === null || best === null) return null;
  if (!communities || !areCommunities(communities)) return null;
  if (!largeCommunities || !areLargeCommunities(largeCommunities)) return null;
  if (!extendedCommunities || !areExtended(extendedCommunities)) return null;
  return {
    vrf: null,
    prefix: '',
    pathId: null,
    best,
    bestReason: null,
    valid: flagOf(path['pathvalid']) ?? validOf(path['statuscode']),
    nextHop,
    asPath,
    origin,
    localPreference: countOf(path['localpref']),
    med: countOf(path['metric']),
    communities,
    largeCommunities,
    extendedCommunities,
    peer: peer === '0.0.0.0' || peer === '::' ? null : peer,
    ageSeconds: null,
    rpki: null,
  };
}

/** Of an entry the path says so, or the entry says the number of it, counted from one; of a table the mark does. */
function bestOf(path: JsonObject, entry: JsonObject): boolean | null {
  // The table has a mark under `best`, which is no `ubest` that lost a letter.
  const said = flagOf(path['pathbest']) ?? (path['best'] === undefined ? flagOf(path['ubest']) : null);
  if (said !== null) return said;
  const code = path['bestcode'];
  // One that is as good as the best one, stands by for it or is the second best has a mark of its own.
  if (typeof code === 'string') return /^[ >|&2]*$/.test(code) ? code.includes('>') : null;
  const [best, own] = [countOf(entry['bestpathnr']), countOf(path['pathnr'])];
  return best === null || own === null ? null : own + 1 === best;
}

function validOf(status: Json | undefined): boolean | null {
  return typeof status === 'string' && /^[ *sxSdhr>|&2]*$/.test(status) ? validOfMarks(status) : null;
}

/** Null when a row holds neither text nor number: the list is not shortened. */
function wordsIn(path: JsonObject, name: string): string[] | null {
  const found = (rowsOf(path, name) ?? []).map((row) => row[name]);
  if (found.some((words) => words !== '' && wordOf(words) === null)) return null;
  return found.flatMap((words) => wordOf(words) ?? []);
}
