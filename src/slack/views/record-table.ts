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
  const { head, body } = tableOf(result, width);
  const shown = body.slice(0, rows);
  const cut = body.length > rows ? [`… cut at ${rows} of ${body.length} rows`] : [];
  const table = head === null ? shown.map((cells) => cells.join(' ')) : aligned([head, ...shown], width);
  return [...table, ...cut].map((line) => line.trimEnd()).join('\n');
}

interface Table {
  /** Null when the rows are lines already. */
  head: string[] | null;
  body: string[][];
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
  return { head: ['INTERFACE', 'STATE', 'REASON/ADDR', 'DESCRIPTION'], body };
}

function ofBgpSummary(records: readonly BgpSummaryRecord[]): Table {
  const body = worstFirst(records).map((record) => [
    record.vrf === null || record.vrf === 'default' ? record.peer : `${record.peer} ${record.vrf}`,
    text(record.remoteAs),
    record.adminDown ? 'shut' : record.state,
    text(record.prefixesReceived),
    record.reason ?? record.description ?? '',
  ]);
  return { head: ['PEER', 'AS', 'STATE', 'PFX', 'NOTE'], body };
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
  return { head: ['HOP', 'ADDRESS', 'RTT', ''], body };
}

/** A message is more use whole: it is wrapped below its time and severity. */
function ofLog(records: readonly LogRecord[], width: number): Table {
  const graveFirst = records.toSorted((a, b) => Number((b.severity ?? 7) <= 3) - Number((a.severity ?? 7) <= 3));
  const body = graveFirst.map(({ atText, severity, mnemonic, message }) => {
    const head = [atText, severity === null ? '' : `sev ${severity}`, mnemonic ?? '']
      .filter((word) => word !== '')
      .join(' · ');
    return [[head.slice(0, width), ...wrapped(message, width - 2)].join('\n  ')];
  });
  return { head: null, body };
}

/** One value per line: for answers of one record. Unknown values are left out. */
function ofFields(records: readonly object[]): Table {
  const body = records.flatMap((record, i) => [
    ...(i > 0 ? [['', '']] : []),
    ...Object.entries(record)
      .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
  ]);
  return { head: ['FIELD', 'VALUE'], body };
}

function worstFirst<T extends object>(records: readonly T[]): T[] {
  return records.toSorted((a, b) => severityOf(b) - severityOf(a));
}

function text(value: string | number | null): string {
  return value === null ? '-' : String(value);
}

const gap = 1;

/** Columns side by side; the widest column gives way until the row fits. Columns without any value are left out. */
function aligned(rows: readonly string[][], width: number): string[] {
  const used = (rows[0] ?? []).map((_, i) => i).filter((i) => rows.slice(1).some((row) => (row[i] ?? '') !== ''));
  const cells = rows.map((row) => used.map((i) => (row[i] ?? '').replace(/\s+/g, ' ')));
  const widths = used.map((_, i) => Math.max(...cells.map((row) => Array.from(row[i] ?? '').length)));
  const total = () => widths.reduce((sum, one) => sum + one, 0) + gap * (widths.length - 1);
  while (total() > width) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
  return cells.map((row) => row.map((cell, i) => padded(cell, widths[i] ?? 0)).join(' '.repeat(gap)));
}

function padded(cell: string, size: number): string {
  const characters = Array.from(cell);
  return characters.length > size
    ? `${characters.slice(0, Math.max(0, size - 1)).join('')}…`
    : cell + ' '.repeat(size - characters.length);
}

const mostLines = 4;

function wrapped(words: string, width: number): string[] {
  const characters = Array.from(words.replace(/\s+/g, ' '));
  const lines: string[] = [];
  for (let from = 0; from < characters.length; from += width) lines.push(characters.slice(from, from + width).join(''));
  return lines.length > mostLines ? [...lines.slice(0, mostLines), '… cut'] : lines;
}
