import type { CpuMemoryRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';

const opening = /^top - \d\d:\d\d:\d\d up .{3,40}, +load average: (\d{1,5}\.\d\d), \d{1,5}\.\d\d, \d{1,5}\.\d\d$/;
const busy = /^%?Cpu\(s\): .{0,80}?(\d{1,3}\.\d) ?%?id,.*$/;
const memory =
  /^(?:([KMG])iB )?Mem ?: +(\d{1,15}(?:\.\d)?) ?(k|K|M)?(?:\+)? ?total, +(?:[\d.]{1,17} ?[kKM]? ?free, +)?(\d{1,15}(?:\.\d)?) ?[kKM]? ?used,.*$/;
const header = /^PID +USER +PR +NI +VIRT +RES +SHR +S +%CPU +%MEM +TIME\+ +COMMAND$/;
const process =
  /^\d{1,8} +\S{1,40} +(?:-?\d{1,4}|rt) +-?\d{1,4} +\S{1,12} +\S{1,12} +\S{1,12} +[A-Z] +(\d{1,4}(?:\.\d)?) +\d{1,3}(?:\.\d)? +[\d:.]{4,12} +(\S.{0,200})$/;

const bytesPer = { k: 1024, K: 1024, M: 1_048_576, G: 1_073_741_824 } as const;

/** What Linux' top prints, the busiest process first; only those that use the CPU are kept, at most ten. */
export function eosTop(text: TextLines): Rows<CpuMemoryRecord> | null {
  const rows: Rows<CpuMemoryRecord> = { records: [], unparsed: [] };
  const record: CpuMemoryRecord = {
    scope: 'system',
    cpuPercent5s: null,
    cpuPercent1m: null,
    cpuPercent5m: null,
    load1m: null,
    memoryTotalBytes: null,
    memoryUsedBytes: null,
    topProcesses: [],
  };
  let isTop = false;
  /** Behind the first idle process and behind the tenth busy one nothing counts any more. */
  let isListed = false;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '') continue;
    const load = opening.exec(line);
    const idle = busy.exec(line);
    const used = memory.exec(line);
    const share = process.exec(line);
    if (load) {
      isTop = true;
      record.load1m = Number(load[1]);
    } else if (!isTop) {
      if (!isNoise(raw)) return null;
    } else if (idle) record.cpuPercent5s = Math.round((100 - Number(idle[1])) * 10) / 10;
    else if (used) {
      const scale = bytesPer[(used[1] ?? used[3] ?? 'K') as keyof typeof bytesPer];
      record.memoryTotalBytes = Math.round(Number(used[2]) * scale);
      record.memoryUsedBytes = Math.round(Number(used[4]) * scale);
    } else if (share) {
      const cpuPercent = Number(share[1]);
      isListed ||= cpuPercent === 0;
      if (!isListed) record.topProcesses.push({ name: share[2] ?? '', cpuPercent });
      isListed ||= record.topProcesses.length === 10;
    } else if (
      !header.test(line) &&
      !/^(?:Tasks|Threads): |^(?:[KMG]iB )?Swap ?: |^%Cpu\d+ /.test(line) &&
      !isNoise(raw)
    )
      rows.unparsed.push(raw);
  }
  if (!isTop) return null;
  if (!isListed) return { ...rows, incomplete: 'the list of processes has no end: the answer was cut off' };
  return { ...rows, records: [record] };
}
