import type { CpuMemoryRecord, ProcessShare } from '../../domain/device-records.ts';

export function blankLoad(): CpuMemoryRecord {
  return {
    scope: 'system',
    cpuPercent5s: null,
    cpuPercent1m: null,
    cpuPercent5m: null,
    load1m: null,
    memoryTotalBytes: null,
    memoryUsedBytes: null,
    topProcesses: [],
  };
}

const most = 10;

/** The busiest first; those that do nothing are left out. */
export function busiest(processes: readonly ProcessShare[]): ProcessShare[] {
  return processes
    .filter(({ cpuPercent }) => cpuPercent > 0)
    .sort((one, other) => other.cpuPercent - one.cpuPercent)
    .slice(0, most);
}
