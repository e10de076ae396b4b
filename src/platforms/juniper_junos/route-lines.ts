import { isIP } from 'node:net';
import { canonicalIp } from '../../domain/ip.ts';
import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import { isDamaged } from '../damaged-label.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { ageOf } from './ages.ts';
import { isPrintedName } from './printed-names.ts';
import {
  isActiveMark,
  isBentTableHeading,
  isProtocol,
  type PrefixTable,
  prefixIn,
  prefixTable,
  protocolOf,
  tableHeading,
} from './route-tables.ts';

/** Behind the prefix, or alone on a line below it or below another entry. A route that was rejected has no preference. */
const entryShape =
  /^(?:(\S{2,96}) *)?([*+@#-])?\[([A-Za-z][\w-]{1,20})(?:\/(\d{1,10})(?:\/-?\d{1,10})?| )\] ([\w:]{1,16}(?: \d{1,3}:\d{2}:\d{2})?)((?:, .{1,200})?)$/;
const aside =
  /^(?:\+ = Active Route, - = Last Active, \* = Both|@ = Routing Use Only, # = Forwarding Use Only|AS path: .*|(?:Reject|Discard|Receive|Multicast(?: \(IPv[46]\)(?: Composite)?)?|Indirect|MultiRecv|Private unicast|Unusable|Local|Local via .*|to table .*|Limit\/Threshold: .*|Restart (?:Complete|Pending).*|validation-state: .*))$/;

interface Entry {
  record: RouteRecord;
  /** Its own prefix stands before it. */
  isNamed: boolean;
}

/** `show route X` in text; a route is whole when something else than a next hop follows. */
export function routeLines(text: TextLines): Rows<RouteRecord> | null {
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  let table: PrefixTable | null = null;
  let headed = false;
  let skipped = false;
  let prefix: string | null = null;
  /** The line of a prefix that has no entry yet. */
  let awaiting: string | null = null;
  /** The route that a next hop belongs to; null below an entry that is not understood. */
  let owner: RouteRecord | null = null;
  let whole = true;
  let passed = false;
  for (const line of text.lines) {
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line)) continue;
    const bare = line.trim();
    const heading = tableHeading(bare);
    const alone = table && /^\S{2,96}\/\d{1,3}$/.test(bare) ? prefixIn(table, bare) : null;
    // A path may begin with the local AS, `[64500]`, and have a set in it.
    const isEntry = bare.includes('[') && !bare.startsWith('AS path: ');
    if (awaiting !== null && bare !== '' && !isEntry) {
      rows.unparsed.push(awaiting);
      awaiting = null;
    }
    if (heading !== null || isBentTableHeading(bare)) {
      headed = true;
      table = heading === null ? null : prefixTable(heading);
      skipped = table === null;
      if (heading === null) rows.unparsed.push(line);
      prefix = null;
      owner = null;
      whole = true;
    } else if (bare === '' || isNoise(line)) whole = true;
    else if (!headed) return null;
    else if (skipped) passed ||= isEntryLine.test(bare);
    else if (alone !== null) {
      prefix = alone;
      awaiting = line;
      owner = null;
      whole = false;
    } else if (isEntry) {
      const entry: Entry | null = table && entryOf(table, prefix, bare);
      // Of one prefix, the active entry is the first one.
      const isSecond = entry?.isNamed === false && entry.record.active && awaiting === null;
      whole = false;
      awaiting = null;
      prefix = entry?.record.prefix ?? null;
      owner = null;
      if (entry === null || isSecond) rows.unparsed.push(line);
      else {
        owner = entry.record;
        rows.records.push(entry.record);
      }
    } else {
      const hop = hopOf(bare);
      const local = /^Local via (\S{1,64})$/.exec(bare)?.[1];
      if (local !== undefined && !isPrintedName(local)) rows.unparsed.push(line);
      else if (local !== undefined)
        owner?.nextHops.push({ address: null, interface: local, weight: null, recursive: false });
      else if (hop) owner?.nextHops.push(hop);
      else if (!aside.test(bare)) {
        // The routes below it are nobody's.
        prefix = null;
        owner = null;
        rows.unparsed.push(line);
      }
      whole = owner !== null && isLastLineOf(owner, bare);
    }
  }
  // Routes of labels or addresses of other kinds alone are the answer to another question.
  if (!headed || (passed && rows.records.length === 0 && rows.unparsed.length === 0)) return null;
  // Where an empty line stands behind each line, the one that is cut may be a next hop of this route.
  if (whole && !(owner !== null && /^\s/.test(text.cut ?? ''))) return withCut(rows, text);
  return {
    records: rows.records.slice(0, -1),
    unparsed: rows.unparsed,
    incomplete: 'nobody knows whether the last route is whole: the empty line behind it is missing',
  };
}

/** `299776  *[LDP/9] 00:02:52, metric 2`, behind whatever the table has in place of prefixes. */
const isEntryLine = /\[[A-Za-z][\w-]{1,20}(?:\/\d{1,10}(?:\/-?\d{1,10})?| )\] /;

/** Of an own address or network, and of what is dropped, one line says all; behind another next hop a second may follow. */
function isLastLineOf({ protocol }: RouteRecord, bare: string): boolean {
  return protocol === 'connected' || protocol === 'local' || /^(?:Reject|Discard|Receive|MultiRecv)$/.test(bare);
}

const metrics = new Set(['metric', 'metric2', 'MED']);

/** A prefix may stand before its entry, on a line of its own, or before another entry. */
function entryOf(table: PrefixTable, above: string | null, bare: string): Entry | null {
  const [, own, mark, word = '', distance, age = '', rest = ''] = entryShape.exec(bare) ?? [];
  const prefix = own === undefined ? above : prefixIn(table, own);
  const ageSeconds = ageOf(age);
  const metric = /, (?:metric|MED) (\d{1,10})(?:,|$)/.exec(rest)?.[1];
  const isBent =
    (metric === undefined && /, (?:metric|MED)(?!2 )/.test(rest)) ||
    rest.split(', ').some((part) => isDamaged(part.split(' ')[0] ?? '', metrics));
  const isRejected = distance === undefined && mark === undefined;
  if ((distance === undefined && !isRejected) || prefix === null || ageSeconds === null || isBent || !isProtocol(word))
    return null;
  const record = {
    vrf: table.vrf,
    prefix,
    protocol: protocolOf(word),
    distance: distance === undefined ? null : Number(distance),
    metric: metric === undefined ? null : Number(metric),
    nextHops: [],
    active: isActiveMark(mark),
    ageSeconds,
  };
  return { record, isNamed: own !== undefined };
}

/**
 * `> to 192.0.2.1 via ge-0/0/0.0, Push 16`, `via gr-0/0/0.0`, `via Tunnel Composite, UDP (…)`; the sign marks the one in
 * use. A subscriber is reached by its hardware address: `to #0 0.0.94.0.53.1 via demux0.1`.
 */
function hopOf(bare: string): RouteNextHop | null {
  const match =
    /^(?:> *)?(?:to (?:#0 [\da-f]{1,2}(?:\.[\da-f]{1,2}){5}|(\S{2,45})) )?via (Tunnel Composite|\S{1,64}?)(?:, .{1,200})?$/.exec(
      bare,
    );
  const text = match?.[1];
  const isNamed = match?.[2] === 'Tunnel Composite' || isPrintedName(match?.[2] ?? '');
  if (!match || !isNamed || (text !== undefined && isIP(text) === 0)) return null;
  const address = text === undefined ? null : canonicalIp(text);
  return { address, interface: match[2] ?? null, weight: null, recursive: false };
}
