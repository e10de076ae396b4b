import type { InterfaceDetailRecord } from '../../domain/diagnostics.ts';
import { agoSeconds } from '../durations.ts';
import { withCut } from '../parsed.ts';
import { blankInterface, blankInterfaceDetail } from '../records.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { decimalOf } from '../values.ts';
import type { JunosInterfaces } from './interface-json.ts';
import { duplexOf, speedOf } from './interface-words.ts';

const port = /^Physical interface: (\S{1,60}), (Enabled|Administratively down), Physical link is (Up|Down)$/;
const unit = /^Logical interface (\S{1,60}) \(Index \d+\)(?: \(.{1,60}\))*$/;

interface Block {
  record: InterfaceDetailRecord;
  isUnit: boolean;
  section: string | null;
  whole: boolean;
}

/** `show interfaces [X] [extensive]` in text. A block ends at a blank line, at the next one, or with its last family. */
export function junosInterfaceBlocks(text: TextLines): JunosInterfaces | null {
  const blocks: Block[] = [];
  const unparsed: string[] = [];
  for (const line of text.lines) {
    const bare = isTooLong(line) ? '' : line.trim();
    const last = blocks.at(-1);
    const opened = open(bare);
    if (isTooLong(line)) unparsed.push(line);
    else if (opened) blocks.push(opened);
    else if (last && bare === '') last.whole = true;
    else if (last && /^\s/.test(line)) readLine(last, bare);
    else if (!isNoise(line)) {
      if (!last) return null;
      unparsed.push(line);
    }
  }
  const last = blocks.at(-1);
  if (!last) return null;
  const kept = last.whole ? blocks : blocks.slice(0, -1);
  const rows: JunosInterfaces = {
    records: kept.map(({ record }) => record),
    unparsed,
    units: new Set(kept.filter(({ isUnit }) => isUnit).map(({ record }) => record)),
  };
  if (last.whole) return { ...withCut(rows, text), units: rows.units };
  return {
    ...rows,
    incomplete: `nobody knows whether the block of ${last.record.interface} is whole: the blank line behind it is missing`,
  };
}

function open(line: string): Block | null {
  const [, name = '', admin, link] = port.exec(line) ?? [];
  if (link) {
    const adminDown = admin !== 'Enabled';
    const base = {
      ...blankInterface(name),
      adminStatus: adminDown ? ('down' as const) : ('up' as const),
      operStatus: link === 'Up' ? ('up' as const) : ('down' as const),
      reason: adminDown ? 'admin' : null,
    };
    return { record: blankInterfaceDetail(base), isUnit: false, section: null, whole: false };
  }
  const logical = unit.exec(line)?.[1];
  if (logical === undefined) return null;
  return { record: blankInterfaceDetail(blankInterface(logical)), isUnit: true, section: null, whole: false };
}

function readLine(block: Block, line: string): void {
  const { record } = block;
  const description = /^Description: (.+)$/.exec(line);
  const section =
    /^(Input errors|Output errors|MAC statistics|Traffic statistics|Transit statistics|Local statistics|IP\S{1,3} transit statistics):/.exec(
      line,
    );
  if (description) record.description ??= description[1] ?? null;
  else if (section) block.section = section[1] ?? null;
  else if (block.isUnit) readUnitLine(block, line);
  else readPortLine(block, line);
}

/** The line of link values may be wrapped behind any of its commas. */
function readPortLine({ record, section }: Block, line: string): void {
  if (/^(?:Type|Link-level type|Link-mode|Speed|MAC-REWRITE Error|Loop Detect PDU Error): /.test(line)) {
    const mtu = /\bMTU: (\d{2,6})(?![^\s,])/.exec(line)?.[1];
    record.mtuBytes ??= mtu === undefined ? null : Number(mtu);
    record.mtuLayer = record.mtuBytes === null ? null : 'l2';
    record.speedBitsPerSecond ??= speedOf(/(?:^|, )Speed: (\w{2,20})\b/.exec(line)?.[1] ?? null);
    record.duplex ??= duplexOf(/(?:^|, )Link-mode: ([\w-]{2,20})\b/.exec(line)?.[1] ?? null);
  }
  const flapped = /^Last flapped +: .{1,60}\(([^)]{1,30}) ago\)$/.exec(line);
  const cleared = /^Statistics last cleared: .{1,60}\(([^)]{1,30}) ago\)$/.exec(line);
  const counter = /^(Input|Output) +(bytes|packets) *: +(\d{1,20})(?: +(\d{1,15}) (bps|pps))?$/.exec(line);
  const rates = /^(Input|Output) rate +: (\d{1,15}) bps \((\d{1,15}) pps\)$/.exec(line);
  const crc = /^CRC\/Align errors +(\d{1,15}) +\d{1,15}$/.exec(line);
  if (flapped) record.lastChangeSeconds = agoSeconds(flapped[1] ?? '');
  if (cleared) record.countersClearedSeconds = agoSeconds(cleared[1] ?? '');
  if (counter && section === 'Traffic statistics') readCounter(record, counter);
  if (rates) {
    record[rates[1] === 'Input' ? 'inBitsPerSecond' : 'outBitsPerSecond'] = Number(rates[2]);
    record[rates[1] === 'Input' ? 'inPacketsPerSecond' : 'outPacketsPerSecond'] = Number(rates[3]);
  }
  if (crc) record.crcErrors = Number(crc[1]);
  const errors = /^(?:Carrier transitions: (\d{1,12}), )?Errors: (\d{1,15}), Drops: (\d{1,15})(?:,|$)/.exec(line);
  if (errors && section === 'Input errors')
    [record.inErrors, record.inDiscards] = [Number(errors[2]), Number(errors[3])];
  if (errors && section === 'Output errors') {
    record.carrierTransitions = errors[1] === undefined ? null : Number(errors[1]);
    [record.outErrors, record.outDiscards] = [Number(errors[2]), Number(errors[3])];
  }
}

function readCounter(record: InterfaceDetailRecord, [, way, what, total, rate]: RegExpExecArray): void {
  const input = way === 'Input';
  if (what === 'bytes') record[input ? 'inOctets' : 'outOctets'] = decimalOf(total);
  if (rate === undefined) return;
  if (what === 'bytes') record[input ? 'inBitsPerSecond' : 'outBitsPerSecond'] = Number(rate);
  else record[input ? 'inPacketsPerSecond' : 'outPacketsPerSecond'] = Number(rate);
}

function readUnitLine(block: Block, line: string): void {
  const { record } = block;
  const flags = /^Flags: (.{1,200}?)(?: Encapsulation: \S+)?$/.exec(line);
  const family = /^Protocol (\S{2,20}), MTU: (\d{2,6}|Unlimited)(?![^\s,])/.exec(line);
  const local = /^Destination: [^,/]{1,45}\/(\d{1,3}), Local: ([0-9A-Fa-f.:]{2,39})(?:,|$)/.exec(line);
  if (flags && record.operStatus === 'unknown') {
    const words = (flags[1] ?? '').split(' ');
    record.operStatus = words.some((word) => /^(?:Down|Hardware-Down|Device-Down|Admin-Down)$/.test(word))
      ? 'down'
      : words.includes('Up')
        ? 'up'
        : 'unknown';
  }
  if (family?.[1] === 'inet' && family[2] !== 'Unlimited') {
    record.mtuBytes = Number(family[2]);
    record.mtuLayer = 'ip';
  }
  if (local) record.ipAddresses.push(`${local[2]}/${local[1]}`);
  // This family is the last one of a unit.
  block.whole ||= family?.[1] === 'multiservice';
}
