import type { CpuMemoryRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { amountOf, countOf } from '../values.ts';
import { at, type Branch, listOf, readTree, wordOf } from './state-tree.ts';

/** Each control module: its processors together, over one and five minutes, and its memory. */
export const cpuMemory: DiagnosticReader<'cpu-memory'> = {
  commands: () => [{ line: 'info from state platform control * | as json' }],
  parse: (outputs) => several(outputs.map((output) => readTree(output, usageOf))),
};

function usageOf(tree: Branch): Rows<CpuMemoryRecord> | null {
  const records: CpuMemoryRecord[] = [];
  for (const control of listOf(at(tree, 'platform') ?? tree, 'control')) {
    const all = listOf(control, 'cpu').find((one) => one['index'] === 'all') ?? null;
    const memory = at(control, 'memory');
    if (!all && !memory) continue;
    const total = at(all, 'total');
    const physical = countOf(memory?.['physical']);
    const free = countOf(memory?.['free']);
    records.push({
      scope: `control ${wordOf(control['slot']) ?? '?'}`,
      cpuPercent5s: null,
      cpuPercent1m: amountOf(total?.['average-1']),
      cpuPercent5m: amountOf(total?.['average-5']),
      load1m: null,
      memoryTotalBytes: physical,
      memoryUsedBytes: countOf(memory?.['reserved']) ?? (physical !== null && free !== null ? physical - free : null),
      topProcesses: listOf(control, 'process')
        .flatMap((one) => {
          const [name, cpuPercent] = [wordOf(one['name']), amountOf(one['cpu-utilization'])];
          return name === null || cpuPercent === null ? [] : [{ name, cpuPercent }];
        })
        .toSorted((a, b) => b.cpuPercent - a.cpuPercent)
        .slice(0, 10),
    });
  }
  return records.length > 0 ? { records, unparsed: [] } : null;
}
