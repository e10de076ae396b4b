import type { CpuMemoryRecord } from '../../domain/device-records.ts';
import type { JsonObject } from '../../lib/safe-json.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { closed } from './closed.ts';
import { leaf } from './json-answer.ts';
import { junosRows, under } from './json-rows.ts';
import { type KnownLine, takeLine } from './known-lines.ts';
import { rejectedByJunos } from './rejected.ts';

/** One record per routing engine. Memory in use is its share of the DRAM, which is all that Junos prints. */
export const cpuMemory: DiagnosticReader<'cpu-memory'> = {
  commands: () => [{ line: 'show chassis routing-engine | display json | no-more' }],
  parse: ([output = '']) =>
    parseForms<CpuMemoryRecord>(closed(output), {
      rejected: rejectedByJunos,
      json: (documents) =>
        junosRows(documents, {
          answer: 'route-engine-information',
          items: under('route-engine'),
          read: inJson,
          key: 'slot',
        }),
      text: engines,
    }),
};

interface Engine {
  slot: string | null;
  dramMb: string | null;
  usedPercent: string | null;
  /** Idle shares of the last 5 seconds, 1 minute and 5 minutes. */
  idle: (string | null)[];
  load: string | null;
}

function inJson(item: JsonObject): CpuMemoryRecord {
  const of = (...names: string[]) => names.map((name) => leaf(item, name)).find((found) => found !== null) ?? null;
  // Old releases print one share alone and do not say over what time.
  const several = of('cpu-idle1', 'cpu-idle-1min') !== null;
  return recordOf({
    slot: of('slot'),
    dramMb: of('memory-dram-size', 'memory-system-total'),
    usedPercent: of('memory-buffer-utilization', 'memory-system-total-util'),
    idle: [
      several ? of('cpu-idle', 'cpu-idle-5sec') : null,
      of('cpu-idle1', 'cpu-idle-1min'),
      of('cpu-idle2', 'cpu-idle-5min'),
    ],
    load: of('load-average-one'),
  });
}

function recordOf({ slot, dramMb, usedPercent, idle, load }: Engine): CpuMemoryRecord {
  const total = /^(\d{1,8})(?: MB)?(?: |$)/.exec(dramMb ?? '')?.[1];
  const bytes = total === undefined ? null : Number(total) * 1_048_576;
  const used = percent(usedPercent);
  const [busy5s = null, busy1m = null, busy5m = null] = idle.map((text) => {
    const value = percent(text);
    return value === null ? null : 100 - value;
  });
  return {
    scope: slot === null ? 'routing-engine' : `routing-engine ${slot}`,
    cpuPercent5s: busy5s,
    cpuPercent1m: busy1m,
    cpuPercent5m: busy5m,
    load1m: load !== null && /^\d{1,5}\.\d{1,3}$/.test(load) ? Number(load) : null,
    memoryTotalBytes: bytes,
    memoryUsedBytes: bytes === null || used === null ? null : Math.round((bytes * used) / 100),
    topProcesses: [],
  };
}

function percent(text: string | null): number | null {
  const match = /^(\d{1,3})(?: percent)?$/.exec(text ?? '');
  return match && Number(match[1]) <= 100 ? Number(match[1]) : null;
}

/** Where the share of each period stands; that of a quarter of an hour is not kept. */
const spans: Record<string, number> = { '5 sec': 0, '1 min': 1, '5 min': 2, '15 min': 3 };

/** What stands below `Routing Engine status:` or `Slot 1:`. */
interface EngineBlock {
  engine: Engine;
  /** Of which period the next idle share is; "unsaid" in old releases, null where no heading stands above it. */
  span: number | 'unsaid' | null;
}

