import type { CpuMemoryRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader, Parsed } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isXrNoise, parseXr } from './xr-text.ts';

/** `show processes cpu` and `show watchdog memory-state`; `show memory summary` is read as well. */
export const cpuMemory: DiagnosticReader<'cpu-memory'> = {
  commands: () => [{ line: 'show processes cpu' }, { line: 'show watchdog memory-state', optional: true }],
  parse: (outputs) =>
    asOne(
      several(
        (outputs.length > 0 ? outputs : ['']).map((output) =>
          parseXr<CpuMemoryRecord>(output, (text) => load(text) ?? memory(text)),
        ),
      ),
    ),
};

/** Load and memory of the same card are one record. */
function asOne(parsed: Parsed<CpuMemoryRecord>): Parsed<CpuMemoryRecord> {
  const [cpu, pool] = parsed.records;
  if (parsed.records.length !== 2 || !cpu || !pool || cpu.cpuPercent1m === null || pool.memoryTotalBytes === null)
    return parsed;
  const { scope, memoryTotalBytes, memoryUsedBytes } = pool;
  if (cpu.scope !== scope && cpu.scope !== 'system' && scope !== 'system') return parsed;
  return {
    ...parsed,
    records: [{ ...cpu, scope: cpu.scope === 'system' ? scope : cpu.scope, memoryTotalBytes, memoryUsedBytes }],
  };
}

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

/** `---- node0_RP0_CPU0 ----` and `node:      node0_RP0_CPU0` name the card whose figures follow. */
const card = /^(?:-{2,6} ?|node: +)(node\d\w{1,20})(?: ?-{2,6})?$/;
const totals = /^CPU utilization for one minute: (\d{1,3})%; five minutes: (\d{1,3})%; fifteen minutes: (\d{1,3})%$/;
const processRow = /^\d{1,8} +(\d{1,3})% +(\d{1,3})% +(\d{1,3})% +(\S.{0,60})$/;

/**
 * The list of processes has no end of its own and is not in the order of their load. Where its last line break is missing
 * it is whole only if the processes that were printed make up the whole load of one minute, of five or of fifteen.
 */
function load(given: TextLines): Rows<CpuMemoryRecord> | null {
  // Only the name may be cut, which does not count where the process does nothing.
  const text = withWholeTail(given, /^\d{1,8} +0% +\d{1,3}% +\d{1,3}% +\S{1,60}$/);
  const rows: Rows<CpuMemoryRecord> = { records: [], unparsed: [] };
  let scope = 'system';
  let record: CpuMemoryRecord | null = null;
  let listed = 0;
  /** What no process has taken so far of the load of one, five and fifteen minutes, in percent. */
  let left: number[] = [];
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const named = card.exec(line)?.[1];
    const counted = totals.exec(line);
    const process = record ? processRow.exec(line) : null;
    if (named !== undefined) scope = named;
    else if (counted) {
      record = { ...blank, scope, cpuPercent1m: Number(counted[1]), cpuPercent5m: Number(counted[2]) };
      rows.records.push(record);
      listed = 0;
      left = counted.slice(1).map(Number);
    } else if (record && process) {
      listed += 1;
      const [minute = 0, ...longer] = process.slice(1, 4).map(Number);
      left = [minute, ...longer].map((taken, index) => (left[index] ?? 0) - taken);
      record.topProcesses = busiest(record, process[4]?.trim() ?? '', minute);
    } else if (!/^PID +1Min +5Min +15Min +Process$/.test(line) && !isXrNoise(line)) {
      if (record === null) return null;
      rows.unparsed.push(raw);
    }
  }
  if (record === null) return null;
  const mayGoOn = text !== given && left.every((percent) => percent > 0);
  if (listed === 0 || text.cut !== null || mayGoOn)
    return {
      ...rows,
      records: rows.records.slice(0, -1),
      incomplete: 'the list of processes has no end: the answer was cut off',
    };
  return rows;
}

function busiest({ topProcesses }: CpuMemoryRecord, name: string, cpuPercent: number): CpuMemoryRecord['topProcesses'] {
  const least = topProcesses.at(-1)?.cpuPercent ?? 0;
  if (cpuPercent === 0 || (topProcesses.length === 10 && cpuPercent <= least)) return topProcesses;
  return [...topProcesses, { name, cpuPercent }].sort((a, b) => b.cpuPercent - a.cpuPercent).slice(0, 10);
}

const mebibyte = 1_048_576;
const physical = /^Physical Memory *: +(\d{1,9}(?:\.\d{1,3})?) +MB$/;
const free = /^Free Memory *: +(\d{1,9}(?:\.\d{1,3})?) +MB$/;
const summary = /^Physical Memory: (\d{1,9})M total \((\d{1,9})M available\)$/;
const around =
  /^(?:Memory information:|Memory State *: +\w+|Application Memory ?:|Image ?:|Reserved ?:|Total shared window|Shared window|-+$)/;

/** `Physical Memory: 32768 MB`, `Free Memory: 25623.558 MB` of each card. */
function memory(given: TextLines): Rows<CpuMemoryRecord> | null {
  const text = withWholeTail(given, /^Memory State *: +\w+$/);
  const rows: Rows<CpuMemoryRecord> = { records: [], unparsed: [] };
  let scope = 'system';
  let total: number | null = null;
  let known = false;
  const put = (totalMb: number, freeMb: number) => {
    const [totalBytes, freeBytes] = [Math.round(totalMb * mebibyte), Math.round(freeMb * mebibyte)];
    if (freeBytes > totalBytes) return false;
    rows.records.push({ ...blank, scope, memoryTotalBytes: totalBytes, memoryUsedBytes: totalBytes - freeBytes });
    return true;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const named = card.exec(line)?.[1];
    const [all, left, both] = [physical.exec(line), free.exec(line), summary.exec(line)];
    known ||= all !== null || both !== null;
    if (named !== undefined) scope = named;
    else if (all) total = Number(all[1]);
    else if (left && total !== null) {
      if (!put(total, Number(left[1]))) rows.unparsed.push(raw);
      total = null;
    } else if (both) {
      if (!put(Number(both[1]), Number(both[2]))) rows.unparsed.push(raw);
    } else if (!around.test(line) && !isXrNoise(line)) {
      if (!known) return null;
      rows.unparsed.push(raw);
    }
  }
  if (!known) return null;
  if (total !== null || text.cut !== null)
    return { ...rows, incomplete: 'the figures of the last card have no end: the answer was cut off' };
  return rows;
}
