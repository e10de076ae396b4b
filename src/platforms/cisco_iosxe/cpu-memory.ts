import type { CpuMemoryRecord } from '../../domain/device-records.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader, Parsed } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { isIosNoise } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show processes cpu sorted` and `show memory statistics`: what the IOS process uses of its own pool. */
export const cpuMemory: DiagnosticReader<'cpu-memory'> = {
  commands: () => [{ line: 'show processes cpu sorted' }, { line: 'show memory statistics', optional: true }],
  parse: (outputs) =>
    asOne(
      several(
        (outputs.length > 0 ? outputs : ['']).map((output) =>
          parseForms<CpuMemoryRecord>(output, {
            rejected: rejectedByIosxe,
            text: (text) => load(text) ?? memory(text),
          }),
        ),
      ),
    ),
};

/** Load and memory are figures of the same system. */
function asOne(parsed: Parsed<CpuMemoryRecord>): Parsed<CpuMemoryRecord> {
  const pool = parsed.records.find(({ memoryTotalBytes }) => memoryTotalBytes !== null);
  const [system, ...cores] = parsed.records.filter((record) => record !== pool);
  if (!pool || !system) return parsed;
  const { memoryTotalBytes, memoryUsedBytes } = pool;
  return { ...parsed, records: [{ ...system, memoryTotalBytes, memoryUsedBytes }, ...cores] };
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

/** The Catalyst 3850 has a line for each core and none for the whole. */
const totals =
  /^(?:Core (\d{1,3}): )?CPU utilization for five seconds: +(\d{1,3})%(?:\/\d{1,3}%)?[;,] +one minute: (\d{1,3})%[;,] +five minutes: (\d{1,3})%$/;
const processRow =
  /^\d{1,6} +\d{1,15} +\d{1,15} +\d{1,12} +(\d{1,3}\.\d\d)%? +\d{1,3}\.\d\d%? +\d{1,3}\.\d\d%? +\d{1,5} +(\S.{0,60})$/;

/** What newer releases print behind the last process. */
const behindLast = 'This command only shows processes inside the IOS daemon.';
const elsewhere =
  /^(?:Please use 'show processes cpu platform sorted'|to show processes from the underlying operating system\.)$/;

/** A process that takes nothing has no record; of the lines behind the last one nothing can be missing. */
const wholeLoad =
  /^(?:\d{1,6} +\d{1,15} +\d{1,15} +\d{1,12} +0\.00%? +0\.00%? +0\.00%? +\d{1,5} +\S.{0,60}|to show processes from the underlying operating system\.)$/;

function load(given: TextLines): Rows<CpuMemoryRecord> | null {
  const text = withWholeTail(given, wholeLoad);
  const unparsed: string[] = [];
  let record: CpuMemoryRecord | null = null;
  const cores: CpuMemoryRecord[] = [];
  const shares: number[] = [];
  let isListed = false;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) unparsed.push(raw);
    const counted = totals.exec(line);
    const core = counted?.[1];
    const [now = null, minute = null, five = null] = (counted ?? []).slice(2).map(Number);
    const used = { ...blank, cpuPercent5s: now, cpuPercent1m: minute, cpuPercent5m: five };
    const row = processRow.exec(line);
    if (core !== undefined) cores.push({ ...used, scope: `core ${core}` });
    else if (counted && record === null) record = used;
    else if (record && row) {
      shares.push(Number(row[1]));
      isListed = false;
      record.topProcesses = busiest(record, row[2]?.trim() ?? '', Number(row[1]));
    } else if (/^PID +Runtime/.test(line)) record ??= cores.length > 0 ? { ...blank } : null;
    else if (line === behindLast && record) isListed = true;
    else if (isListed && elsewhere.test(line)) continue;
    else if (!counted && !isIosNoise(line)) {
      if (record === null && cores.length === 0) return null;
      unparsed.push(raw);
    }
  }
  if (record === null) return null;
  const sorted = shares.every((share, index) => index === 0 || share <= (shares[index - 1] ?? 0));
  // Rows are not records of their own: which processes are the busiest is known only with the last one, and below one that
  // takes nothing only where they are sorted.
  if (text.cut !== null || (given.cut !== null && !sorted && !isListed))
    return { records: [], unparsed, incomplete: 'the last line has no end and may be cut' };
  if (shares.length === 0 || (sorted && (shares.at(-1) ?? 0) > 0 && !isListed))
    return { records: [], unparsed, incomplete: 'the list of processes has no end: the answer was cut off' };
  return { records: [record, ...cores], unparsed };
}

function busiest({ topProcesses }: CpuMemoryRecord, name: string, cpuPercent: number): CpuMemoryRecord['topProcesses'] {
  const least = topProcesses.at(-1)?.cpuPercent ?? 0;
  if (cpuPercent === 0 || (topProcesses.length === 10 && cpuPercent <= least)) return topProcesses;
  return [...topProcesses, { name, cpuPercent }].sort((a, b) => b.cpuPercent - a.cpuPercent).slice(0, 10);
}

const pool = /^Processor Pool Total: +(\d{1,16}) +Used: +(\d{1,16}) +Free: +(\d{1,16})$/;
const older = /^Total: (\d{1,16}), Used: (\d{1,16}), Free: (\d{1,16})$/;
const statistics = /^Processor +[0-9A-Fa-f]{4,20} +(\d{1,16}) +(\d{1,16}) +(\d{1,16}) +\d{1,16} +\d{1,16}$/;
const around =
  /^(?:Head +Total\(b\)|PID +TTY +Allocated|[*\w ()/-]{1,30} Pool Total: |[\w ()/-]{1,20} +[0-9A-Fa-f]{4,20}(?: +\d{1,16}){5}$|\d{1,6} +\d{1,5}(?: +\d{1,16}){5}(?: .{0,60})?$|\d{1,16} Total$|Tracekey|Dynamic heap|Memory statistics|Used|System memory)/;

/** A pool, whose last figures are not read, and the sum below the processes, which is not read at all. */
const wholeMemory =
  /^(?:[\w ()/-]{1,20} +[0-9A-Fa-f]{4,20}(?: +\d{1,16}){5}|[*\w ()/-]{1,30} Pool Total: +\d{1,16} +Used: +\d{1,16} +Free: +\d{1,16}|\d{1,16} Total)$/;

function memory(given: TextLines): Rows<CpuMemoryRecord> | null {
  const text = withWholeTail(given, wholeMemory);
  const rows: Rows<CpuMemoryRecord> = { records: [], unparsed: [] };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    const found = pool.exec(line) ?? older.exec(line) ?? statistics.exec(line);
    const [, total = 0, used = 0, free = 0] = (found ?? []).map(Number);
    if (found && rows.records.length === 0 && used + free <= total)
      rows.records.push({ ...blank, memoryTotalBytes: total, memoryUsedBytes: used });
    else if (found || (line !== '' && !around.test(line) && !isIosNoise(line))) {
      if (rows.records.length === 0) return null;
      rows.unparsed.push(raw);
    }
  }
  if (rows.records.length === 0) return null;
  return text.cut === null ? rows : { ...rows, incomplete: 'the last line has no end and may be cut' };
}