const lines: readonly KnownLine<EngineBlock>[] = [
  {
    known: /^DRAM(?:\W|\d|$)/,
    take: ({ engine }, bare) => {
      engine.dramMb = /^DRAM +(\d{1,8} MB)(?: |$)/.exec(bare)?.[1] ?? null;
      return engine.dramMb !== null;
    },
  },
  {
    // Firewalls share it between the control plane and the data plane.
    known: /^Total memory/,
    take: ({ engine }, bare) => {
      const shared = /^Total memory +(\d{1,8} MB) Max +\d{1,8} MB used \( *(\d{1,3} percent)\)$/.exec(bare);
      if (shared) [engine.dramMb, engine.usedPercent] = [shared[1] ?? null, shared[2] ?? null];
      return shared !== null;
    },
  },
  {
    known: /^Memory utilization/,
    take: ({ engine }, bare) => {
      engine.usedPercent = /^Memory utilization +(\d{1,3} percent)$/.exec(bare)?.[1] ?? null;
      return engine.usedPercent !== null;
    },
  },
  {
    known: /CPU utilization:/,
    take: (block, bare) => {
      const period = /^(5 sec|1 min|5 min|15 min) CPU utilization:$/.exec(bare)?.[1];
      block.span = period === undefined ? null : (spans[period] ?? null);
      if (bare === 'CPU utilization:') block.span = 'unsaid';
      return block.span !== null;
    },
  },
  {
    known: /^Idle(?:\W|\d|$)/,
    take: (block, bare) => {
      const { span, engine } = block;
      const share = /^Idle +(\d{1,3} percent)$/.exec(bare)?.[1];
      block.span = null;
      if (typeof span === 'number' && share !== undefined) engine.idle[span] = share;
      return span !== null && share !== undefined;
    },
  },
];

const labels = new Set([
  ...['DRAM', 'Total memory', 'Memory utilization', 'CPU utilization', 'Idle', 'Load averages'],
  ...Array.from('0123456789', (slot) => `Slot ${slot}`),
]);

const averagesHeading = /^Load averages: +1 minute +5 minute +15 minute$/;
const averagesRow = /^(\d{1,5}\.\d{1,3}) +\d{1,5}\.\d{1,3} +\d{1,5}\.\d{1,3}$/;

/** `show chassis routing-engine` in text: an engine is whole once its load averages are there. */
function engines(text: TextLines): Rows<CpuMemoryRecord> | null {
  const found: Engine[] = [];
  const unparsed: string[] = [];
  let headed = false;
  let whole = true;
  /** Null below a slot that is not understood. */
  let block: EngineBlock | null = null;
  let averages = false;
  let isLoaded = false;
  let isKnown = false;
  let tellsReboots = false;
  const open = (slot: string | null): EngineBlock => {
    const engine = { slot, dramMb: null, usedPercent: null, idle: [null, null, null], load: null };
    found.push(engine);
    whole = false;
    isKnown = false;
    return { engine, span: null };
  };
  for (const line of text.lines) {
    if (isTooLong(line)) unparsed.push(line);
    if (isTooLong(line) || isNoise(line)) continue;
    const bare = line.trim();
    if (/^Routing Engine status:$/.test(bare)) {
      headed = true;
      block = open(null);
      continue;
    }
    if (!headed) return null;
    if (/^Slot(?:\W|\d|$)/.test(bare)) {
      const slot = /^Slot (\d{1,2}):$/.exec(bare)?.[1];
      if (slot === undefined) unparsed.push(line);
      // Both engines may stand below one heading.
      if (slot === undefined) block = null;
      else if (block && block.engine.slot === null) block.engine.slot = slot;
      else block = open(slot);
      continue;
    }
    if (block && !takeLine(lines, labels, block, bare)) unparsed.push(line);
    const isBent = averages ? !averagesRow.test(bare) : /^Load averages:/.test(bare) && !averagesHeading.test(bare);
    if (isBent) unparsed.push(line);
    const load = averages ? averagesRow.exec(bare)?.[1] : undefined;
    if (load !== undefined && block) block.engine.load = load;
    if (load !== undefined) {
      isLoaded = true;
      whole = true;
    }
    averages = averagesHeading.test(bare);
    isKnown ||= /^Current state +(?:Backup|Master)$/.test(bare);
    tellsReboots ||= bare.startsWith('Last reboot reason ');
    // Old releases know the load of the engine alone that was asked, and end the block of the other one here.
    if (isKnown && isLoaded && !tellsReboots && /^Uptime +\d.*\bseconds?$/.test(bare)) whole = true;
  }
  if (!headed) return null;
  const rows: Rows<CpuMemoryRecord> = { records: (whole ? found : found.slice(0, -1)).map(recordOf), unparsed };
  if (whole) return withCut(rows, text);
  return { ...rows, incomplete: 'the load averages of the last routing engine are missing: the answer was cut off' };
}
