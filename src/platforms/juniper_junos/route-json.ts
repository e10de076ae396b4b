import { isIP } from 'node:net';
import { canonicalIp } from '../../domain/ip.ts';
import type { BgpRouteRecord, RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { isDamaged } from '../damaged-label.ts';
import { uptimeSeconds } from '../durations.ts';
import type { Rows } from '../parsed.ts';
import { countOf } from '../values.ts';
import { asPathOf } from './as-path.ts';
import { communitiesOf } from './communities.ts';
import { elements, junosAnswers, leaf, leaves, secondsOf } from './json-answer.ts';
import { isBentAddress } from './printed-addresses.ts';
import { isActiveMark, isProtocol, isTableName, prefixIn, prefixTable, protocolOf } from './route-tables.ts';

/** `show route X [detail|extensive] | display json`: every entry of every prefix, in the order of the device. */
export function junosRoutes(documents: Json[]): Rows<RouteRecord> | null {
  const entries = entriesOf(documents);
  // The detailed form with nothing but BGP is the answer to another question: every path of one prefix.
  if (entries.length > 0 && entries.every((entry) => isDetailed(entry) && leaf(entry, 'protocol-name') === 'BGP'))
    return null;
  return eachEntry(documents, (entry, vrf, prefix) => {
    const word = leaf(entry, 'protocol-name');
    const [nextHops, active] = [nextHopsOf(entry), isActive(entry)];
    if (word === null || !isProtocol(word) || !nextHops || active === null) return null;
    return {
      vrf,
      prefix,
      protocol: protocolOf(word),
      distance: countOf(leaf(entry, 'preference') ?? undefined),
      // The short form has a name of its own for that of BGP.
      metric: countOf(leaf(entry, 'metric') ?? leaf(entry, 'med') ?? undefined),
      nextHops,
      active,
      ageSeconds: ageOf(entry),
    };
  });
}

/** The same answer as BGP paths; entries of other protocols are left out. */
export function junosBgpPaths(documents: Json[]): Rows<BgpRouteRecord> | null {
  const entries = entriesOf(documents);
  // The short form lacks the communities and most attributes.
  if (entries.length > 0 && !entries.some(isDetailed)) return null;
  return eachEntry(documents, (entry, vrf, prefix) => {
    const word = leaf(entry, 'protocol-name');
    if (word !== 'BGP') return word !== null && isProtocol(word) ? [] : null;
    const [attributes] = elements(entry, 'bgp-path-attributes');
    const [effective] = elements(attributes ?? {}, 'attr-as-path-effective');
    const path = asPathOf(leaf(effective, 'attr-value') ?? leaf(entry, 'as-path') ?? '');
    if (!path) return null;
    const listed = elements(entry, 'communities').flatMap((list) =>
      ['community', 'large-community', 'extended-community'].flatMap((kind) => leaves(list, kind)),
    );
    const communities = communitiesOf(listed);
    if (!communities) return null;
    const rpki = rpkiOf(leaf(entry, 'validation-state'));
    const [protocolHop] = elements(entry, 'protocol-nh');
    const far = leaf(protocolHop, 'to');
    const hops = nextHopsOf(entry);
    const source = leaf(entry, 'gateway') ?? leaf(entry, 'learned-from');
    const best = isActive(entry);
    if (isBentAddress(far) || isBentAddress(source) || !hops || best === null) return null;
    return {
      vrf,
      prefix,
      pathId: null,
      best,
      bestReason: leaf(entry, 'inactive-reason'),
      valid: !/\bHidden\b/.test(leaf(entry, 'rt-entry-state') ?? ''),
      nextHop: addressOf(far) ?? hops[0]?.address ?? null,
      ...path,
      localPreference: countOf(leaf(entry, 'local-preference') ?? undefined),
      med: countOf(leaf(entry, 'med') ?? leaf(entry, 'metric') ?? undefined),
      ...communities,
      peer: addressOf(source),
      ageSeconds: ageOf(entry),
      rpki,
    };
  });
}

/** `unverified` says that nothing was checked. */
export function rpkiOf(word: string | null): BgpRouteRecord['rpki'] {
  if (word === 'valid' || word === 'invalid') return word;
  return word === 'unknown' ? 'not-found' : null;
}

function entriesOf(documents: Json[]): JsonObject[] {
  return (junosAnswers(documents, 'route-information') ?? [])
    .flatMap((answer) => elements(answer, 'route-table'))
    .flatMap((table) => elements(table, 'rt'))
    .flatMap((route) => elements(route, 'rt-entry'));
}

function isDetailed(entry: JsonObject): boolean {
  return entry['rt-entry-state'] !== undefined;
}

const tableKey = new Set(['route-table']);

function eachEntry<R>(
  documents: Json[],
  read: (entry: JsonObject, vrf: string | null, prefix: string) => R | [] | null,
): Rows<R> | null {
  const answers = junosAnswers(documents, 'route-information');
  if (!answers) return null;
  const rows: Rows<R> = { records: [], unparsed: [] };
  for (const key of answers.flatMap(Object.keys)) if (isDamaged(key, tableKey)) rows.unparsed.push(key);
  let passed = 0;
  for (const table of answers.flatMap((answer) => elements(answer, 'route-table'))) {
    const name = leaf(table, 'table-name');
    if (name === null || !isTableName(name)) rows.unparsed.push(`table ${name ?? '?'}`);
    const meaning = name !== null && isTableName(name) ? prefixTable(name) : null;
    if (!meaning) passed += elements(table, 'rt').length;
    if (!meaning) continue;
    for (const route of elements(table, 'rt')) {
      const text = leaf(route, 'rt-destination') ?? '';
      const length = leaf(route, 'rt-prefix-length');
      const prefix = prefixIn(meaning, text.includes('/') || length === null ? text : `${text}/${length}`);
      const entries = elements(route, 'rt-entry');
      if (entries.length === 0) rows.unparsed.push(`${text}: no entry`);
      for (const entry of entries) {
        const record = prefix === null ? null : read(entry, meaning.vrf, prefix);
        if (record === null) rows.unparsed.push(`${text}: ${leaf(entry, 'protocol-name') ?? '?'}`);
        else if (!Array.isArray(record)) rows.records.push(record);
      }
    }
  }
  // Routes of labels or addresses of other kinds alone are the answer to another question.
  return rows.records.length === 0 && passed > 0 ? null : rows;
}

/** Null for a mark that is not known. */
function isActive(entry: JsonObject): boolean | null {
  const tag = leaf(entry, 'active-tag');
  if (tag !== null && !/^[*+@#-]$/.test(tag)) return null;
  return isActiveMark(tag) || entry['current-active'] !== undefined;
}

function ageOf(entry: JsonObject): number | null {
  return secondsOf(entry, 'age') ?? uptimeSeconds(leaf(entry, 'age') ?? '');
}

function addressOf(text: string | null): string | null {
  return text !== null && isIP(text) !== 0 ? canonicalIp(text) : null;
}

/** Null when an address of one is none. */
function nextHopsOf(entry: JsonObject): RouteNextHop[] | null {
  const hops = elements(entry, 'nh');
  if (hops.some((hop) => isBentAddress(leaf(hop, 'to')))) return null;
  return hops.flatMap((hop): RouteNextHop[] => {
    const address = addressOf(leaf(hop, 'to'));
    const port = leaf(hop, 'via') ?? leaf(hop, 'nh-local-interface');
    if (address === null && port === null) return [];
    return [{ address, interface: port, weight: null, recursive: port === null ? null : false }];
  });
}
