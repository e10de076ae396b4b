import type { CpuMemoryRecord, ProcessShare } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { blankLoad, busiest } from './load-values.ts';
import { isBeside } from './nxos-noise.ts';

const averages = /^Load average: +1 minute: (\d{1,5}\.\d{1,3}) +5 minutes: \d{1,5}\.\d{1,3} +15 minutes:/;
const usage = /^Memory usage: +(\d{1,15})K total, +(\d{1,15})K used, +\d{1,15}K free$/;
/** What stands between the two. */
const between =
  /^(?:Processes +: +\d{1,6} total, \d{1,6} running|CPU(?:\d{1,4})? +states +: +[\d.]{1,6}% user, +[\d.]{1,6}% kernel, +[\d.]{1,6}% idle)$/;

/** `show system resources` in text; what is read ends with the line of the memory. */
export function resourceLines(text: TextLines): Rows<CpuMemoryRecord> | null {
  const lines = text.lines.map((line) => (isTooLong(line) ? '' : line.trim()));
  const first = lines.findIndex((line) => averages.test(line));
  const load = averages.exec(lines[first] ?? '');
  if (!load) return null;
  const last = lines.findIndex((line) => usage.test(line));
  const memory = usage.exec(lines[last] ?? '');
  if (!memory)
    return { records: [], unparsed: [], incomplete: 'the line of the memory is missing: the answer was cut off' };
  const unparsed = text.lines.slice(first + 1, last).filter((line) => {
    const words = isTooLong(line) ? '' : line.trim();
    return isTooLong(line) || (!between.test(words) && !isBeside(words));
  });
  const record: CpuMemoryRecord = {
    ...blankLoad(),
    load1m: Number(load[1]),
    memoryTotalBytes: Number(memory[1]) * 1024,
    memoryUsedBytes: Number(memory[2]) * 1024,
  };
  return { records: [record], unparsed };
}

const heading = /^PID +Runtime\(ms\) +Invoked +uSecs +(?:1Sec|5Sec +1Min +5Min +TTY) +Process$/;
const row =
  /^(\d{1,10}) +\d{1,15} +\d{1,15} +\d{1,10} +(\d{1,3}\.\d{1,2})%?(?: +\d{1,3}\.\d{1,2}%? +\d{1,3}\.\d{1,2}%? +\S{1,10})? +((?!.*%)\S.{0,60})$/;
const total =
  /^CPU utilization for five seconds: (\d{1,3})%\/\d{1,3}%; one minute: (\d{1,3})%; five minutes: (\d{1,3})%$/;
const around = /^CPU util +: /;

/** `show processes cpu [sort]` in text. The shares of the whole stand above the table, or below it. */
export function processTable(text: TextLines): Rows<CpuMemoryRecord> | null {
  const record = blankLoad();
  const processes: ProcessShare[] = [];
  const unparsed: string[] = [];
  const ids: number[] = [];
  let headed = false;
  /** IOS has the same columns, without a ruler below them. */
  let ruled = false;
  let first = true;
  let whole = false;
  for (const raw of text.lines) {
    if (isTooLong(raw)) unparsed.push(raw);
    const line = isTooLong(raw) ? '' : raw.trim();
    if (line === '' || isBeside(line)) continue;
    const shares = total.exec(line);
    const process = ruled ? row.exec(line) : null;
    if (heading.test(line)) headed = true;
    else if (headed && !ruled) {
      if (!/^-+(?: +-+)+$/.test(line)) return null;
      ruled = true;
    } else if (shares) {
      [record.cpuPercent5s, record.cpuPercent1m, record.cpuPercent5m] = shares.slice(1, 4).map(Number) as Shares;
      whole ||= !first;
    } else if (process) {
      ids.push(Number(process[1]));
      processes.push({ name: process[3]?.trim() ?? '', cpuPercent: Number(process[2]) });
    }
    // The last line of all; "CPU util" may be followed by the shares.
    else if (/^Please note that only processes /.test(line)) whole ||= !first;
    else if (!around.test(line)) {
      if (!headed && first) return null;
      unparsed.push(raw);
    }
    first = false;
  }
  if (!headed) return null;
  // Behind the first idle process of a sorted table nothing is read. One in the order of the numbers is not sorted.
  const sorted =
    processes.every(({ cpuPercent }, index) => cpuPercent <= (processes[index - 1]?.cpuPercent ?? 100)) &&
    ids.some((id, index) => id < (ids[index - 1] ?? 0));
  const isRead = record.cpuPercent5s !== null && sorted && processes.at(-1)?.cpuPercent === 0;
  if (!isRead && (text.cut !== null || !whole))
    return { records: [], unparsed, incomplete: 'the table of processes has no end: the answer was cut off' };
  return { records: [{ ...record, topProcesses: busiest(processes) }], unparsed };
}

type Shares = [number, number, number];
