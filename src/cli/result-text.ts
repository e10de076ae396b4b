import type { DiagnosticResult } from '../domain/diagnostics.ts';
import { verdictOf } from '../domain/verdict.ts';
import { append } from '../lib/append.ts';
import { largest } from '../lib/largest.ts';
import { columns } from './result-columns.ts';

/** Prose is not shortened: its last column goes on in the next line. */
const wrapped = new Set(['log', 'traceroute']);

/** One device's answer for the terminal: the verdict, then a table that fits the width; one record alone is a list. */
export function resultText(result: DiagnosticResult, width: number): string {
  const verdict = `${result.device ?? '-'} (${result.platform}) ${result.diagnostic}: ${verdictOf(result)}`;
  const lines = wrap(verdict, width, '    ');
  const records = result.records as unknown as Record<string, unknown>[];
  const wanted = columns[result.diagnostic];
  if (wanted && records.length > 0) append(lines, table(records, wanted, width, wrapped.has(result.diagnostic)));
  else for (const record of records) lines.push(...list(record, width));
  for (const line of result.unparsed) lines.push(`  not understood: ${line}`);
  return `${lines.join('\n')}\n\n`;
}

function table(
  records: readonly Record<string, unknown>[],
  wanted: readonly (readonly [field: string, heading: string])[],
  width: number,
  isProse: boolean,
): string[] {
  const used = wanted.filter(([field]) => records.some((record) => cell(field, record[field]) !== ''));
  const rows = [
    used.map(([, heading]) => heading),
    ...records.map((record) => used.map(([field]) => cell(field, record[field]))),
  ];
  const natural = used.map((_, i) => largest(rows.map((row) => row[i]?.length ?? 0)));
  const widths = fitting(natural, width, isProse);
  return rows.flatMap((row) => {
    const cut = row.map((text, i) => short(text, widths[i] ?? 0).padEnd(widths[i] ?? 0));
    if (!isProse) return [`  ${cut.join('  ')}`.trimEnd()];
    const before = `  ${cut.slice(0, -1).join('  ')}  `;
    return wrap(`${before}${row.at(-1) ?? ''}`, width, ' '.repeat(before.length));
  });
}

/** Widths whose row fits: always the widest column gives. Prose is left as it is, its last column is wrapped. */
function fitting(natural: readonly number[], width: number, isProse: boolean): number[] {
  const widths = [...natural];
  const total = () => widths.reduce((sum, one) => sum + one + 2, 0);
  while (!isProse && total() > width && Math.max(...widths) > narrowest) {
    const widest = widths.lastIndexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

const narrowest = 8;

function short(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

function list(record: Record<string, unknown>, width: number): string[] {
  return Object.entries(record)
    .map(([name, value]) => [name, cell('', value)] as const)
    .filter(([, text]) => text !== '')
    .flatMap(([name, text]) => wrap(`  ${name.padEnd(26)} ${text}`, width, ' '.repeat(29)));
}

/** Breaks between words; a word that is longer than a line stands alone. Lines after the first begin with `indent`. */
export function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const start = lines.length === 0 ? 0 : indent.length;
    const inside = rest.lastIndexOf(' ', width);
    const at = inside > start + 8 ? inside : rest.indexOf(' ', width);
    if (at === -1) break;
    lines.push(rest.slice(0, at).trimEnd());
    rest = indent + rest.slice(at + 1);
  }
  return [...lines, rest];
}

function cell(field: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (/Seconds$/.test(field) && typeof value === 'number') return duration(value);
  if (field === 'asPath' && Array.isArray(value))
    return value.map((hop) => (Array.isArray(hop) ? `{${hop.join(' ')}}` : String(hop))).join(' ');
  if (Array.isArray(value)) return value.map(part).join(', ');
  return part(value);
}

/** A reply, next hop, member or process in short; everything else as it is. */
function part(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { address, rttMs, interface: name, state, reason, cpuPercent } = value as Record<string, unknown>;
  if (Array.isArray(rttMs)) return rttMs.length > 0 ? `${address} ${rttMs.join('/')} ms` : String(address);
  if (cpuPercent !== undefined) return `${(value as { name: string }).name} ${cpuPercent} %`;
  if (typeof address === 'string') return typeof name === 'string' ? `${address} (${name})` : address;
  if (typeof name === 'string') return [name, state, reason].filter((word) => typeof word === 'string').join(' ');
  return JSON.stringify(value);
}

/** "14 d 0 h", "3 h 12 min", "40 s". */
function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
}
