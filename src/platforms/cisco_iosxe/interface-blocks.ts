import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { append } from '../../lib/append.ts';
import { isOfCounters, rateLine, readCounters } from '../cisco-interface-counters.ts';
import { uptimeSeconds } from '../durations.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { type TextLines, withWholeTail } from '../text-lines.ts';
import { headedRecord, isHeading, withoutName } from './interface-heading.ts';
import { isBentLine, lackingCounters } from './interface-lines.ts';
import { readFec, readMedia } from './interface-media.ts';
import { readOlderQueues, readOutputDrops, readQueues } from './interface-queues.ts';
import { isIosNoise } from './ios-table.ts';
import { readPseudowireCounters } from './pseudowire-counters.ts';

interface Block {
  record: InterfaceDetailRecord;
  /** The last line that this kind of interface prints was seen. */
  whole: boolean;
  /** Its line of hardware was seen, which every block has once. */
  hasHardware: boolean;
  /** Whose figures the next line of a pseudowire holds. */
  direction: 'RX' | 'TX' | null;
}

/** `show interfaces [X]`: one block per interface, told apart by its heading. Null when there is no heading. */
export function iosInterfaceBlocks(given: TextLines): Rows<InterfaceDetailRecord> | null {
  const text = withWholeTail(given, lastOfBlock);
  const rows: Rows<InterfaceDetailRecord> = { records: [], unparsed: [] };
  let block: Block | null = null;
  /** How far the headings are set in, and whether a line was that is set in further. */
  let base = 0;
  let indented = false;
  let isFirst = true;
  /** Below a dialer stands once more the block of the interface that it has for its call. */
  let isBound = false;
  const bound = new Map<string, InterfaceDetailRecord>();
  const copies = new Set<InterfaceDetailRecord>();
  const unsized = new Set<InterfaceDetailRecord>();
  for (const raw of text.lines) {
    if (raw.length === 0) continue;
    let indent = 0;
    while (raw.charCodeAt(indent) === 32) indent += 1;
    const line = indent === 0 ? raw : raw.slice(indent);
    if (isHeading(line)) {
      const opened = headedRecord(line);
      if (opened) {
        if (block) rows.records.push(block.record);
        block = blockOf(opened);
        const copy = bound.get(block.record.interface);
        if (copy) copies.add(copy);
        if (isBound) bound.set(block.record.interface, block.record);
        isBound = false;
        // Pasted blocks that are set in have places of their own, and some lost the indentation of their lines.
        isFirst = true;
        if (indent > 0) indented = false;
        base = indent;
        continue;
      }
      if (line.includes(', line protocol is ')) {
        rows.unparsed.push(raw.slice(0, 500));
        if (block) rows.records.push(block.record);
        block = nobodys();
        continue;
      }
    }
    isBound = line === 'Bound to:' && block !== null;
    if (isBound) continue;
    // EOS, IOS-XR and NX-OS open their blocks alike.
    if (line.startsWith('Ethernet MTU ') || line.startsWith('IP MTU ')) return null;
    if (line.includes('-duplex, ') && line.includes(', auto negotiation: ')) return null;
    if (line.startsWith('Interface state transitions: ') || line.startsWith('admin state is ')) return null;
    const unnamed = indent > base && withoutName.test(line);
    if (block && ((indent <= base && indented && !isIosNoise(line)) || unnamed)) {
      // What stands in a block is indented: a heading in a form that is not known, or without its name.
      rows.unparsed.push(raw.slice(0, 500));
      rows.records.push(block.record);
      block = nobodys();
    } else if (block && isOfAnother(block, line)) {
      rows.unparsed.push(raw.slice(0, 500));
      block = nobodys();
    } else if (block) {
      if (isFirst || base === 0) indented ||= indent > base;
      isFirst = false;
      if (sizeless.test(raw)) unsized.add(block.record);
      else if (!(readLine(block, line) ?? !isBentLine(line))) rows.unparsed.push(raw);
    } else if (!isIosNoise(line)) return null;
  }
  if (!block) return null;
  const records = rows.records.filter((record) => record.interface !== '' && !copies.has(record));
  const name = block.record.interface;
  if (!block.whole) return { ...rows, records, incomplete: `the block of ${name} has no end: the answer was cut off` };
  // Behind the buffers the transitions of the carrier may stand, which are read.
  if (name !== '' && !/^ *\d/.test(text.cut ?? '')) records.push(block.record);
  append(
    rows.unparsed,
    records.flatMap((record) => lackingCounters(record, unsized.has(record))),
  );
  return withCut({ ...rows, records }, text);
}

/** Takes the lines below a heading that was not understood. */
function nobodys(): Block {
  return { ...blockOf(blankInterfaceDetail(blankInterface(''))), whole: true };
}

function blockOf(record: InterfaceDetailRecord): Block {
  return { record, whole: false, hasHardware: false, direction: null };
}

/**
 * The block of another interface has begun without a heading that is known. Which of the lines above are of which of the two
 * is not known either: the description stands above the MTU.
 */
function isOfAnother({ record, hasHardware }: Block, line: string): boolean {
  return line.startsWith('Hardware is ') ? hasHardware : line.startsWith('MTU ') && record.mtuBytes !== null;
}

