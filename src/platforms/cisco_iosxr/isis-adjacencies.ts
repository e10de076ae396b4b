import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { printedXrName } from './interface-names.ts';
import { isXrNoise, parseXr } from './xr-text.ts';

/** `show isis adjacency`, which has the age; one row per level. `show isis neighbors [detail]` is read as well. */
export const isisAdjacencies: DiagnosticReader<'isis-adjacencies'> = {
  commands: () => [{ line: 'show isis adjacency' }],
  parse: ([output = '']) => parseXr(output, adjacencies),
};

const named = /^IS-IS (\S{1,64}) (?:Level-([12]) adjacencies|neighbors):$/;
const header = /^System Id +Interface +SNPA +State +Hold(?:time +Type +IETF-NSF| +Changed +NSF)(?: .{1,80})?$/;
/** BFD takes two columns, whose names stand on two lines in newer releases. */
const secondHeader = /^(?:IPv4 +IPv6|BFD +BFD)(?: +BFD| +IPv[46])*$/;
const start = String.raw`^(\S{1,64}) +([A-Za-z]\S{1,63}) +(\S{14}|\*PtoP\*|\*?-\*?) +(Up|Down|Init|Failed) +(\d{1,6})`;
const neighbor = new RegExp(`${start} +(L1|L2|L1L2)(?: +[A-Za-z-]{2,20})?$`, 'i');
const adjacency = new RegExp(String.raw`${start} +(\d\S{1,15})(?: +\S{1,20}){0,5}$`, 'i');
const details =
  /^(?:Area Address|IPv[46] Address|Topolog|NSF|IPFRR|LFA |END\.X|SRv6|Adjacency|Adj-SID|Non-FRR|FRR|Remote|Local|SNPA|BFD|Link|Circuit|Backup|SRLG|Instance|MPLS|Weight|Protection|Hostname|DIS |LAN |Priority|Nbr|Interface|Neighbor)/i;

/** A row whose name is made of the words of a detail: a neighbour chose it. */
const stated = / (?:Up|Down|Init|Failed) +\d{1,6} /i;

interface Kind {
  process: string;
  level: '1' | '2' | null;
}

function adjacencies(given: TextLines): Rows<IsisAdjacencyRecord> | null {
  const text = withWholeTail(given, /^Total (?:neighbor|adjacency) count: \d{1,6}$/);
  const rows: Rows<IsisAdjacencyRecord> = { records: [], unparsed: [] };
  let kind: Kind | null = null;
  let wrapped: string | null = null;
  let isLost = false;
  /** Records up to the last line that counts them. */
  let counted = 0;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    const begins = named.exec(line);
    if (begins) {
      kind = { process: begins[1] ?? '', level: (begins[2] ?? null) as Kind['level'] };
      continue;
    }
    if (kind && /IS-IS .*(?:adjacencies|neighbors):/.test(line)) {
      // A heading in a form that is not known: the rows below it are nobody's.
      kind = null;
      isLost = true;
      rows.unparsed.push(raw);
      continue;
    }
    if (isXrNoise(line)) continue;
    if (!kind && !isLost) return null;
    const total = /^Total (?:neighbor|adjacency) count: (\d{1,6})/.exec(line)?.[1];
    if (total !== undefined) {
      // Of rows that were handed back the count says nothing new.
      if (rows.records.length - counted < Number(total) && rows.unparsed.length === 0) rows.unparsed.push(raw);
      counted = rows.records.length;
    }
    if (header.test(line) || secondHeader.test(line) || total !== undefined) continue;
    const last = kind ? rows.records.at(-1) : undefined;
    const record = kind && rowOf(wrapped === null ? line : `${wrapped} ${line}`, kind);
    const uptime = /^Uptime: (\S{1,16})$/.exec(line)?.[1];
    if (record) {
      rows.records.push(record);
      wrapped = null;
    } else if (last && uptime !== undefined && wrapped === null) {
      last.upSeconds = uptimeSeconds(uptime);
      if (last.upSeconds === null) rows.unparsed.push(raw);
    } else if (line.startsWith('Uptime:')) rows.unparsed.push(raw);
    else if (last && wrapped === null && details.test(line) && !stated.test(line)) continue;
    else if (wrapped === null && /^[\w.-]{14,64}$/.test(line)) wrapped = line;
    else rows.unparsed.push(raw);
  }
  if (!kind && !isLost) return null;
  if (wrapped !== null && text.cut === null) rows.unparsed.push(wrapped);
  return withCut(rows, text);
}

function rowOf(line: string, { process, level }: Kind): IsisAdjacencyRecord | null {
  if (line.length > 300) return null;
  const match = level === null ? neighbor.exec(line) : adjacency.exec(line);
  const out = printedXrName(match?.[2] ?? '');
  const word = match?.[4]?.toLowerCase();
  const snpa = ciscoMac(match?.[3] ?? '');
  if (!match || out === null || word === undefined) return null;
  const id = match[1] ?? '';
  const isSystemId = /^[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}$/.test(id);
  // A system id with a bent digit is nobody's name.
  if (!isSystemId && (/^(?=\D*\d)\S{4}\.\S{4}\.\S{4}$/.test(id) || !/^[\w.:/@-]+$/.test(id))) return null;
  const last = match[6] ?? '';
  const upSeconds = level === null ? null : uptimeSeconds(last);
  if ((snpa === null && !/^(?:\*PtoP\*|\*?-\*?)$/i.test(match[3] ?? '')) || (level !== null && upSeconds === null))
    return null;
  return {
    process,
    systemId: isSystemId ? id.toLowerCase() : null,
    hostname: isSystemId ? null : id,
    interface: out,
    level: level ?? levelOf(last),
    state: word === 'up' || word === 'init' ? word : 'down',
    holdSeconds: Number(match[5]),
    upSeconds: word === 'up' ? upSeconds : null,
    snpa,
  };
}

function levelOf(word: string): IsisAdjacencyRecord['level'] {
  return word.toUpperCase() === 'L1' ? '1' : word.toUpperCase() === 'L2' ? '2' : '1-2';
}
