import { networkPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { areLargeCommunities } from '../community-words.ts';
import { isDamaged } from '../damaged-label.ts';
import { uptimeSeconds } from '../durations.ts';
import type { Rows } from '../parsed.ts';
import { blankBgpRoute } from '../records.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';
import { isCommunity } from './communities.ts';
import { holds } from './first-look.ts';
import { isPeerAddress } from './leaves.ts';

const title = /^Show report for the BGP routes to network "\S{2,64}" network-instance +"([^"]{1,250})"$/;
const network = /^Network: (\S{2,64})$/;
const received = /^Received Paths: (\d{1,4})$/;
const path = /^ {2}Path (\d{1,4}): <((?:[A-Z][\w -]{1,30},){0,8})>$/;
const known = new Set(['Best', 'Valid', 'Used', 'Stale', 'Backup']);
const pair = /^ {4}([A-Z][\w -]{1,30}?) *: {1,2}(\S.{0,2000})$/;
/** To whom it was sent, and what was changed for them. */
const advertised = /^ {0,2}Path \d{1,4} was advertised to(?: \(Modified Attributes\))?:$/;
const changed =
  /^ {0,4}(?:\[.{0,2000}\]|(?:Route source|Route [Pp]reference|BGP next-hop|(?:AS )?Path|Communities|RR Attributes|Aggregation|Atomic Aggr|Route Flap Damping|Unknown Attr|Invalid Reason|Tie Break Reason) *: .{0,2000})$/;
/** Not every release prints it: where it is missing, its label may be bent. */
const tieLabels = new Set(['Tie Break Reason']);
const rule = /^-{20,}$/;
const ruled = /^ {0,8}-{20,}$/;

interface Path {
  flags: string[];
  values: Map<string, string>;
}

interface Network {
  vrf: string;
  prefix: string;
  announced: number;
  paths: Path[];
}

/** `show network-instance * protocols bgp routes ipv4 prefix P [detail]`: the paths of a network, and to whom each was sent. */
export function bgpRouteDetailReport(text: TextLines): Rows<BgpRouteRecord> | null {
  if (!holds(text, 'Show report for the BGP routes to network ')) return null;
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  const networks: Network[] = [];
  let vrf: string | null = null;
  let last: Network | null = null;
  let open: Path | null = null;
  let found = false;
  /** Nothing but a rule stands below the title. */
  let titled = false;
  let closed = false;
  // A page may show the whole report further to the right.
  const indent = /^ */.exec(text.lines.find((line) => ruled.test(line)) ?? '')?.[0].length ?? 0;
  for (const raw of text.lines) {
    if (raw === '') continue;
    const line = raw.slice(0, indent).trim() === '' ? raw.slice(indent) : raw;
    closed = rule.test(line) && !titled;
    if (rule.test(line) || (!isTooLong(line) && isNoise(line))) continue;
    titled = false;
    const start = isTooLong(line) ? null : path.exec(line);
    const [, key = '', value = ''] = (open && !isTooLong(line) && pair.exec(line)) || [];
    const instance = isTooLong(line) ? undefined : title.exec(line)?.[1];
    const prefix = isTooLong(line) ? undefined : network.exec(line)?.[1];
    const count = isTooLong(line) ? undefined : received.exec(line)?.[1];
    if (instance !== undefined) {
      [vrf, last, open, found, titled] = [instance, null, null, true, true];
    } else if (found && vrf === null) continue;
    else if (prefix !== undefined && vrf !== null) {
      last = { vrf, prefix, announced: -1, paths: [] };
      open = null;
      networks.push(last);
    } else if (count !== undefined && last?.announced === -1) last.announced = Number(count);
    else if (start && last && Number(start[1]) === last.paths.length + 1) {
      open = { flags: (start[2] ?? '').split(',').filter(Boolean), values: new Map() };
      last.paths.push(open);
    } else if (key !== '' && open && !open.values.has(key)) open.values.set(key, value);
    else if (last && !isTooLong(line) && advertised.test(line)) open = null;
    else if (open || !last || last.paths.length === 0 || isTooLong(line) || !changed.test(line)) {
      rows.unparsed.push(line);
      // At the margin stand headings: what is below one that is not understood is nobody's.
      if (!line.startsWith(' ')) [vrf, last, open] = [null, null, null];
    }
  }
  if (!found) return null;
  for (const one of networks) {
    const records = one.paths.map((each) => recordOf(one, each));
    if (one.announced !== records.length || records.includes(null))
      rows.unparsed.push(`the paths of ${one.prefix} are not told whole`);
    else
      append(
        rows.records,
        records.filter((record) => record !== null),
      );
  }
  return closed && text.cut === null
    ? rows
    : { ...rows, records: [], incomplete: 'the last rule is missing: the answer was cut off' };
}

