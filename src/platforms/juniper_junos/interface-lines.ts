import { isIP } from 'node:net';
import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { isDamaged } from '../damaged-label.ts';
import { agoSeconds } from '../durations.ts';
import { decimalOf } from '../values.ts';
import { duplexOf, fecOf, speedOf } from './interface-words.ts';
import type { KnownLine } from './known-lines.ts';

/** What stands below the heading of a port or of a unit. */
export interface InterfaceBlock {
  record: InterfaceDetailRecord;
  isUnit: boolean;
  /** `Traffic statistics`, `Input errors` … */
  section: string | null;
  /** The counters of the traffic, and the sections of errors, that were told. */
  counted: Set<string>;
  /** Whether the counters of this section have a rate beside them; null before the first. */
  hasRates: boolean | null;
  /** The line above ended with a comma: link values follow. */
  isWrapped: boolean;
  /** A line of link values was wrapped before the speed, which must follow. */
  wantsSpeed: boolean;
  whole: boolean;
}

export const portLines: readonly KnownLine<InterfaceBlock>[] = [
  { known: /(?:^|, )(?:MTU|Link-mode|Duplex|Speed|Media type):/, take: takeLink },
  { known: /^Device flags *:/, take: ({ wantsSpeed }) => !wantsSpeed },
  {
    known: /^Link type *:/,
    take: ({ record }, line) => {
      const mode = /^Link type *: (Full-Duplex|Half-Duplex|Unspecified|Autonegotiate)$/i.exec(line)?.[1];
      record.duplex ??= duplexOf(mode ?? null);
      return mode !== undefined;
    },
  },
  {
    known: /^Last flapped *:/,
    take: ({ record }, line) => {
      record.lastChangeSeconds = sinceOf(line);
      return record.lastChangeSeconds !== null || isNever(line);
    },
  },
  {
    known: /^Statistics last cleared:/,
    take: ({ record }, line) => {
      record.countersClearedSeconds = sinceOf(line);
      return record.countersClearedSeconds !== null || isNever(line);
    },
  },
  { known: /^(?:Input|Output) +(?:bytes|packets) *:/, take: takeCounter },
  { known: /^(?:Input|Output) rate *:/, take: takeRate },
  {
    known: /^CRC\/Align errors/,
    take: ({ record }, line) => {
      const crc = /^CRC\/Align errors +(\d{1,15}) +\d{1,15}$/.exec(line);
      if (crc) record.crcErrors = Number(crc[1]);
      return crc !== null;
    },
  },
  { known: /^(?:Carrier transitions|Errors|Drops):/, take: takeErrors },
  {
    known: /^Ethernet FEC Mode *:/,
    take: ({ record }, line) => {
      record.fec = fecOf(/: +(\S{1,20})$/.exec(line)?.[1] ?? null);
      return record.fec !== null;
    },
  },
  {
    known: /^Interface transmit statistics:/,
    take: (block) => {
      // Nothing that we read of a port stands below.
      block.whole = true;
      return true;
    },
  },
];

export const unitLines: readonly KnownLine<InterfaceBlock>[] = [
  { known: /^Flags:/, take: takeFlags },
  { known: /^(?:Input|Output) +(?:bytes|packets) *:/, take: takeCounter },
  { known: /^Protocol [a-z]|AE bundle:/, take: takeFamily },
  { known: /^(?:Destination|Local):/, take: takeAddress },
];

/** `2026-11-22 23:50:00 UTC (1d 03:19 ago)`. */
function sinceOf(line: string): number | null {
  const ago = /: \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} [\w:+-]{1,10} \(([^)]{1,30}) ago\)$/.exec(line)?.[1];
  return ago === undefined ? null : agoSeconds(ago);
}

function isNever(line: string): boolean {
  return line.endsWith(': Never');
}