/** False when the line is one of those that are read, in a form that is not known; null when it is none of them. */
function readLine(block: Block, line: string): boolean | null {
  const { record } = block;
  if (block.direction !== null) return line === '' || directed(block, line);
  const first = line.charCodeAt(0);
  if (first >= 48 && first <= 57) {
    if (record.interface.startsWith('pseudowire')) return false;
    if (line.endsWith(' packets/sec')) return rateLine(record, line);
    const counted = readCounters(record, line);
    block.whole ||= endsBlock(line, record.interface);
    return counted || (isOfCounters(line) ? false : null);
  }
  switch (first) {
    case 68: // D
      if (!line.startsWith('Description: ')) return null;
      record.description = line.slice(13).trim() || null;
      return true;
    case 73: // I
      if (/^Internet [Aa]ddress is/.test(line)) return address(record, line);
      return line.startsWith('Input queue') ? readQueues(record, line) : null;
    case 77: // M
      return line.startsWith('MTU') ? mtu(record, line) : null;
    case 76: // L
      if (!line.startsWith('Last clearing of ')) return null;
      record.countersClearedSeconds = uptimeAfter(line);
      block.whole ||= subinterface.test(record.interface);
      return record.countersClearedSeconds !== null || line.endsWith(' never');
    case 72: // H
      // The port of a module that is not there has a second line, of what it would be.
      block.hasHardware ||= line.startsWith('Hardware is ') && line !== 'Hardware is not present';
      return namesDuplex(line) ? readMedia(record, line) : null;
    case 70: // F
      if (line.startsWith('Fec')) return readFec(record, line);
      return namesDuplex(line) ? readMedia(record, line) : null;
    case 65: // A
    case 85: // U
    case 97: // a, as some releases write it
    case 102: // f
    case 104: // h
      return line.startsWith('Unknown,') || namesDuplex(line) ? readMedia(record, line) : null;
    case 83: // S
      return line.startsWith('Secondary ') ? address(record, line) : null;
    case 79: // O
      return line.startsWith('Output queue') && line.includes('nput queue') ? readOlderQueues(record, line) : null;
    case 84: // T
      if (line === 'TX') block.direction = line;
      if (line.startsWith('Total output drops')) return readOutputDrops(record, line);
      if (record.operStatus !== 'up')
        record.reason ??= /^Tunnel linestate evaluation down - (\S.{0,80})$/.exec(line)?.[1] ?? null;
      return null;
    case 82: // R
      if (line === 'RX') block.direction = line;
      return null;
    default:
      return isOfCounters(line) ? false : null;
  }
}

function namesDuplex(line: string): boolean {
  return /[Dd]uplex/.test(line.slice(0, 24));
}

/** The bandwidth without the MTU before it, as the simulated switches of Packet Tracer print it. */
const sizeless = /^ BW \d{1,10} Kbit, DLY \d{1,10} usec,$/;

/** An SDH channel has a point in its name as well, but no number behind it: `Serial1/0/0.1/2/3/1:0`. */
const subinterface = /\.\d{1,10}$/;

/** The line after which a kind of interface prints nothing more that is read. */
function endsBlock(line: string, name: string): boolean {
  if (line.endsWith('output buffers swapped out')) return !/^(?:Serial|Multilink|POS)/.test(name);
  return carrierLast.test(line) || (name.startsWith('Dialer') && dialedLast.test(line));
}

/** Some releases put the signals or the alarms of the line behind it. */
const carrierLast =
  /^\d{1,15} carrier transitions(?:,? (?:no )?alarm present| {1,10}DCD=(?:up|down)(?: {1,4}[DRC]\w\w=(?:up|down)){4})?$/;

/** A dialer counts no errors. */
const dialedLast = /^\d{1,20} packets output, \d{1,20} bytes$/;

/** What a last line without its break ends with that is whole. */
const lastOfBlock = /(?: output buffers swapped out| carrier transitions|\d packets \d{1,20} bytes \d{1,15} drops)$/;

function directed(block: Block, line: string): boolean {
  const { record, direction } = block;
  block.direction = null;
  if (direction === null || !readPseudowireCounters(record, direction, line)) return false;
  block.whole ||= direction === 'TX';
  return true;
}

function mtu(record: InterfaceDetailRecord, line: string): boolean {
  const bytes = /^MTU (\d{1,6}) bytes(?:,| |$)/.exec(line)?.[1];
  if (bytes === undefined) return false;
  record.mtuBytes = Number(bytes);
  record.mtuLayer = 'ip';
  return true;
}

function address(record: InterfaceDetailRecord, line: string): boolean {
  const [, printed = '', length] =
    /^(?:Internet [Aa]ddress is|Secondary [Aa]ddress(?: is)?) ([\d.]{7,15})\/(\d{1,2})(?: |$)/.exec(line) ?? [];
  const ip = canonicalIp(printed);
  if (ip === null) return false;
  record.ipAddresses.push(`${ip}/${Number(length)}`);
  return true;
}

function uptimeAfter(line: string): number | null {
  return uptimeSeconds(line.slice(line.lastIndexOf(' ') + 1));
}
