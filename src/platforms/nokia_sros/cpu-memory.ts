import type { CpuMemoryRecord, ProcessShare } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { isDamaged } from '../damaged-label.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { rowsAboveRule } from './rows-above-rule.ts';
import { readSections, type Section } from './screen.ts';
import { wholeOf } from './words.ts';

/**
 * `show system cpu` over one, and over 60 and 300 seconds, and `show system memory-pools`. The usage of the whole
 * system over one second is no figure of ours and stays out; the busiest processes are kept.
 */
export const cpuMemory: DiagnosticReader<'cpu-memory'> = {
  commands: () => [
    { line: '/show system cpu' },
    { line: '/show system cpu sample-period 60', optional: true },
    { line: '/show system memory-pools', optional: true },
  ],
  parse: (outputs) => {
    const whole = several(
      outputs.map((output) => readSections(output, /^(?:CPU Utilization .{0,60}|Memory Pools)$/, readUsage)),
    );
    const [first, ...more] = whole.records;
    if (!first || more.length === 0) return whole;
    const known = <K extends keyof CpuMemoryRecord>(field: K): CpuMemoryRecord[K] =>
      (whole.records.find((one) => one[field] !== null) ?? first)[field];
    const records = [
      {
        ...first,
        cpuPercent5s: known('cpuPercent5s'),
        cpuPercent1m: known('cpuPercent1m'),
        cpuPercent5m: known('cpuPercent5m'),
        memoryTotalBytes: known('memoryTotalBytes'),
        memoryUsedBytes: known('memoryUsedBytes'),
        topProcesses: whole.records.find((one) => one.topProcesses.length > 0)?.topProcesses ?? [],
      },
    ];
    return { ...whole, records };
  },
};

const blank: CpuMemoryRecord = {
  scope: 'system',
  cpuPercent5s: null,
  cpuPercent1m: null,
  cpuPercent5m: null,
  load1m: null,
  memoryTotalBytes: null,
  memoryUsedBytes: null,
  topProcesses: [],
};
const row = /^ {0,4}(\S(?:.{0,40}?\S)?) +([\d,]{1,16}) +~?(\d{1,3}\.\d{1,2})%(?: +~?(\d{1,3}\.\d{1,2})%)?$/;

function readUsage(sections: Section[]): Rows<CpuMemoryRecord> {
  const rows: Rows<CpuMemoryRecord> = { records: [], unparsed: [] };
  for (const section of sections) {
    if (!section.closed) {
      rows.unparsed.push(section.title);
      continue;
    }
    const record = section.title === 'Memory Pools' ? memoryOf(section, rows.unparsed) : cpuOf(section, rows.unparsed);
    if (record) rows.records.push(record);
    else rows.unparsed.push(section.title);
  }
  return rows;
}

function cpuOf(section: Section, unparsed: string[]): CpuMemoryRecord | null {
  const period = Number(/^CPU Utilization \(Sample period: (\d{1,4}) ?seconds?\)$/.exec(section.title)?.[1]);
  const processes: ProcessShare[] = [];
  let usage: number | null = null;
  append(unparsed, rowsAboveRule(section, row));
  const start = section.lines.indexOf('---');
  for (const line of section.lines.slice(start + 1)) {
    if (line === '---') continue;
    const match = row.exec(line);
    const name = match?.[1] ?? '';
    if (!match || isDamaged(name, sums)) unparsed.push(line);
    else if (name === 'Usage') usage = Number(match[3]);
    else if (!sums.has(name)) processes.push({ name, cpuPercent: Number(match[3]) });
  }
  if (usage === null || Number.isNaN(period)) return null;
  return {
    ...blank,
    cpuPercent5s: period === 5 ? usage : null,
    cpuPercent1m: period === 60 ? usage : null,
    cpuPercent5m: period === 300 ? usage : null,
    topProcesses: processes.toSorted((a, b) => b.cpuPercent - a.cpuPercent).slice(0, 10),
  };
}

/** Rows that are no process. */
const sums = new Set(['Total', 'Idle', 'Usage', 'Busiest Core Utilization']);

const pools = new Set(['Current Total Size', 'Total In Use', 'Available Memory']);

/** `Current Total Size`, `Total In Use` and `Available Memory` in bytes: what can be had is used and available together. */
function memoryOf(section: Section, unparsed: string[]): CpuMemoryRecord | null {
  unparsed.push(...section.lines.filter((line) => isDamaged(line.split(':')[0]?.trim() ?? '', pools)));
  const bytes = (key: string): number | null => {
    const line = section.lines.map((one) => one.trim()).find((one) => one.startsWith(key));
    const value = wholeOf(/^ *: *([\d,]{1,20}) bytes$/.exec(line?.slice(key.length) ?? '')?.[1]);
    if (line !== undefined && value === null) unparsed.push(line);
    return value;
  };
  const [used, available] = [bytes('Total In Use'), bytes('Available Memory')];
  if (used === null) return null;
  const size = bytes('Current Total Size');
  return {
    ...blank,
    memoryTotalBytes: size === null || available === null ? null : size + available,
    memoryUsedBytes: used,
  };
}
