import type { QueueDropsRecord } from '../../domain/device-records.ts';
import { nearLabels } from '../near-labels.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { rejectedByNxos } from './rejected.ts';

/** Every queue of every port, as text: its JSON has other keys on every kind of line card. */
export const queueDrops: DiagnosticReader<'queue-drops'> = {
  commands: () => [{ line: 'show queuing interface' }],
  parse: ([output = '']) => parseForms<QueueDropsRecord>(output, { rejected: rejectedByNxos, text: queues }),
};

interface Place {
  name: string;
  direction: 'egress' | 'ingress';
}

interface Queue {
  record: QueueDropsRecord;
  /** A row of the queue was read: the next rule closes it. */
  hasRows: boolean;
  /** How many cells its rows have; null before the first one. */
  cells: number | null;
}

/** `Egress Queuing for Ethernet1/1 [System]`, `Ingress Queuing for Ethernet1/1`, and `Ethernet1/1 queuing information:` of older models. */
const opening = /^(?:(Egress|Ingress) Queuing for (\S{2,40})(?: \[.{1,40}\])?|(\S{2,40}) queuing information:)$/;

/** The heading of a port in a form that is not known. */
function isBentOpening(line: string): boolean {
  if (/^(?:Egress|Ingress) Queuing/.test(line) || line.includes('queuing information')) return true;
  return nxosInterfaceName(/^\S+ \S+ \S+ (\S{2,40})(?: \[.{1,40}\])?$/.exec(line)?.[1] ?? '') !== null;
}

const ofPort = 'Per Port Ingress Statistics';
/** A slice serves many ports: its drops are not those of this one. */
const ofSlice = 'Per Slice Ingress Statistics';
/** `Hi Priority Drop Pkts   12`: drops of the whole port, which stand outside of the tables of its queues. */
const portRow = /^(\S.{1,40}?) Drop (Pkts|Byts) +(\d{1,16})$/;

function queues(text: TextLines): Rows<QueueDropsRecord> | null {
  const rows: Rows<QueueDropsRecord> = { records: [], unparsed: [] };
  let place: Place | null = null;
  let queue: Queue | null = null;
  let seen = 0;
  /** What the figures outside of tables are about. */
  let section: string | null = null;
  /** Rows without the rule that closes them may lack others. */
  const handBackOpen = () => {
    if (queue?.hasRows) rows.unparsed.push(`${queue.record.interface} ${queue.record.queue}: its end is missing`);
    queue = null;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const opened = opening.exec(line);
    if (opened) {
      handBackOpen();
      const name = nxosInterfaceName(opened[2] ?? opened[3] ?? '');
      if (name === null) rows.unparsed.push(raw);
      place = name === null ? null : { name, direction: opened[1] === 'Ingress' ? 'ingress' : 'egress' };
      section = null;
      seen += 1;
      continue;
    }
    if (isBentOpening(line)) {
      rows.unparsed.push(raw);
      place = null;
      queue = null;
      seen += 1;
    }
    if (!place) continue;
    if (/^Per [A-Z]|^\S.{0,40} Statistics$/.test(line)) section = line;
    if (/^(?:TX|RX) Queuing$/.test(line)) place = { ...place, direction: line.startsWith('RX') ? 'ingress' : 'egress' };
    const title = /^(?:\| *)?((?:(?:CONTROL|SPAN) )?QOS GROUP(?: ?\d{1,2})?|qos-group \d{1,2})(?: *\|)?$/i.exec(
      line,
    )?.[1];
    if (title !== undefined) {
      handBackOpen();
      queue = opens(place, title);
    } else if (/^\|[^|]*(?:QOS|GROUP)[^|]*\|$|^qos-group \S+$/.test(line)) {
      // The heading of a queue in a form that is not known.
      rows.unparsed.push(raw);
      queue = null;
    } else if (queue && /^\+-+\+$/.test(line)) {
      if (queue.hasRows) {
        rows.records.push(queue.record);
        queue = null;
      }
    } else if (queue && line.startsWith('|')) {
      if (!readRow(queue, line)) {
        rows.unparsed.push(raw);
        queue = null;
      }
    } else if (queue) {
      const discarded = /^Pkts discarded on ingress *: *(\d{1,16})$/.exec(line)?.[1];
      if (discarded !== undefined) {
        rows.records.push({ ...queue.record, droppedPackets: Number(discarded) });
        queue = null;
      } else if (queue.hasRows && line !== '') {
        // Below its rows stands only the rule that closes it.
        rows.unparsed.push(raw);
        queue = null;
      }
    } else if (section !== ofSlice && (section === ofPort || /\bDrop (?:Pkts|Byts)\b/i.test(line))) {
      const record = section === ofPort ? portDrops(place, line) : null;
      if (record) rows.records.push(record);
      else if (/\d$|Drop/.test(line)) rows.unparsed.push(raw);
    }
  }
  if (seen === 0) return null;
  if (queue) return { ...rows, incomplete: `the figures of ${queue.record.queue} have no end: the answer was cut off` };
  if (rows.records.length === 0 && rows.unparsed.length === 0 && text.cut === null)
    rows.unparsed.push('no queue of these ports has counters');
  return withCut(rows, text);
}

function opens({ name, direction }: Place, title: string): Queue {
  const record = { interface: name, queue: `${direction} ${title}`, droppedPackets: null, droppedBytes: null };
  return { record, hasRows: false, cells: null };
}

function portDrops({ name, direction }: Place, line: string): QueueDropsRecord | null {
  const [, kind, unit, figure] = portRow.exec(line) ?? [];
  if (kind === undefined) return null;
  const [droppedPackets, droppedBytes] = unit === 'Pkts' ? [Number(figure), null] : [null, Number(figure)];
  return { interface: name, queue: `${direction} ${kind.replace(/^Ingress /, '')}`, droppedPackets, droppedBytes };
}

/** The drops of the watchdog are counted in these as well. */
const dropped = /^(?:WRED(?:\/AFD)?(?: & Tail)? Drop|AFD Drop|Tail Drop|Dropped|Drop) (Pkts|Byts)$/i;

const isBentDrop = nearLabels(
  ['Pkts', 'Byts'].flatMap((unit) =>
    [
      'WRED/AFD & Tail Drop',
      'WRED & Tail Drop',
      'WD & Tail Drop',
      'WRED/AFD Drop',
      'WRED Drop',
      'AFD Drop',
      'Tail Drop',
      'Dropped',
      'Drop',
    ].map((kind) => `${kind} ${unit}`),
  ),
);

/** `| WRED & Tail Drop Pkts |  17|  0|`: one figure for each kind of traffic; some models put two labels into a row. False when a figure is none, or is not there. */
function readRow(queue: Queue, line: string): boolean {
  let unit: string | null = null;
  const cells = line.split('|').map((text) => text.trim());
  queue.cells ??= cells.length;
  if (cells.length !== queue.cells) return false;
  for (const cell of cells) {
    if (/^\d{1,16}$/.test(cell)) {
      queue.hasRows = true;
      if (unit === 'pkts') queue.record.droppedPackets = (queue.record.droppedPackets ?? 0) + Number(cell);
      if (unit === 'byts') queue.record.droppedBytes = (queue.record.droppedBytes ?? 0) + Number(cell);
    } else if (unit !== null && cell !== '' && !/[A-Za-z]{3}/.test(cell)) return false;
    else if (isBentDrop(cell)) return false;
    else if (cell !== '') unit = dropped.exec(cell)?.[1]?.toLowerCase() ?? null;
  }
  return true;
}
