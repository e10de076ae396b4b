import type { DiagnosticResult } from '../domain/diagnostics.ts';
import { verdictOf } from '../domain/verdict.ts';

/** Columns that people look at first; the rest is in --json. */
const columns: Record<string, readonly string[]> = {
  interfaces: ['interface', 'adminStatus', 'operStatus', 'reason', 'mtuBytes', 'ipAddresses', 'description'],
  'bgp-summary': ['vrf', 'peer', 'remoteAs', 'state', 'upSeconds', 'prefixesReceived', 'reason', 'description'],
  traceroute: ['hop', 'replies'],
  log: ['atText', 'severity', 'message'],
};

/** One device's answer for the terminal: the verdict, then a table that fits the width; one record alone is a list. */
export function resultText(result: DiagnosticResult, width: number): string {
  const lines = [`${result.device ?? '-'} (${result.platform}) ${result.diagnostic}: ${verdictOf(result)}`];
  const records = result.records as unknown as Record<string, unknown>[];
  const wanted = columns[result.diagnostic];
  if (wanted && records.length > 0) lines.push(...table(records, wanted, width));
  else for (const record of records) lines.push(...list(record));
  for (const line of result.unparsed) lines.push(`  not understood: ${line}`);
  return `${lines.join('\n')}\n\n`;
}

function table(records: readonly Record<string, unknown>[], wanted: readonly string[], width: number): string[] {
  const used = wanted.filter((name) => records.some((record) => cell(record[name]) !== ''));
  const rows = [[...used], ...records.map((record) => used.map((name) => cell(record[name])))];
  const widths = used.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd().slice(0, Math.max(40, width)),
  );
}

function list(record: Record<string, unknown>): string[] {
  return Object.entries(record)
    .filter(([, value]) => cell(value) !== '')
    .map(([name, value]) => `  ${name.padEnd(26)} ${cell(value)}`);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(reply).join(', ');
  return typeof value === 'object' ? reply(value) : String(value);
}

/** A traceroute reply in short: address and times; everything else as it is. */
function reply(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { address, rttMs } = value as { address?: unknown; rttMs?: unknown };
  if (typeof address !== 'string') return JSON.stringify(value);
  return Array.isArray(rttMs) ? `${address} ${rttMs.join('/')} ms` : address;
}
