import type { CpuMemoryRecord, ProcessShare } from '../../domain/device-records.ts';
import type { Json } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { amountOf, countOf } from '../values.ts';
import { isAbsent } from './leaves.ts';
import { at, type Branch, listOf, readTree, wordOf } from './state-tree.ts';

/** Each control module: its processors together, over one and five minutes, and its memory. */
export const cpuMemory: DiagnosticReader<'cpu-memory'> = {
  commands: () => [{ line: 'info from state platform control * | as json' }],
  parse: (outputs) => several(outputs.map((output) => readTree(output, usageOf))),
};

function usageOf(tree: Branch): Rows<CpuMemoryRecord> | null {
  const records: CpuMemoryRecord[] = [];
  const unparsed: string[] = [];
  for (const control of listOf(at(tree, 'platform') ?? tree, 'control')) {
    const all = listOf(control, 'cpu').find((one) => one['index'] === 'all') ?? null;
    const memory = at(control, 'memory');
    if (!all && !memory) continue;
    const total = at(all, 'total');
    const physical = countOf(memory?.['physical']);
    const free = countOf(memory?.['free']);
    const scope = `control ${wordOf(control['slot']) ?? '?'}`;
    records.push({
      scope,
      cpuPercent5s: null,
      cpuPercent1m: amountOf(total?.['average-1']),
      cpuPercent5m: amountOf(total?.['average-5']),
      load1m: null,
      memoryTotalBytes: physical,
      memoryUsedBytes: countOf(memory?.['reserved']) ?? (physical !== null && free !== null ? physical - free : null),
      topProcesses: busiestOf(control, scope, unparsed),
    });
  }
  return records.length > 0 ? { records, unparsed } : null;
}

/** A process whose share is not there says nothing; one whose share is no number is handed back. */
function busiestOf(control: Branch, scope: string, unparsed: string[]): ProcessShare[] {
  const shares: ProcessShare[] = [];
  for (const process of listOf(control, 'process')) {
    const [name, cpuPercent] = [wordOf(process['name']), percentOf(process['cpu-utilization'])];
    if (name !== null && cpuPercent !== null) shares.push({ name, cpuPercent });
    else if (!isAbsent(process['cpu-utilization'])) unparsed.push(`${scope}: share of process ${name ?? '?'}`);
  }
  return shares.toSorted((a, b) => b.cpuPercent - a.cpuPercent).slice(0, 10);
}

/** A whole number; release 20.6 prints decimal text (`2.610000`). */
function percentOf(value: Json | undefined): number | null {
  if (typeof value === 'string') return /^\d{1,5}\.\d{1,6}$/.test(value) ? Number(value) : null;
  return amountOf(value);
}