/** `Link-mode: Full-duplex, Speed: 1000mbps, …`: what follows a line of link values that ends with a comma. */
export function isLinkContinuation(line: string): boolean {
  return /^[A-Z][\w-]{1,30}(?: [\w-]{1,30}){0,5}(?:: \S|,|$)/.test(line);
}

const linkWords = new Set(['full-duplex', 'half-duplex', 'fiber', 'copper']);

/** The line of link values may be wrapped behind any of its commas. A speed that is none is a word. */
function takeLink(block: InterfaceBlock, line: string): boolean {
  const { record } = block;
  block.isWrapped = line.endsWith(',');
  block.wantsSpeed = (block.isWrapped || block.wantsSpeed) && !line.includes('Speed:');
  const mtu = /(?:^|, )MTU: (\d{1,6}|Unlimited)(?=,|$)/.exec(line)?.[1];
  const speed = /(?:^|, )Speed: (\d{1,6}(?:\.\d{1,3})?[kmgKMG](?:bps)?|[A-Z][\w -]{1,30})(?=,|$)/.exec(line)?.[1];
  const mode = /(?:^|, )(?:Link-mode|Duplex): ([\w-]{2,20})(?=,|$)/.exec(line)?.[1];
  if ((mtu === undefined && line.includes('MTU:')) || (speed === undefined && line.includes('Speed:'))) return false;
  const medium = /(?:^|, )Media type: ([A-Z][\w-]{1,30})(?=,|$)/.exec(line)?.[1];
  if (mode === undefined && /Link-mode:|Duplex:/.test(line)) return false;
  if (medium === undefined && line.includes('Media type:')) return false;
  if ([mode, medium].some((word) => isDamaged((word ?? '').toLowerCase(), linkWords))) return false;
  record.mtuBytes ??= mtu === undefined || mtu === 'Unlimited' ? null : Number(mtu);
  record.mtuLayer = record.mtuBytes === null ? null : 'l2';
  record.speedBitsPerSecond ??= speedOf(speed ?? null);
  record.duplex ??= duplexOf(mode ?? null);
  record.mediaType ??= medium ?? null;
  return true;
}

/** Of one section, all counters have a rate beside them, or none has; each stands there once. */
function takeCounter(block: InterfaceBlock, line: string): boolean {
  if (block.section !== 'Traffic statistics') return true;
  const { record } = block;
  const match =
    /^(Input|Output) +(?:(bytes) *: +(\d{1,20})(?: +(\d{1,15}) bps)?|packets *: +(\d{1,20})(?: +(\d{1,15}) pps)?)$/.exec(
      line,
    );
  if (!match) return false;
  const [, way, bytes, octets, bitRate, , packetRate] = match;
  const rate = bitRate ?? packetRate;
  const isLikeOthers = block.hasRates === null || block.hasRates === (rate !== undefined);
  block.hasRates = rate !== undefined;
  const input = way === 'Input';
  const name = `${way} ${bytes ?? 'packets'}`;
  if (block.counted.has(name)) return false;
  block.counted.add(name);
  if (bytes !== undefined) record[input ? 'inOctets' : 'outOctets'] = decimalOf(octets);
  if (bitRate !== undefined) record[input ? 'inBitsPerSecond' : 'outBitsPerSecond'] = Number(bitRate);
  if (packetRate !== undefined) record[input ? 'inPacketsPerSecond' : 'outPacketsPerSecond'] = Number(packetRate);
  return isLikeOthers;
}

/** Each way has a line of its own; old releases print both on one. */
function takeRate({ record }: InterfaceBlock, line: string): boolean {
  const ways = /^Input rate .*, Output rate/.test(line) ? line.split(/, (?=Output)/) : [line];
  return ways.every((way) => {
    const rates = /^(Input|Output) rate *: (\d{1,15}) bps \((\d{1,15}) pps\)$/.exec(way);
    if (!rates) return false;
    record[rates[1] === 'Input' ? 'inBitsPerSecond' : 'outBitsPerSecond'] = Number(rates[2]);
    record[rates[1] === 'Input' ? 'inPacketsPerSecond' : 'outPacketsPerSecond'] = Number(rates[3]);
    return true;
  });
}

