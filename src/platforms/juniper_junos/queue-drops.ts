import type { QueueDropsRecord } from '../../domain/device-records.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { hasDamagedLabel } from '../damaged-label.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { countOf } from '../values.ts';
import { elements, junosAnswers, leaf } from './json-answer.ts';
import { withPrintedNames } from './printed-names.ts';
import { rejectedByJunos } from './rejected.ts';

/** Every queue of every port, with what was dropped for whatever reason. A queue without a class has its number for a name. */
export const queueDrops: DiagnosticReader<'queue-drops'> = {
  commands: () => [{ line: 'show interfaces queue | display json | no-more' }],
  parse: ([output = '']) =>
    parseForms<QueueDropsRecord>(output, {
      rejected: rejectedByJunos,
      json: inJson,
      text: (text) => withPrintedNames(queueBlocks(text)),
    }),
};

interface Drops {
  tail: number | null;
  red: number | null;
  rateLimited: number | null;
  total: number | null;
}

/** Where no total is printed, the sum of the reasons that are; a queue that prints none is not known. */
function sum({ tail, red, rateLimited, total }: Drops): number | null {
  if (total !== null) return total;
  const parts = [tail, red, rateLimited].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.reduce((whole, part) => whole + part, 0);
}

/** Bytes of what a full queue drops are not printed by all releases: without them, the sum would be too small. */
function sumBytes(bytes: Drops, packets: Drops): number | null {
  if (bytes.total !== null) return bytes.total;
  if (bytes.tail === null && packets.tail !== null && packets.tail > 0) return null;
  if (bytes.rateLimited === null && packets.rateLimited !== null && packets.rateLimited > 0) return null;
  return sum(bytes);
}

function inJson(documents: Json[]): Rows<QueueDropsRecord> | null {
  const answers = junosAnswers(documents, 'interface-information');
  if (!answers) return null;
  const ports = answers.flatMap((answer) =>
    ['physical-interface', 'logical-interface'].flatMap((kind) => elements(answer, kind)),
  );
  if (ports.length > 0 && !ports.some((port) => port['queue-counters'] !== undefined)) return null;
  const rows: Rows<QueueDropsRecord> = { records: [], unparsed: [] };
  for (const port of ports) {
    const name = leaf(port, 'name');
    const groups = elements(port, 'queue-counters');
    for (const group of groups)
      for (const queue of elements(group, 'queue')) {
        const record = name === null ? null : queueOf(name, queue, groups.length > 1 ? directionOf(group) : '');
        if (record) rows.records.push(record);
        else rows.unparsed.push(`queue ${leaf(queue, 'queue-number') ?? '?'} of ${name ?? '?'}`);
      }
  }
  return rows;
}

function directionOf(group: JsonObject): string {
  const [summary] = elements(group, 'interface-cos-summary');
  return leaf(summary, 'intf-cos-queue-type')?.startsWith('Ingress') ? 'ingress ' : 'egress ';
}

const counters = ['packets', 'bytes'].flatMap((unit) =>
  ['tail-drop', 'red', 'rate-limit-drop', 'rl-drop', 'total-drop', 'total-dropped'].map(
    (reason) => `${reason}-${unit}`,
  ),
);

/** A counter that is there and counts nothing: a sum without it would be too small. */
function isBent(text: string | null): boolean {
  return text !== null && countOf(text) === null && !/^(?:not available|n\/a|-)$/i.test(text);
}

function queueOf(port: string, queue: JsonObject, direction: string): QueueDropsRecord | null {
  const number = leaf(queue, 'queue-number');
  if (number === null || counters.some((name) => isBent(leaf(queue, `queue-counters-${name}`)))) return null;
  const of = (name: string) => countOf(leaf(queue, `queue-counters-${name}`) ?? undefined);
  const packets = {
    tail: of('tail-drop-packets'),
    red: of('red-packets'),
    rateLimited: of('rate-limit-drop-packets') ?? of('rl-drop-packets'),
    total: of('total-drop-packets') ?? of('total-dropped-packets'),
  };
  const bytes = {
    tail: of('tail-drop-bytes'),
    red: of('red-bytes'),
    rateLimited: of('rate-limit-drop-bytes') ?? of('rl-drop-bytes'),
    total: of('total-drop-bytes') ?? of('total-dropped-bytes'),
  };
  return {
    interface: port,
    queue: `${direction}${leaf(queue, 'forwarding-class-name') ?? number}`,
    droppedPackets: sum(packets),
    droppedBytes: sumBytes(bytes, packets),
  };
}

interface Block {
  port: string;
  queue: string;
  direction: 'ingress' | 'egress';
  packets: Drops;
  bytes: Drops;
  /** The labels of its counters, in order. */
  labels: string;
  whole: boolean;
}

const none = (): Drops => ({ tail: null, red: null, rateLimited: null, total: null });
const reasons: Record<string, keyof Drops> = { Tail: 'tail', RED: 'red', RL: 'rateLimited', Total: 'total' };

