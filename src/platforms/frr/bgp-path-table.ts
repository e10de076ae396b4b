import { canonicalIp } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { validOfMarks } from '../bgp-marks.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { asPathOf } from './as-path.ts';
import { vrfOfEcho } from './asked-vrf.ts';
import { asksForTable, otherThanCounted, pathCountOf } from './bgp-path-count.ts';
import { bareAddress, blankPath, originOf, rpkiOf } from './bgp-path-words.ts';
import { frrInterfaceName } from './interface-names.ts';
import { classfulPrefix, printedPrefix } from './printed-prefix.ts';

interface Table {
  vrf: string | null;
  /** Of the rows without a network. */
  prefix: string | null;
  networks: number;
  /** Old releases leave the length of a network away that its class tells. */
  classful: boolean;
  /** They count when the table is closed: it may be the one of what is advertised. */
  records: BgpRouteRecord[];
  columns: Columns | null;
  /** The beginning of a row whose long network or next hop pushed the rest to a line of its own. */
  begun: { lines: string[]; columns: Columns; marks: string; network: string; hop: string | null } | null;
}

/** Where the columns begin (network, next hop, path) or end (the numbers). */
interface Columns {
  network: number;
  hop: number;
  metric: number;
  preference: number;
  weight: number;
}

const opening = /^BGP table version is \d{1,10}, local router ID is [\d.]{7,15}(?:, vrf id (\d{1,10}|-))?$/;
/** The second form is the one for long prefixes: `wide`. */
const heading = /^ {3,5}Network(?: {10}Next Hop {12}| {38}Next Hop {34})Metric LocPrf Weight Path$/;
const legend =
  /^(?:Default local pref \d+, local AS [\d.]+|Status codes: +s suppressed.*| {14,15}(?:i internal|r RIB-failure).*|Nexthop codes: .*|Origin codes: .*|RPKI validation codes: .*)$/;

/**
 * Cumulus' `net show bgp` underlines each command that it stands for; one of them may have nothing to show. `show bgp all`
 * names the family of each table.
 */
const aroundTable = /^(?:={10,}|No BGP prefixes displayed, 0 exist|For address family: IPv[46] Unicast)$/;

/** The count below a table ends with this word. */
const wholeTail = /^Displayed {1,2}\d{1,10} routes and \d{1,10} total paths$/;

/**
 * `show bgp [vrf V] ipv4|ipv6 unicast` and the like: one row per path, the network on the first one of each. The count of
 * networks below a table shows that none is missing. Null when the first line of one is not there.
 */
export function frrBgpPathTable(printed: TextLines, asked: string | null): Rows<BgpRouteRecord> | null {
  const text = withWholeTail(printed, wholeTail);
  const rows: Rows<BgpRouteRecord> = { records: [], unparsed: [] };
  let vrf = asked;
  let table: Table | null = null;
  let headed = false;
  let isAsked = false;
  for (const line of text.lines) {
    const count = /^(?:Displayed|Total) /.test(line) ? pathCountOf(line, isAsked) : null;
    const opened = line.startsWith('BGP table ') ? opening.exec(line) : null;
    const instance = /^Instance (\S{1,64}):$/.exec(line)?.[1];
    if (isTooLong(line)) rows.unparsed.push(line);
    else if (count && table) {
      append(rows.unparsed, table.begun?.lines ?? []);
      for (const record of table.records) rows.records.push(record);
      const isTable = isAsked && rows.unparsed.length === 0;
      const missing = otherThanCounted(count, table.networks, table.records.length, isTable);
      if (missing !== null) rows.unparsed.push(`${line}: ${missing} were read`);
      table = null;
    } else if (opened) {
      if (table) rows.unparsed.push('a table of BGP without the count below it');
      headed = true;
      table = {
        vrf: vrfOf(opened[1], vrf),
        prefix: null,
        networks: 0,
        classful: opened[1] === undefined,
        records: [],
        columns: null,
        begun: null,
      };
    } else if (instance !== undefined) vrf = instance;
    else if (table && heading.test(line)) table.columns = columnsOf(line);
    // What is advertised to a peer is another answer, with next hops of its own.
    else if (line.startsWith('Total number of prefixes ')) return null;
    else if (isNoise(line)) {
      const told = vrfOfEcho(line);
      if (told !== undefined) {
        vrf = told ?? asked;
        isAsked = asksForTable(line.trim());
      }
    } else if (aroundTable.test(line) || (!table?.columns && legend.test(line))) continue;
    else if (!headed) return null;
    else if (table?.columns) {
      const columns = table.begun?.columns ?? columnsOfRow(table.columns, line);
      const record = readLine(table, columns, line, rows.unparsed);
      if (record) table.records.push(record);
    } else rows.unparsed.push(line);
  }
  if (!headed) return null;
  if (table) return { ...rows, incomplete: 'there is no count below the table: the answer was cut off' };
  return withCut(rows, text);
}

/** The default VRF has the number 0; of another one the number does not tell the name. `-`: the kernel does not have it (yet). */
function vrfOf(number: string | undefined, known: string | null): string | null {
  if (number === undefined || number === '-') return known;
  if (number === '0') return 'default';
  return known === 'default' ? null : known;
}

function columnsOf(line: string): Columns {
  const endOf = (word: string) => line.indexOf(word) + word.length;
  return {
    network: line.indexOf('Network'),
    hop: line.indexOf('Next Hop'),
    metric: endOf('Metric'),
    preference: endOf('LocPrf'),
    weight: endOf('Weight'),
  };
}