function takeErrors({ record, section, counted }: InterfaceBlock, line: string): boolean {
  if (section !== 'Input errors' && section !== 'Output errors') return true;
  const errors = /^(?:Carrier transitions: (\d{1,12}), )?Errors: (\d{1,15}), Drops: (\d{1,15})(?:,|$)/.exec(line);
  if (!errors) return false;
  // The second time it is of a section whose heading is not there.
  if (counted.has(section)) return false;
  counted.add(section);
  const [, transitions, count, drops] = errors;
  if (section === 'Input errors') [record.inErrors, record.inDiscards] = [Number(count), Number(drops)];
  else {
    record.carrierTransitions = transitions === undefined ? null : Number(transitions);
    [record.outErrors, record.outDiscards] = [Number(count), Number(drops)];
  }
  return true;
}

const stateFlags = new Set(['Up', 'Down', 'Hardware-Down', 'Device-Down', 'Admin-Down']);

/** Only the first flags are those of the unit. */
export function takeFlags({ record }: InterfaceBlock, line: string): boolean {
  const flags = /^Flags: (.{1,200}?)(?: Encapsulation: \S+)?$/.exec(line);
  if (!flags || record.operStatus !== 'unknown') return true;
  const words = (flags[1] ?? '').split(' ');
  if (words.some((word) => isDamaged(word, stateFlags))) return false;
  if (words.some((word) => /^(?:Down|Hardware-Down|Device-Down|Admin-Down)$/.test(word))) record.operStatus = 'down';
  else if (words.includes('Up')) record.operStatus = 'up';
  return true;
}

const families = new Set(['inet', 'inet6']);

function takeFamily(block: InterfaceBlock, line: string): boolean {
  // This family is the last one of a unit.
  block.whole ||= line.startsWith('Protocol multiservice,');
  if (isDamaged(/^Protocol (\w{3,6})(?:,|$)/.exec(line)?.[1] ?? '', families)) return false;
  if (/^Protocol aenet,|AE bundle:/.test(line)) return takeBundle(block, line);
  if (!/^Protocol inet(?![\w-])/.test(line)) return true;
  const mtu = /^Protocol inet, MTU: (\d{2,6}|Unlimited)(?![^\s,])/.exec(line)?.[1];
  if (mtu === undefined) return false;
  if (mtu !== 'Unlimited') [block.record.mtuBytes, block.record.mtuLayer] = [Number(mtu), 'ip'];
  return true;
}

/** `Protocol aenet, AE bundle: ae0.0, Link Index: 0`: the unit is a member. */
function takeBundle({ record }: InterfaceBlock, line: string): boolean {
  const bundle = /^Protocol aenet, AE bundle: ((?:ae|reth)\d{1,4})(?:\.\d{1,10})?(?:,|$)/.exec(line)?.[1];
  record.lag = bundle ?? null;
  return bundle !== undefined;
}

function takeAddress(block: InterfaceBlock, line: string): boolean {
  // Somebody blotted the address out.
  if (/, Local: x\.x\.x\.x(?:,|$)/.test(line)) return true;
  const local =
    /^(?:Destination: (?:Unspecified|[0-9A-Fa-f.:]{1,39})(?:\/(\d{1,3}))?, )?Local: ([0-9A-Fa-f.:]{2,39})(?:,|$)/.exec(
      line,
    );
  return local !== null && pushAddress(block, local[2] ?? '', local[1]);
}

/** False for one that is none. */
export function pushAddress({ record }: InterfaceBlock, address: string, length: string | undefined): boolean {
  const bits = isIP(address) === 4 ? 32 : 128;
  if (isIP(address) === 0 || Number(length ?? 0) > bits) return false;
  // A host address, on a loopback or at the end of a line between two points, stands without its length.
  record.ipAddresses.push(`${address}/${length ?? bits}`);
  return true;
}
