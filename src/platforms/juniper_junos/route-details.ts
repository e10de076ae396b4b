import type { BgpRouteRecord, RouteRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { ageOf } from './ages.ts';
import { asPathOf } from './as-path.ts';
import { communitiesOf } from './communities.ts';
import { addressOf, type RouteEntry, readEntryLine } from './route-entry.ts';
import { rpkiOf } from './route-json.ts';
import {
  isActiveMark,
  isBentTableHeading,
  isProtocol,
  prefixIn,
  prefixTable,
  protocolOf,
  tableHeading,
} from './route-tables.ts';

/** `show route X detail` or `extensive` in text. */
export function routeDetails(text: TextLines): Rows<RouteRecord> | null {
  let others = 0;
  let paths = 0;
  const rows = eachEntry<RouteRecord>(text, ({ vrf, prefix, active, protocol, distance, hops, values }) => {
    if (protocol === 'BGP') paths += 1;
    else others += 1;
    if (!isProtocol(protocol)) return null;
    return {
      vrf,
      prefix,
      protocol: protocolOf(protocol),
      distance,
      metric: numberOf(values.get('Metric')),
      nextHops: hops,
      active,
      ageSeconds: ageOf(values.get('Age') ?? ''),
    };
  });
  // Nothing but BGP is the answer to another question: every path of one prefix.
  return paths > 0 && others === 0 ? null : rows;
}

/** The same text as BGP paths; entries of other protocols are left out. */
export function bgpPathDetails(text: TextLines): Rows<BgpRouteRecord> | null {
  return eachEntry(text, ({ vrf, prefix, active, protocol, distance, hops, values }) => {
    if (protocol !== 'BGP') return isProtocol(protocol) ? [] : null;
    const path = asPathOf(values.get('AS path') ?? '');
    const listed = communitiesOf([values.get('Communities') ?? '']);
    const far = values.get('Protocol next hop');
    const valid = !/\bHidden\b/.test(values.get('State') ?? '');
    // Only one that was rejected has no preference, and it is hidden.
    if (distance === null && valid) return null;
    if (!path || !listed || (far !== undefined && addressOf(far) === null)) return null;
    return {
      vrf,
      prefix,
      pathId: numberOf(values.get('Addpath Path ID')),
      best: active,
      bestReason: values.get('Inactive reason') ?? null,
      valid,
      nextHop: addressOf(values.get('Protocol next hop')) ?? hops[0]?.address ?? null,
      ...path,
      localPreference: numberOf(values.get('Localpref')),
      med: numberOf(values.get('Metric')),
      ...listed,
      peer: addressOf(values.get('Source')),
      ageSeconds: ageOf(values.get('Age') ?? ''),
      rpki: rpkiOf(values.get('Validation State') ?? null),
    };
  });
}

function numberOf(text: string | undefined): number | null {
  const digits = /^\d{1,10}(?= |$)/.exec(text ?? '')?.[0];
  return digits === undefined ? null : Number(digits);
}

/** Where the protocol begins, behind the mark of an entry that is used. */
function indentOf(line: string, mark: string | undefined): number {
  return line.length - line.trimStart().length + (mark === undefined ? 0 : 1);
}

/** The mark may be damaged or not. */
function isAtDepth(line: string, depth: number | null): boolean {
  return depth !== null && [depth, depth - 1].includes(indentOf(line, undefined));
}

/** `*BGP    Preference: 170/-101`; one that was rejected has no preference: `BGP                 /-101`. */
const opened = /^([*+@#-])?([A-Za-z][\w-]{1,20}) +(?:Preference: (\d{1,10})(?:\/-?\d{1,10})?|(?<= {8})\/-?\d{1,10})$/;
const destination = /^(\S{2,96}\/\d{1,3}) \((\d{1,6}) entr(?:y|ies), \d{1,6} announced\)$/;
/** The heading of a prefix in a form that is not known; `192.0.2.9/32 Originating RIB: inet.0` stands in an entry. */
const bentDestination = /\bentr(?:y|ies)\b|\bannounced\)?$|^\S{2,96}\/\d{1,3}(?: ?\(|$)/;
/** The heading of an entry in a form that is not known; `VPN Label: 16` is a line of an entry. */
const bentHeading =
  /^(?!VPN Label: |(?:Local|Peer) AS: )[*+@#-]?[A-Z][\w-]{1,20} +(?:Preference:|\S+: \d+\/-?\d+$)|^(?:[*+@#-][A-Z][\w-]{1,20} +|[A-Z][\w-]{1,6} {2,})\S+: \d+$|^[*+@#-]?[A-Z][\w-]{1,20}(?: *\/-?| +-)\d\S*$|^(?:BGP|OSPF|LDP|RSVP|EVPN|VPN|PIM|RIP)$/;
/** An entry is whole when another one, another prefix, or another table follows, or the empty line behind the last. */
function eachEntry<R>(text: TextLines, read: (entry: RouteEntry) => R | [] | null): Rows<R> | null {
  const rows: Rows<R> = { records: [], unparsed: [] };
  let entry: RouteEntry | null = null;
  let place: { vrf: string | null; prefix: string } | null = null;
  let table: ReturnType<typeof prefixTable> = null;
  /** The line of a prefix that has no entry yet. */
  let unopened: string | null = null;
  let isDetailed = false;
  let headed = false;
  let ended = true;
  /** How many entries of the prefix are still to come. */
  let missing = 0;
  /** Where the protocols of the entries begin: their lines stand further in, if anything is indented. */
  let depth: number | null = null;
  /** The last line is the heading of a prefix. */
  let isAlone = false;
  const close = () => {
    if (unopened !== null) rows.unparsed.push(unopened);
    unopened = null;
    const record = entry && read(entry);
    if (entry && record === null) rows.unparsed.push(`${entry.prefix}: ${entry.protocol}`);
    else if (entry && record !== null && !Array.isArray(record)) rows.records.push(record);
    entry = null;
  };
  for (const line of text.lines) {
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line)) continue;
    const bare = line.trim();
    if (bare !== '' && !isNoise(line)) isAlone = false;
    const heading = tableHeading(bare);
    const [, prefix, announced] = destination.exec(bare) ?? [];
    const start = opened.exec(bare);
    if (heading !== null || isBentTableHeading(bare)) {
      close();
      headed = true;
      table = heading === null ? null : prefixTable(heading);
      if (heading === null) rows.unparsed.push(line);
      place = null;
    } else if (bare === '' || isNoise(line)) {
      // Some recordings have an empty line behind each line: an entry ends only behind its AS path.
      if (entry !== null && (entry as RouteEntry).values.has('AS path')) ended = true;
    } else if (!headed) return null;
    else if (prefix !== undefined) {
      close();
      isDetailed = true;
      missing = Number(announced);
      isAlone = true;
      const canonical = table && prefixIn(table, prefix);
      place = table && canonical !== null ? { vrf: table.vrf, prefix: canonical } : null;
      if (table && !place) rows.unparsed.push(line);
      if (place) unopened = line;
    } else if (bentDestination.test(bare)) {
      // What stands below it is nobody's.
      close();
      ended = true;
      place = null;
      isDetailed = true;
      if (table) rows.unparsed.push(line);
    } else if (
      !start &&
      (bentHeading.test(bare) || (place && isAtDepth(line, depth) && !bare.startsWith('State: <')))
    ) {
      unopened = null;
      close();
      ended = true;
      rows.unparsed.push(line);
    } else if (start) {
      const indent = indentOf(line, start[1]);
      depth ??= indent === 0 ? null : indent;
      unopened = null;
      close();
      missing -= 1;
      const protocol = start[2] ?? '';
      const active = isActiveMark(start[1]);
      ended = false;
      if (place)
        entry = {
          ...place,
          active,
          protocol,
          distance: start[3] === undefined ? null : Number(start[3]),
          hops: [],
          values: new Map(),
          awaitsPort: false,
          awaitsReason: false,
          isOver: false,
        };
    } else if (!isDetailed) return null;
    else if (unopened !== null && /^(?:Next hop type|Task): /.test(bare)) {
      // The line of the protocol is not there: these are nobody's.
      rows.unparsed.push(unopened);
      unopened = null;
    } else if (entry) {
      ended = false;
      if (!readEntryLine(entry, bare)) {
        rows.unparsed.push(line);
        entry = null;
      }
    }
  }
  if (!headed || !isDetailed) return null;
  const open = entry as RouteEntry | null;
  if (isAlone) return { ...rows, incomplete: 'the entries of the last prefix are missing: the answer was cut off' };
  if (open?.isOver && missing === 0) ended = true;
  // Where an empty line stands behind each line, the one that is cut may be of this entry.
  if (open && /^\s/.test(text.cut ?? '')) ended = false;
  if (ended || unopened !== null) close();
  if (!open || ended) return withCut(rows, text);
  return {
    ...rows,
    incomplete: `nobody knows whether the entry of ${open.prefix} is whole: the lines behind it are missing`,
  };
}
