import { canonicalIp, networkPrefix } from '../../domain/ip.ts';
import type { RouteNextHop, RouteRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { isDamaged } from '../damaged-label.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { nextHopOf } from './next-hop.ts';
import { pairsOf } from './pairs.ts';
import { routeProtocol } from './route-protocol.ts';
import { readTables, type Section } from './screen.ts';
import { routerOf, secondsOf, vrfOf, wholeOf } from './words.ts';

/** `show router route-table <prefix>` as a table or `extensive`: next hops of one destination are one record. */
export const route: DiagnosticReader<'route'> = {
  commands: ({ target = '', vrf }) => [{ line: `/show router${routerOf(vrf)} route-table ${target} extensive` }],
  parse: (outputs) =>
    several(
      outputs.map((output) =>
        readTables(output, /^(?:IPv6 )?Route Table \((?:Router|Service): ?.{1,64}\)$/, readRoutes),
      ),
    ),
};

function readRoutes(sections: Section[]): Rows<RouteRecord> {
  const rows: Rows<RouteRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    const vrf = vrfOf(/\((?:Router|Service): ?(.{1,64})\)$/.exec(section.title)?.[1] ?? '');
    if (section.lines.some((line) => /^Dest Prefix +:/.test(line))) readExtensive(section, vrf, rows);
    else readTable(section, vrf, rows);
  }
  return rows;
}

const row =
  /^([0-9A-Fa-f.:]{2,45}\/\d{1,3})(?: ?\[[A-Za-z0-9, ]{1,20}\])? +(Remote|Local|Blackh\*?|Blackhole|Black Hole|Aggr) +(BGP (?:Label|VPN)|OSPF\S{0,3} (?:IA|Ext)|Sub Mgmt|VPN Leak|(?!(?:VPN|Label|IA|Ext|Mgmt|Leak|Sub) )[A-Za-z][\w().*-]{1,13}) +(\S{2,12}) +(\d{1,3})$/;
const hop = /^ {3,}(\S(?:.{0,70}\S)?) {2,}(\d{1,10}|N\/A|-)$/;
/** With `all` a column says which of them is in use. */
const hopInUse = /^ {3,}(\S(?:.{0,70}?\S)?) {2,}([YN]) {2,}(\d{1,10}|N\/A|-)$/;

function readTable(section: Section, vrf: string | null, rows: Rows<RouteRecord>): void {
  let open: RouteRecord | null = null;
  let headed = false;
  const saysUse = section.lines.some((line) => / Active +Metric$/.test(line));
  const finish = (): void => {
    if (open === null) return;
    const last = rows.records.at(-1);
    const one: RouteRecord = open;
    if (
      last &&
      last.prefix === one.prefix &&
      last.protocol === one.protocol &&
      last.distance === one.distance &&
      last.metric === one.metric &&
      last.active === one.active
    )
      append(last.nextHops, one.nextHops);
    else rows.records.push(one);
    open = null;
  };
  for (const line of section.lines) {
    if (line === '---') {
      headed = true;
      continue;
    }
    // A row above the rule of its table, or without one; a pair of the extensive form whose first line is damaged.
    if (!headed && (row.test(line) || /^ *[A-Z][\w -]{1,30}? *: /.test(line))) rows.unparsed.push(line);
    if (!headed || /^(?:No\. of|Flags:|\* indicates)|^ +[A-Za-z] = |^No Matching/.test(line)) continue;
    const match = row.exec(line);
    const current = open as RouteRecord | null;
    if (match) {
      if (current) rows.unparsed.push(current.prefix);
      open = recordOf(match, vrf);
      if (open === null) rows.unparsed.push(line);
      continue;
    }
    const next = current ? (saysUse ? hopInUse : hop).exec(line) : null;
    if (!current || !next) {
      rows.unparsed.push(line);
      open = null;
      continue;
    }
    current.metric = wholeOf(next.at(-1));
    current.active = !saysUse || next[2] === 'Y';
    if (!/^Black ?hole$/i.test(next[1] ?? '')) {
      const parsed = nextHopOf(next[1] ?? '');
      if (parsed) current.nextHops.push(parsed);
      else rows.unparsed.push(line);
    }
    finish();
  }
  if (open !== null) rows.unparsed.push((open as RouteRecord).prefix);
  if (!section.closed)
    append(
      rows.unparsed,
      rows.records.splice(-1).map(({ prefix }) => prefix),
    );
}

