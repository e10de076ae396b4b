import { isIP } from 'node:net';
import { canonicalIp } from '../../domain/ip.ts';
import type { BgpRouteRecord, RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { ageOf } from './ages.ts';
import { asPathOf } from './as-path.ts';
import { communitiesOf } from './communities.ts';
import { isPrintedName } from './printed-names.ts';
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

interface Entry {
  vrf: string | null;
  prefix: string;
  active: boolean;
  protocol: string;
  distance: number;
  hops: RouteNextHop[];
  values: Map<string, string>;
  /** The line above said "Next hop:" and no more: the port stands on this one. */
  awaitsPort: boolean;
  /** Nothing that we read stands below. */
  isOver: boolean;
}

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
  return eachEntry(text, ({ vrf, prefix, active, protocol, hops, values }) => {
    if (protocol !== 'BGP') return [];
    const path = asPathOf(values.get('AS path') ?? '');
    const listed = communitiesOf([values.get('Communities') ?? '']);
    const far = values.get('Protocol next hop');
    if (!path || !listed || (far !== undefined && addressOf(far) === null)) return null;
    return {
      vrf,
      prefix,
      pathId: numberOf(values.get('Addpath Path ID')),
      best: active,
      bestReason: values.get('Inactive reason') ?? null,
      valid: !/\bHidden\b/.test(values.get('State') ?? ''),
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

function addressOf(text: string | undefined): string | null {
  const first = text?.split(' ')[0] ?? '';
  return isIP(first) === 0 ? null : canonicalIp(first);
}

function numberOf(text: string | undefined): number | null {
  const digits = /^\d{1,10}(?= |$)/.exec(text ?? '')?.[0];
  return digits === undefined ? null : Number(digits);
}

const opened = /^([*+@#-])?([A-Za-z][\w-]{1,20}) +Preference: (\d{1,10})(?:\/-?\d{1,10})?$/;
const destination = /^(\S{2,96}\/\d{1,3}) \(\d{1,6} entr(?:y|ies), \d{1,6} announced\)$/;
/** The heading of a prefix in a form that is not known; `192.0.2.9/32 Originating RIB: inet.0` stands in an entry. */
const bentDestination = /\bentr(?:y|ies)\b|\bannounced\)?$|^\S{2,96}\/\d{1,3}(?: ?\(|$)/;
/** The heading of an entry in a form that is not known; `VPN Label: 16` is a line of an entry. */
const bentHeading =
  /^(?!VPN Label: |(?:Local|Peer) AS: )[*+@#-]?[A-Z][\w-]{1,20} +(?:Preference:|\S+: \d+\/-?\d+$)|^(?:[*+@#-][A-Z][\w-]{1,20} +|[A-Z][\w-]{1,6} {2,})\S+: \d+$/;
/** Several of these stand on one line: `Age: 1:06  Metric: 10  Tag: 100`. */
const labels =
  /(?:^|\t| {2,})(Age|Metric|Metric2|Tag|Source|State|Localpref|Inactive reason|Validation State|Protocol next hop|AS path|Communities|Addpath Path ID): ?/;

/** An entry is whole when another one, another prefix, or another table follows, or the empty line behind the last. */
function eachEntry<R>(text: TextLines, read: (entry: Entry) => R | [] | null): Rows<R> | null {
  const rows: Rows<R> = { records: [], unparsed: [] };
  let entry: Entry | null = null;
  let place: { vrf: string | null; prefix: string } | null = null;
  let table: ReturnType<typeof prefixTable> = null;
  let isDetailed = false;
  let headed = false;
  let ended = true;
  const close = () => {
    const record = entry && read(entry);
    if (entry && record === null) rows.unparsed.push(`${entry.prefix}: ${entry.protocol}`);
    else if (entry && record !== null && !Array.isArray(record)) rows.records.push(record);
    entry = null;
  };
  for (const line of text.lines) {
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line)) continue;
    const bare = line.trim();
    const heading = tableHeading(bare);
    const prefix = destination.exec(bare)?.[1];
    const start = opened.exec(bare);
    if (heading !== null || isBentTableHeading(bare)) {
      close();
      headed = true;
      table = heading === null ? null : prefixTable(heading);
      if (heading === null) rows.unparsed.push(line);
      place = null;
    } else if (bare === '' || isNoise(line)) {
      // Some recordings have an empty line behind each line: an entry ends only behind its AS path.
      if (entry !== null && (entry as Entry).values.has('AS path')) ended = true;
    } else if (!headed) return null;
    else if (prefix !== undefined) {
      close();
      isDetailed = true;
      const canonical = table && prefixIn(table, prefix);
      place = table && canonical !== null ? { vrf: table.vrf, prefix: canonical } : null;
      if (table && !place) rows.unparsed.push(line);
    } else if (bentDestination.test(bare)) {
      // What stands below it is nobody's.
      close();
      ended = true;
      place = null;
      isDetailed = true;
      if (table) rows.unparsed.push(line);
    } else if (bentHeading.test(bare) && !start) {
      close();
      ended = true;
      rows.unparsed.push(line);
    } else if (start) {
      close();
      const protocol = start[2] ?? '';
      const active = isActiveMark(start[1]);
      ended = false;
      if (place)
        entry = {
          ...place,
          active,
          protocol,
          distance: Number(start[3]),
          hops: [],
          values: new Map(),
          awaitsPort: false,
          isOver: false,
        };
    } else if (!isDetailed) return null;
    else if (entry) {
      ended = false;
      if (!readLine(entry, bare)) {
        rows.unparsed.push(line);
        entry = null;
      }
    }
  }
  if (!headed || !isDetailed) return null;
  const open = entry as Entry | null;
  // Where an empty line stands behind each line, the one that is cut may be of this entry.
  if (open && /^\s/.test(text.cut ?? '')) ended = false;
  if (ended) close();
  if (!open || ended) return withCut(rows, text);
  return {
    ...rows,
    incomplete: `nobody knows whether the entry of ${open.prefix} is whole: the lines behind it are missing`,
  };
}

/** What the values look like that are figures. A word behind an address is not read. */
const shapes: Record<string, RegExp> = {
  Metric: /^\d{1,10}$/,
  Metric2: /^\d{1,10}$/,
  Localpref: /^\d{1,10}$/,
  'Addpath Path ID': /^\d{1,10}$/,
  Source: /^[\da-fA-F.:]{2,39}(?: |$)/,
  'Protocol next hop': /^[\da-fA-F.:]{2,39}(?: |$)/,
  // A large one has its kind before it: three numbers alone are two communities that lost the blank between them.
  Communities: /^(?:(?!\d+:\d+:\d)\S+ )*(?!\d+:\d+:\d)\S+$/,
};

/** False for a line that is one of those we read but has another form. */
function readLine(entry: Entry, bare: string): boolean {
  // Below this line of the long form, what was said above is said once more, with other metrics.
  if (entry.isOver) return true;
  if (entry.awaitsPort || bare === 'Next hop:') {
    const port = entry.awaitsPort ? (/^Interface: (\S{1,64})$/.exec(bare)?.[1] ?? '') : null;
    entry.awaitsPort = port === null;
    return port === null || pushHop(entry, null, port);
  }
  if (bare.startsWith('Next hop:')) return readHop(entry, bare);
  entry.isOver = bare.startsWith('Indirect next hops:');
  // A terminal shows the tabulators of this line as blanks, be it a single one.
  const parts = (bare.startsWith('Age: ') ? bare.replace(/ (?=(?:Metric2?|Tag): )/g, '\t') : bare).split(labels);
  for (let index = 1; index + 1 < parts.length; index += 2) {
    const [label = '', text = ''] = [parts[index], parts[index + 1]];
    const value = text.trimEnd();
    if (!entry.values.has(label)) entry.values.set(label, value);
    if (shapes[label]?.test(value) === false) return false;
    if (label === 'Age' && ageOf(value) === null) return false;
    if (/^(?:Source|Protocol next hop)$/.test(label) && addressOf(value) === null) return false;
  }
  return true;
}

function readHop(entry: Entry, bare: string): boolean {
  const hop = /^Next hop: (?:(\S{2,45}) )?via (?!selected|weight)(\S{1,64}?)(?:[ ,].*)?$/.exec(bare);
  const address = addressOf(hop?.[1]);
  if (!hop || (hop[1] !== undefined && address === null)) return false;
  return pushHop(entry, address, hop[2] ?? '');
}

/** False for a port that is none. */
function pushHop(entry: Entry, address: string | null, port: string): boolean {
  if (!isPrintedName(port)) return false;
  entry.hops.push({ address, interface: port, weight: null, recursive: false });
  return true;
}
