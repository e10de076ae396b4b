import type { CpuMemoryRecord } from '../../domain/device-records.ts';
import { isJsonObject, type Json } from '../../lib/safe-json.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader, Parsed } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { textOf } from '../values.ts';
import { numberIn, rowsOf } from './json-tables.ts';
import { processTable, resourceLines } from './load-text.ts';
import { blankLoad, busiest } from './load-values.ts';
import { inEnvelope } from './nxapi-envelope.ts';
import { rejectedByNxos } from './rejected.ts';

/**
 * Load and memory stand in one answer; the shares of one and five minutes and the processes in the other, whose text is
 * asked for because its JSON leaves those shares out on many releases.
 */
export const cpuMemory: DiagnosticReader<'cpu-memory'> = {
  commands: () => [{ line: 'show system resources | json' }, { line: 'show processes cpu sort', optional: true }],
  parse: (outputs) =>
    asOne(
      several(
        outputs.map((output) =>
          parseForms<CpuMemoryRecord>(output, {
            rejected: rejectedByNxos,
            json: inEnvelope((documents) => resourcesIn(documents) ?? processesIn(documents)),
            text: (text) => resourceLines(text) ?? processTable(text),
          }),
        ),
      ),
    ),
};

/** The answers are about the same switch: each fills in what the other left open. */
function asOne(parsed: Parsed<CpuMemoryRecord>): Parsed<CpuMemoryRecord> {
  const [first, ...rest] = parsed.records;
  if (!first) return parsed;
  const record = rest.reduce<CpuMemoryRecord>(
    (one, other) => ({
      scope: one.scope,
      cpuPercent5s: one.cpuPercent5s ?? other.cpuPercent5s,
      cpuPercent1m: one.cpuPercent1m ?? other.cpuPercent1m,
      cpuPercent5m: one.cpuPercent5m ?? other.cpuPercent5m,
      load1m: one.load1m ?? other.load1m,
      memoryTotalBytes: one.memoryTotalBytes ?? other.memoryTotalBytes,
      memoryUsedBytes: one.memoryUsedBytes ?? other.memoryUsedBytes,
      topProcesses: one.topProcesses.length > 0 ? one.topProcesses : other.topProcesses,
    }),
    first,
  );
  return { ...parsed, records: [record] };
}

function resourcesIn(documents: Json[]): Rows<CpuMemoryRecord> | null {
  const body = documents.find(isJsonObject);
  const total = numberIn(body?.['memory_usage_total']);
  if (!body || total === null) return null;
  const used = numberIn(body['memory_usage_used']);
  const record: CpuMemoryRecord = {
    ...blankLoad(),
    load1m: numberIn(body['load_avg_1min']),
    memoryTotalBytes: total * 1024,
    memoryUsedBytes: used === null ? null : used * 1024,
  };
  return { records: [record], unparsed: [] };
}

/** Some releases print the share of one minute as a list. */
function firstOf(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function processesIn(documents: Json[]): Rows<CpuMemoryRecord> | null {
  const body = documents.find(isJsonObject);
  const found = body && rowsOf(body, 'process_cpu');
  if (!body || !found) return null;
  const processes = found.flatMap((row) => {
    const name = textOf(row['process']);
    const share = numberIn(row['fivesec'] ?? row['onesec']);
    return name === null || share === null ? [] : [{ name, cpuPercent: share }];
  });
  const record: CpuMemoryRecord = {
    ...blankLoad(),
    cpuPercent5s: numberIn(body['fivesec_percent']),
    cpuPercent1m: numberIn(firstOf(body['onemin_percent'])),
    cpuPercent5m: numberIn(body['fivemin_percent']),
    topProcesses: busiest(processes),
  };
  return { records: [record], unparsed: [] };
}