function recordOf(
  [, prefix = '', type = '', protocol = '', age = '', preference]: RegExpExecArray,
  vrf: string | null,
): RouteRecord | null {
  const network = networkPrefix(prefix);
  const ageSeconds = secondsOf(age);
  const owner = routeProtocol(protocol, type);
  if (network === null || ageSeconds === null || owner === null) return null;
  return {
    vrf,
    prefix: network,
    protocol: owner,
    distance: wholeOf(preference),
    metric: null,
    nextHops: [],
    active: true,
    ageSeconds,
  };
}

interface Extensive {
  record: RouteRecord;
  hop: RouteNextHop | null;
}

/** Pairs whose indentation says what they belong to; a recursive next hop shows what resolves it below itself. */
function readExtensive(section: Section, vrf: string | null, rows: Rows<RouteRecord>): void {
  let open: Extensive | null = null;
  const finish = (): void => {
    if (open) rows.records.push(open.record);
    open = null;
  };
  for (const line of section.lines) {
    if (line === '---' || /^No\. of/.test(line)) {
      finish();
      continue;
    }
    const [pair] = pairsOf(line);
    const current = open as Extensive | null;
    const { key, value } = pair ?? { key: '', value: '' };
    if (key === 'Dest Prefix') {
      finish();
      const prefix = networkPrefix(value.replace(/ .*$/, ''));
      if (prefix === null) rows.unparsed.push(line);
      else
        open = {
          record: {
            vrf,
            prefix,
            protocol: null,
            distance: null,
            metric: null,
            nextHops: [],
            active: null,
            ageSeconds: null,
          },
          hop: null,
        };
    } else if (!current) rows.unparsed.push(line);
    else if (!take(current, key, value)) rows.unparsed.push(line);
  }
  if (section.closed) finish();
  else if (open) rows.unparsed.push((open as Extensive).record.prefix);
}

/** False when the value of a key that is read has another form. */
function take(open: Extensive, key: string, value: string): boolean {
  const { record, hop } = open;
  const number = wholeOf(value);
  switch (key) {
    case 'Protocol':
      record.protocol = routeProtocol(value, value === 'LOCAL' ? 'Local' : '');
      return record.protocol !== null;
    case 'Age':
      record.ageSeconds = secondsOf(value);
      return record.ageSeconds !== null;
    case 'Preference':
      record.distance = number;
      return number !== null;
    case 'Active':
      record.active = value === 'Yes' || (record.active ?? false);
      return value === 'Yes' || value === 'No';
    case 'Metric':
      record.metric ??= number;
      return number !== null || value === 'N/A';
    case 'ECMP-Weight':
      if (hop) hop.weight ??= number;
      return number !== null || value === 'N/A';
    case 'Interface':
      if (hop) hop.interface ??= value;
      return value !== '';
    case 'Indirect Next-Hop':
    case 'Next-Hop':
    case 'Next Hop':
      return takeHop(open, key, value);
    default:
      return !isDamaged(key, read);
  }
}

const read = new Set([
  'Dest Prefix',
  'Protocol',
  'Age',
  'Preference',
  'Active',
  'Metric',
  'ECMP-Weight',
  'Interface',
  'Indirect Next-Hop',
  'Next-Hop',
  'Next Hop',
]);

/** A local route has no address for its next hop, a black hole has no next hop at all. */
function takeHop(open: Extensive, key: string, value: string): boolean {
  const address = canonicalIp(value.replace(/ \(.*$/, ''));
  const recursive = key === 'Indirect Next-Hop';
  open.hop = { address, interface: null, weight: null, recursive };
  if (/^black ?hole/i.test(value)) return true;
  open.record.nextHops.push(open.hop);
  return address !== null || (!recursive && value !== '' && !/^[\d.:]/.test(value));
}
