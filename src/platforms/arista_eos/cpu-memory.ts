import type { CpuMemoryRecord } from '../../domain/device-records.ts';
import { isJsonObject, type Json } from '../../lib/safe-json.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader, Parsed } from '../platform.ts';
import { textOf } from '../values.ts';
import { eosRows, objectOf } from './json-answer.ts';
import { rejectedByEos } from './rejected.ts';
import { eosTop } from './top.ts';

/**
 * `show processes top once`. Its JSON, which older releases do not have, holds no memory of the whole: that comes from the
 * text.
 */
export const cpuMemory: DiagnosticReader<'cpu-memory'> = {
  commands: () => [{ line: 'show processes top once | json', optional: true }, { line: 'show processes top once' }],
  parse: ([output = '', text]) => {
    const first = readOne(output);
    if (text === undefined) return first;
    const second = readOne(text);
    const [known] = first.records;
    const [other] = second.records;
    if (first.outcome !== 'ok' || !known) return second;
    if (second.outcome === 'rejected') return first;
    if (second.outcome !== 'ok' || !other) return { ...second, records: first.records };
    const { load1m, memoryTotalBytes, memoryUsedBytes } = other;
    return { ...first, records: [{ ...known, load1m, memoryTotalBytes, memoryUsedBytes }] };
  },
};

function readOne(output: string): Parsed<CpuMemoryRecord> {
  return parseForms<CpuMemoryRecord>(output, { rejected: rejectedByEos, json: fromJson, text: eosTop });
}

function fromJson(documents: Json[]): Rows<CpuMemoryRecord> | null {
  return eosRows(documents, ({ cpuInfo, processes }, rows: Rows<CpuMemoryRecord>) => {
    const [total] = Object.values(objectOf(cpuInfo));
    const idle = isJsonObject(total) ? numberOf(total['idle']) : null;
    if (idle === null || !isJsonObject(processes)) return false;
    const shares = Object.values(processes).flatMap((process) => {
      const { cmd, cpuPct } = objectOf(process);
      const name = textOf(cmd);
      const cpuPercent = numberOf(cpuPct);
      return name === null || cpuPercent === null || cpuPercent === 0 ? [] : [{ name, cpuPercent }];
    });
    rows.records.push({
      scope: 'system',
      // Of the moment at which the device was asked.
      cpuPercent5s: Math.round((100 - idle) * 10) / 10,
      cpuPercent1m: null,
      cpuPercent5m: null,
      load1m: null,
      memoryTotalBytes: null,
      memoryUsedBytes: null,
      topProcesses: shares.sort((one, other) => other.cpuPercent - one.cpuPercent).slice(0, 10),
    });
    return true;
  });
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