function recordOf({ vrf, ...network }: Network, { flags, values }: Path): BgpRouteRecord | null {
  const prefix = networkPrefix(network.prefix);
  const nextHop = values.get('BGP next-hop') ?? '';
  const [, peer = '', age] =
    /^neighbor (\S{2,64})(?: \(last modified (\S{2,24}) ago\))?$/.exec(values.get('Route source') ?? '') ?? [];
  const [, med = '', preference = ''] =
    /^(?:MED is (\d{1,10}|-)|No MED), (?:LocalPref is (\d{1,10})|No LocalPref)$/.exec(
      values.get('Route Preference') ?? values.get('Route preference') ?? '',
    ) ?? ['', '?'];
  const way = /^([ie?])(?: \[(\d[\d, ]{0,2000})\])?$/.exec((values.get('Path') ?? values.get('AS Path') ?? '').trim());
  const asPath = (way?.[2] ?? '').split(', ').filter(Boolean).map(asNumberOf);
  const communities = communitiesOf(values.get('Communities') ?? '');
  const tie = values.get('Tie Break Reason');
  if (!flags.every((flag) => known.has(flag))) return null;
  if (tie === undefined && [...values.keys()].some((key) => isDamaged(key, tieLabels))) return null;
  if (prefix === null || !isPeerAddress(nextHop) || !isPeerAddress(peer) || med === '?' || !way) return null;
  // Releases that tell of aggregation this way tell the age as well.
  if (age === undefined && values.has('Atomic Aggr')) return null;
  if (
    (age !== undefined && uptimeSeconds(age) === null) ||
    asPath.includes(null) ||
    !communities ||
    !/^[a-z-]{2,32}$/.test(tie ?? 'none')
  )
    return null;
  return {
    ...blankBgpRoute(vrf, prefix),
    best: flags.includes('Best'),
    bestReason: tie === 'none' ? null : (tie ?? null),
    valid: flags.includes('Valid'),
    nextHop,
    asPath: asPath.filter((one) => one !== null),
    origin: { i: 'igp' as const, e: 'egp' as const, '?': 'incomplete' as const }[way[1] ?? ''] ?? null,
    localPreference: preference === '' ? null : Number(preference),
    med: med === '' || med === '-' ? null : Number(med),
    ...communities,
    peer: peer === '0.0.0.0' || peer === '::' ? null : peer,
    ageSeconds: age === undefined ? null : uptimeSeconds(age),
  };
}

type Communities = Pick<BgpRouteRecord, 'communities' | 'largeCommunities' | 'extendedCommunities'>;

/** `None`, one, or several with commas between them in brackets; null when a word is of no kind. */
function communitiesOf(text: string): Communities | null {
  const words = text === 'None' || text === '[]' ? [] : (/^\[(.+)\]$/.exec(text)?.[1] ?? text).split(', ');
  const largeCommunities = words.filter((word) => areLargeCommunities([word]));
  const extendedCommunities = words.filter((word) => extended.test(word));
  const communities = words.filter((word) => !extended.test(word) && isCommunity(word));
  const known = communities.length + largeCommunities.length + extendedCommunities.length;
  return known === words.length ? { communities, largeCommunities, extendedCommunities } : null;
}

/** `target:64500:7`, `bgp-tunnel-encap:VXLAN`, `df-election::DF-Type:Auto/DP:0`. */
const extended = /^[a-z][a-z-]{1,30}:[\w.:/-]{1,90}$/;
