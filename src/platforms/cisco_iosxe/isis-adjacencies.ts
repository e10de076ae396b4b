import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { opensDamaged } from '../damaged-label.ts';
import { uptimeSeconds } from '../durations.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isTableAsked } from './echoed-command.ts';
import { printedInterfaceName } from './interface-names.ts';
import { isIosNoise } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show isis neighbors detail`, which has the age of an adjacency; the table alone is read as well. */
export const isisAdjacencies: DiagnosticReader<'isis-adjacencies'> = {
  commands: () => [{ line: 'show isis neighbors detail' }],
  parse: ([output = '']) => parseForms<IsisAdjacencyRecord>(output, { rejected: rejectedByIosxe, text: adjacencies }),
};

const heading = /^System Id +Type Interface +IP Address +State Holdtime Circuit Id$/;
const row =
  /^(\S{1,64}) +(L1|L2|L1L2) +([A-Za-z]\S{1,63}) +(?:([\d.]{7,15}|[0-9A-Fa-f:]{2,45}) +)?(UP|DOWN|INIT|NONE) +(\d{1,6}) +\S{1,64}$/;
/** A row up to its circuit, which is not read and ends in two digits. */
const wholeRow = /^\S{1,64} +L[12]{1,3} .{5,160} (?:UP|DOWN|INIT|NONE) +\d{1,6} +(?:\S{1,60}\.)?[0-9A-F]{2}$/;
/** The line of a name, or a row whose name is made of the words of a detail: a neighbour chose it. */
const named = /\\$| (?:UP|DOWN|INIT|NONE) +\d{1,6} /;
const details =
  /^(?:Area Address|IPv[46] Address|SNPA|State Changed|LAN Priority|Format|Remote TIDs|Local TIDs|Interface name|NSF capable|BFD|Uptime|Neighbor|L[12] Last Hello|Key Id|Node|Adjacency|Extended|Circuit|SRLG|Topology|Restart|Global|Last)/;

function adjacencies(given: TextLines): Rows<IsisAdjacencyRecord> | null {
  const text = withWholeTail(given, wholeRow);
  const rows: Rows<IsisAdjacencyRecord> = { records: [], unparsed: [] };
  let process: string | null = null;
  let headed = false;
  let detailed = false;
  let ended = true;
  let wrapped: string | null = null;
  // What is indented further than the heading describes the adjacency above, which a row that was not understood ends.
  let indent = 0;
  let current: IsisAdjacencyRecord | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '') continue;
    const tag = /^Tag (\S{1,64}):$/.exec(line);
    if (tag) process = tag[1] === 'null' ? null : (tag[1] ?? null);
    if (tag || heading.test(line)) {
      headed = true;
      indent = indentOf(raw);
      continue;
    }
    if (isIosNoise(line)) continue;
    if (!headed) return null;
    const record = rowOf(wrapped === null ? line : `${wrapped} ${line}`, process);
    if (record) {
      rows.records.push(record);
      current = record;
      wrapped = null;
      ended = false;
    } else if (wrapped === null && current && !named.test(line) && (indentOf(raw) > indent || details.test(line))) {
      detailed = true;
      ended ||= /^(?:Format|Interface name)/.test(line);
      if (!readDetail(current, line)) rows.unparsed.push(raw);
    } else if (wrapped === null && /^(?:\S{15,64}|\S{1,64} \\)$/.test(line)) {
      wrapped = line.replace(/ \\$/, '');
      current = null;
    } else {
      rows.unparsed.push(wrapped === null ? raw : `${wrapped} ${line}`);
      wrapped = null;
      current = null;
    }
  }
  if (!headed) return null;
  if (wrapped !== null) rows.unparsed.push(wrapped);
  // A row alone may have lost the lines below it.
  const alone = rows.records.length === 1 && !detailed && text.lines.at(-1) !== '' && !isTableAsked(text);
  if ((detailed && !ended) || alone)
    return {
      ...rows,
      records: rows.records.slice(0, -1),
      incomplete: 'the last adjacency has no end: the answer was cut off',
    };
  return withCut(rows, text);
}

function indentOf(raw: string): number {
  return raw.length - raw.trimStart().length;
}

function rowOf(line: string, process: string | null): IsisAdjacencyRecord | null {
  const match = line.length > 300 ? null : row.exec(line);
  const out = printedInterfaceName(match?.[3] ?? '');
  if (!match || out === null) return null;
  const id = match[1] ?? '';
  const isSystemId = /^[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}$/.test(id);
  // No name has the form of an id but for its last digits.
  if (!isSystemId && /^[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[^.]{4}$/.test(id)) return null;
  return {
    process,
    systemId: isSystemId ? id.toLowerCase() : null,
    hostname: isSystemId ? null : id,
    interface: out,
    level: match[2] === 'L1' ? '1' : match[2] === 'L2' ? '2' : '1-2',
    state: match[5] === 'UP' ? 'up' : match[5] === 'INIT' ? 'init' : 'down',
    holdSeconds: Number(match[6]),
    upSeconds: null,
    snpa: null,
  };
}

const labels = new Set(['SNPA', 'State Changed']);

/** False when the line is one of those that are read, in a form that is not known. */
function readDetail(record: IsisAdjacencyRecord, line: string): boolean {
  const [, label, value = ''] = /^(SNPA|State Changed):(?: (.*))?$/.exec(line) ?? [];
  if (label === 'SNPA') {
    record.snpa = ciscoMac(value);
    // A link that is no Ethernet has its kind there: *PPP*.
    return record.snpa !== null || /^\*[\w -]{1,20}\*$/.test(value);
  }
  if (label === undefined) return !/^(?:SNPA|State Changed):/.test(line) && !opensDamaged(line, labels);
  const seconds = uptimeSeconds(value);
  if (record.state === 'up') record.upSeconds = seconds;
  return seconds !== null || value === 'never';
}