/** The first releases with RPKI's word put it before the row, which moves all of it behind its heading. */
function columnsOfRow(columns: Columns, line: string): Columns {
  if (columns.network !== narrowest || !/^[VIN]/.test(line)) return columns;
  const { network, hop, metric, preference, weight } = columns;
  return { network: network + 1, hop: hop + 1, metric: metric + 1, preference: preference + 1, weight: weight + 1 };
}

/** The path of a row that ends on this line. Null for one that goes on; one that is not understood is handed back. */
function readLine(table: Table, columns: Columns, line: string, unparsed: string[]): BgpRouteRecord | null {
  const { begun } = table;
  table.begun = null;
  const row = begun ? continued(begun, columns, line) : begin(table, columns, line);
  if (row && row.tail === null) {
    table.begun = {
      lines: [...(begun?.lines ?? []), line],
      columns,
      marks: row.marks,
      network: row.network,
      hop: row.hop,
    };
    return null;
  }
  const record = row ? pathOf(table, columns, row) : null;
  if (!record) append(unparsed, [...(begun?.lines ?? []), line]);
  return record;
}

interface Row {
  marks: string;
  network: string;
  hop: string | null;
  /** The numbers and the path, in their columns. Null while they are still to come. */
  tail: string | null;
}

/** A new row. Its network counts, whatever is behind it. */
function begin(table: Table, columns: Columns, line: string): Row | null {
  const [marks, rest] = [line.slice(0, columns.network), line.slice(columns.network)];
  const network = /^\S*/.exec(rest)?.[0] ?? '';
  if (network !== '') {
    table.prefix = table.classful && !network.includes('/') ? classfulPrefix(network) : printedPrefix(network);
    table.networks += 1;
  }
  if (network !== '' && network === rest) return { marks, network, hop: null, tail: null };
  const between = line.slice(columns.network + network.length, columns.hop);
  return between.trim() === '' && between !== '' ? behindNetwork({ marks, network }, columns, line) : null;
}

function behindNetwork(row: Pick<Row, 'marks' | 'network'>, { hop: from, metric }: Columns, line: string): Row | null {
  const hop = /^\S+/.exec(line.slice(from))?.[0] ?? '';
  if (hop === '') return null;
  if (from + hop.length >= line.length) return { ...row, hop, tail: null };
  return from + hop.length < metric
    ? { ...row, hop, tail: ' '.repeat(from + hop.length) + line.slice(from + hop.length) }
    : null;
}

/** The further line of a row stands below the next hop, or below the metric when that was long as well; the widest heading has moved away from both. */
function continued(begun: NonNullable<Table['begun']>, columns: Columns, line: string): Row | null {
  const moved = ' '.repeat(columns.network - narrowest) + line;
  if (begun.hop !== null) {
    const tail = [line, moved].find((one) => numbersOf(columns, one) !== null);
    return tail === undefined ? null : { ...begun, tail };
  }
  const found = [line, moved].find(
    (one) => one.slice(0, columns.hop).trim() === '' && /^\S/.test(one.slice(columns.hop)),
  );
  return found === undefined ? null : behindNetwork(begun, columns, found);
}

const narrowest = 3;

/** RPKI's word where there is room for it, then state, choice and origin of a path. */
const marksOf = /^([VIN ])([ *RSsu])([ >=hdu])[ i] ?$/;

function pathOf({ vrf, prefix }: Table, columns: Columns, { marks, hop, tail }: Row): BgpRouteRecord | null {
  const [, validation = '', state = '', choice] = marksOf.exec(marks.length > narrowest ? marks : ` ${marks}`) ?? [];
  const numbers = numbersOf(columns, tail ?? '');
  const [, words = '', origin = ''] =
    /^(?:(\S+(?: \S+)*) )?([ie?])$/.exec((tail ?? '').slice(columns.weight + 1)) ?? [];
  const asPath = asPathOf(words);
  const place = bareAddress((hop ?? '').replace(/(?:@(?:\d{1,10}|-))?<?$/, ''));
  // A peer without an address of its own is shown by the interface it is behind.
  const nextHop = canonicalIp(place);
  if (choice === undefined || prefix === null || !numbers || asPath === null || origin === '') return null;
  if (nextHop === null && frrInterfaceName(place) === null) return null;
  return {
    ...blankPath(vrf, prefix, asPath),
    best: choice === '>',
    valid: state === 'u' ? null : validOfMarks(state),
    nextHop,
    origin: originOf({ i: 'igp', e: 'egp' }[origin] ?? 'incomplete'),
    localPreference: numbers.preference,
    med: numbers.metric,
    rpki: rpkiOf({ V: 'valid', I: 'invalid', N: 'not found' }[validation] ?? '') ?? null,
  };
}

/** Each number ends where its column does; a path may lack the metric and the preference. */
function numbersOf(columns: Columns, line: string): { metric: number | null; preference: number | null } | null {
  const [metric, preference, weight] = [
    line.slice(0, columns.metric),
    line.slice(columns.metric, columns.preference),
    line.slice(columns.preference, columns.weight),
  ];
  if (!/^ *(?:\d{1,10})?$/.test(metric) || !/^ +(?:\d{1,6})?$|^\d{7}$/.test(preference)) return null;
  if (!/^ +\d{1,6}$|^\d{7}$/.test(weight) || line[columns.weight] !== ' ') return null;
  return { metric: numberOf(metric), preference: numberOf(preference) };
}

function numberOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}
