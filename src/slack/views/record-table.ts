import type {
  BgpSummaryRecord,
  DiagnosticRecords,
  DiagnosticResult,
  InterfaceRecord,
  LogRecord,
  TracerouteRecord,
} from '../../domain/diagnostics.ts';
import { severityOf } from '../../domain/verdict.ts';

/**
 * The records of one answer as monospace text of at most `width` columns: the worst rows first, at most `rows` of them,
 * cut aloud. Empty when there is no record.
 */
export function recordTable(result: DiagnosticResult, { width, rows }: { width: number; rows: number }): string {
  if (result.records.length === 0) return '';
  const { head, body, giveWay } = tableOf(result, width);
  const shown = body.slice(0, rows);
  const cut = body.length > rows ? [`… cut at ${rows} of ${body.length} rows`] : [];
  const table = head === null ? shown.map((cells) => cells.join(' ')) : aligned([head, ...shown], giveWay, width);
  return [...table, ...cut].map((line) => line.trimEnd()).join('\n');
}

interface Table {
  /** Null when the rows are lines already. */
  head: string[] | null;
  body: string[][];
  /** Columns that may be cut to make a row fit, the first one first. Numbers never are. */
  giveWay: number[];
}

function tableOf(result: DiagnosticResult, width: number): Table {
  switch (result.diagnostic) {
    case 'interfaces':
      return ofInterfaces(recordsOf(result, 'interfaces'));
    case 'bgp-summary':
      return ofBgpSummary(recordsOf(result, 'bgp-summary'));
    case 'traceroute':
      return ofTraceroute(recordsOf(result, 'traceroute'));
    case 'log':
      return ofLog(recordsOf(result, 'log'), width);
    case 'interface-detail':
    case 'bgp-peer':
    case 'ping':
    case 'version':
      return ofFields(result.records);
  }
}

function recordsOf<N extends keyof DiagnosticRecords>(result: DiagnosticResult, _: N): DiagnosticRecords[N][] {
  return result.records as DiagnosticRecords[N][];
}

function ofInterfaces(records: readonly InterfaceRecord[]): Table {
  const body = worstFirst(records).map(
    ({ interface: name, adminStatus, operStatus, reason, ipAddresses, description }) => [
      name,
      adminStatus === 'down' ? 'shut' : operStatus,
      reason ?? ipAddresses[0] ?? '',
      description ?? '',
    ],
  );
  return { head: ['INTERFACE', 'STATE', 'REASON/ADDR', 'DESCRIPTION'], body, giveWay: [3, 2] };
}

function ofBgpSummary(records: readonly BgpSummaryRecord[]): Table {
  const body = worstFirst(records).map((record) => [
    record.vrf === null || record.vrf === 'default' ? record.peer : `${record.peer} ${record.vrf}`,
    text(record.remoteAs),
    record.adminDown ? 'shut' : record.state === 'established' ? 'estab' : record.state,
    text(record.prefixesReceived),
    record.reason ?? record.description ?? '',
  ]);
  return { head: ['PEER', 'AS', 'STATE', 'PFX', 'NOTE'], body, giveWay: [4] };
}

function ofTraceroute(records: readonly TracerouteRecord[]): Table {
  const body = records.map(({ hop, replies, reached }) => [
    `${hop}`,
    replies.length === 0 ? '*' : replies.map(({ address }) => address).join(' '),
    replies
      .flatMap(({ rttMs }) => rttMs.slice(0, 1))
      .map((ms) => `${ms} ms`)
      .join(' '),
    reached ? 'reached' : '',
  ]);
  return { head: ['HOP', 'ADDRESS', 'RTT', ''], body, giveWay: [1, 2] };
}

/** A message is more use whole: it is wrapped below its time and severity. */
function ofLog(records: readonly LogRecord[], width: number): Table {
  const graveFirst = records.toSorted((a, b) => Number((b.severity ?? 7) <= 3) - Number((a.severity ?? 7) <= 3));
  const body = graveFirst.map(({ atText, severity, mnemonic, message }) => {
    const head = [atText, severity === null ? '' : `sev ${severity}`, mnemonic ?? '']
      .filter((word) => word !== '')
      .join(' · ')
      .replace(/\s+/g, ' ');
    return [[Array.from(head).slice(0, width).join(''), ...wrapped(message, width - 2)].join('\n  ')];
  });
  return { head: null, body, giveWay: [] };
}

/** One value per line: for answers of one record. Unknown values are left out. */
function ofFields(records: readonly object[]): Table {
  const body = records.flatMap((record, i) => [
    ...(i > 0 ? [['', '']] : []),
    ...Object.entries(record)
      .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(word).join(', ') : word(value)]),
  ]);
  return { head: ['FIELD', 'VALUE'], body, giveWay: [1] };
}

function worstFirst<T extends object>(records: readonly T[]): T[] {
  return records.toSorted((a, b) => severityOf(b) - severityOf(a));
}

function word(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function text(value: string | number | null): string {
  return value === null ? '-' : String(value);
}

const gap = 1;
/** A column that would be narrower than this says nothing any more. */
const narrowest = 6;

/** Columns side by side, those without any value left out. A name too long for its column has a line of its own above. */
function aligned(rows: readonly string[][], giveWay: readonly number[], width: number): string[] {
  const cells = rows.map((row) => row.map((cell) => Array.from(cell.replace(/\s+/g, ' '))));
  const widths = (rows[0] ?? []).map((_, i) =>
    cells.slice(1).some((row) => (row[i]?.length ?? 0) > 0) ? Math.max(...cells.map((row) => row[i]?.length ?? 0)) : 0,
  );
  const excess = () => widths.reduce((sum, one) => sum + (one === 0 ? 0 : one + gap), -gap) - width;
  for (const column of giveWay) {
    const natural = widths[column] ?? 0;
    const over = excess();
    if (over <= 0) break;
    const isLast = column > 0 && column === widths.length - 1;
    const left = natural - over;
    widths[column] = left >= narrowest ? left : isLast && natural > 0 ? 0 : Math.min(natural, narrowest);
  }
  const first = Math.max(narrowest, (widths[0] ?? 0) - Math.max(0, excess()));
  return cells.flatMap(([name = [], ...rest]) => {
    const cut = rest.flatMap((cell, i) => (widths[i + 1] ? [padded(cell, widths[i + 1] ?? 0)] : []));
    const row = [padded(name.length > first ? [] : name, first), ...cut].join(' '.repeat(gap));
    const lines = name.length > first ? [middleCut(name, width), row] : [row];
    return lines.map((line) => Array.from(line).slice(0, width).join(''));
  });
}

function padded(cell: readonly string[], size: number): string {
  return cell.length <= size ? cell.join('') + ' '.repeat(size - cell.length) : `${cell.slice(0, size - 1).join('')}…`;
}

/** Both ends of a name tell it apart. */
function middleCut(name: readonly string[], size: number): string {
  if (name.length <= size) return name.join('');
  const tail = Math.floor((size - 1) / 2);
  return [...name.slice(0, size - 1 - tail), '…', ...name.slice(-tail)].join('');
}

const mostLines = 4;

function wrapped(words: string, width: number): string[] {
  const characters = Array.from(words.replace(/\s+/g, ' '));
  const lines: string[] = [];
  for (let from = 0; from < characters.length; from += width) lines.push(characters.slice(from, from + width).join(''));
  return lines.length > mostLines ? [...lines.slice(0, mostLines), '… cut'] : lines;
}