const labels = new Set(
  ['Tail', 'RED', 'RL', 'Total'].flatMap((reason) => [`${reason}-dropped packets`, `${reason}-dropped bytes`]),
);

const physical =
  /^Physical interface: (\S{1,64}), (?:Enabled|Administratively down|Disabled|up|down), Physical link is (?:Up|Down)$/;
/** A unit that has queues of its own. */
const unit = /^Logical interface (\S{1,64}) \(Index \d{1,10}\)(?: \(SNMP ifIndex \d{1,10}\))?$/;
/** The queues below one in a form that is not known are not those of the port above. */
const anyHeading = /^(?:Physical|Logical) ?interface|^Interface set|^Slice ?:/i;

function queueBlocks(text: TextLines): Rows<QueueDropsRecord> | null {
  const blocks: Block[] = [];
  const unparsed: string[] = [];
  let port: string | null = null;
  let direction: 'ingress' | 'egress' = 'egress';
  /** Below the heading of a queue in another form: its counters are not those of the queue above. */
  let isNobodys = false;
  /** Old routers print the queues of the board that forwards below those of its port. */
  let isOfBoard = false;
  /** The queues below the heading of this port. */
  const ofPort = new Set<string>();
  for (const line of text.lines) {
    if (isTooLong(line)) unparsed.push(line);
    if (isTooLong(line) || isNoise(line)) continue;
    const bare = line.trim();
    const opened: string | undefined = (physical.exec(bare) ?? unit.exec(bare))?.[1];
    const way = /^(Ingress|Egress) queues: /.exec(bare)?.[1];
    const [, number, names] = /^Queue: (\d{1,3})(?:, Forwarding classes: (\S.{0,120}))?$/.exec(bare) ?? [];
    if (opened !== undefined || way !== undefined) isOfBoard = false;
    if (opened !== undefined) ofPort.clear();
    if (opened !== undefined) port = opened;
    else if (port === null && blocks.length === 0) return null;
    else if (anyHeading.test(bare)) {
      port = null;
      unparsed.push(line);
    } else if (bare === 'Packet Forwarding Engine Chassis Queues:') isOfBoard = true;
    else if (port === null || isOfBoard) continue;
    else if (way !== undefined) direction = way === 'Ingress' ? 'ingress' : 'egress';
    else if (number !== undefined) {
      // A queue that stands there twice is one of something else.
      const key = `${direction} ${number}`;
      isNobodys = ofPort.has(key);
      ofPort.add(key);
      if (isNobodys) unparsed.push(line);
      else
        blocks.push({
          port,
          queue: names ?? number,
          direction,
          packets: none(),
          bytes: none(),
          labels: '',
          whole: false,
        });
    } else if (/^Queue: |, Forwarding classes: |^\S{1,8}: \d{1,3}$/.test(bare)) {
      isNobodys = true;
      unparsed.push(line);
    } else if (!isNobodys && !readCounter(blocks.at(-1), bare)) unparsed.push(line);
  }
  const last = blocks.at(-1);
  // A port without queues has the heading of this answer too.
  if (!last) return null;
  const both = new Set(blocks.filter((block) => block.direction === 'ingress').map((block) => block.port));
  const records = blocks.map(
    ({ port: name, queue, direction: way, packets, bytes }): QueueDropsRecord => ({
      interface: name,
      queue: both.has(name) ? `${way} ${queue}` : queue,
      droppedPackets: sum(packets),
      droppedBytes: sumBytes(bytes, packets),
    }),
  );
  // Some switches print fewer counters, but of each queue the same ones.
  if (last.whole || (last.labels !== '' && last.labels === blocks.at(-2)?.labels))
    return withCut({ records, unparsed }, text);
  const incomplete = `the counters of the last queue of ${last.port} are missing: the answer was cut off`;
  return { records: records.slice(0, -1), unparsed, incomplete };
}

/** False for a counter in another form, or that is no queue's. */
function readCounter(block: Block | undefined, bare: string): boolean {
  if (!/-dropped|dropped (?:packets|bytes)/.test(bare)) return !hasDamagedLabel(bare, labels);
  const [, reason = '', unit, count, rate] =
    /^(Tail|RED|RL|Total)-dropped (packets|bytes) *: +(?:(\d{1,15})(?: +\d{1,15} ([bp])ps)?|Not Available)$/.exec(
      bare,
    ) ?? [];
  const key = reasons[reason];
  const isOtherRate = rate !== undefined && rate !== unit?.[0];
  // The second time it is of a queue whose heading is not there.
  const isOfOther = block?.labels.includes(` ${reason} ${unit}`);
  if (!block || key === undefined || isOtherRate || isOfOther) return false;
  if (count !== undefined) block[unit === 'bytes' ? 'bytes' : 'packets'][key] = Number(count);
  block.labels += ` ${reason} ${unit}`;
  // Of those that we read it is the last one.
  if (reason === 'RED' && unit === 'bytes') block.whole = true;
  return true;
}
