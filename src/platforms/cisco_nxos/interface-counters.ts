import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';

type Direction = 'in' | 'out';

export interface Counters {
  record: InterfaceDetailRecord;
  /** Which half of the counters the lines are in. */
  direction: Direction | null;
  /** The first load interval has another form than the one that is known: the next one is not taken in its place. */
  rateLost: boolean;
}

const rate =
  /^(\d{1,5}) (second|minute)s? (input|output) rate (\d{1,18}) bits\/sec(?:(?:, ?| )(?:\d{1,18} bytes\/sec, )?(\d{1,18}) (?:packets|frames)\/sec)?$/;
const octets =
  /^\d{1,20} (?:(?:input|output) packets|(?:packets|frames) (?:input|output))(?:,|,? +(?:\d.* )?)(\d{1,20}) bytes(?: |$)/;
/** A tunnel of older releases: what it counts, and the rate on the same line. */
const tunnelRate =
  /^\d{1,20} packets (in|out)put, (\d{1,5}) (second|minute)s? (?:in|out)put rate (\d{1,18}) packets\/sec$/;
/** A management port prints its octets on the second line of each half. */
const management = /^(?:\d{1,20} (?:uni|multi|broad)cast packets,? +){1,3}(\d{1,20}) bytes$/;

/** The counters that stand among others in a line: how each is recognised, and its figure before it. */
const named = [
  ['crcErrors', /(?<!Stomped )CRC/, /(?:^|[ ,])(\d{1,15}) (?:invalid )?CRC(?:\/FCS)?(?=[ ,]|$)/],
  ['inErrors', /input errors?/, /(?:^|[ ,])(\d{1,15}) input errors?(?=[ ,]|$)/],
  ['outErrors', /output errors?/, /(?:^|[ ,])(\d{1,15}) output errors?(?=[ ,]|$)/],
  ['inDiscards', /input discards?/, /(?:^|[ ,])(\d{1,15}) input discards?(?=[ ,]|$)/],
  ['outDiscards', /output discards?/, /(?:^|[ ,])(\d{1,15}) output discards?(?=[ ,]|$)/],
] as const satisfies readonly (readonly [keyof InterfaceDetailRecord, RegExp, RegExp])[];

/**
 * Reads a line of counters or rates: false when it is one of those that are read in a form that is not known, null when
 * it is none of them.
 */
export function readCounters(counters: Counters, line: string): boolean | null {
  // The sum below a load interval is in other units.
  if (line.includes('put rate')) return / rate [\d.]+ ?[KMGT]?bps/.test(line) ? null : readRate(counters, line);
  if (line.includes('bits/sec')) return readOverlay(counters, line);
  // A figure at the end has lost what it counts.
  if (/^\d/.test(line) && /\d$/.test(line)) return false;
  const half = halfOf(line);
  if (half !== null) return readOctets(counters, line, half);
  if (counters.direction !== null && /cast packets.*bytes|^broadcast packets/.test(line)) {
    const counted = management.exec(line)?.[1];
    if (counted !== undefined) setOctets(counters.record, counters.direction, counted);
    return counted !== undefined;
  }
  if (line.endsWith('packets/sec') || /^\d+ broadcast packets +\d/.test(line)) return readPacketRate(counters, line);
  // The line that says whose packets these are was not there.
  if (counters.direction === null && /^\d+ (?:uni|multi|broad)cast packets\b/.test(line)) return false;
  if (/^\d+ +(?:discards|errors)\b/.test(line) || line.includes('discards,')) return readFrames(counters, line);
  if (/^\d+ +frames\b/.test(line)) {
    // The frames of a direction that is not named: what stands below it is nobody's.
    counters.direction = null;
    return false;
  }
  return /CRC|put (?:error|discard)/.test(line) ? readNamed(counters.record, line) : null;
}

function halfOf(line: string): Direction | null {
  if (!line.includes('packets') && !line.includes('frames')) return null;
  const half = /(in|out)put packets|(?:packets|frames) ?(in|out)put/.exec(line);
  return half && ((half[1] ?? half[2]) === 'in' ? 'in' : 'out');
}

function readOctets(counters: Counters, line: string, half: Direction): boolean {
  counters.direction = half;
  // A management port prints them on the next line.
  if (!line.includes('bytes')) return true;
  const counted = octets.exec(line)?.[1];
  if (counted === undefined) {
    // Lines of errors stand below the half that this one would have opened.
    counters.direction = null;
    return false;
  }
  setOctets(counters.record, half, counted);
  return true;
}

/** An overlay has octets and rates on one line of each half: `4220 bytes  80 bits/sec  1 packets/sec`. */
function readOverlay({ record, direction }: Counters, line: string): boolean {
  const [, counted, bits, packets] =
    /^(\d{1,20}) bytes {1,2}(\d{1,18}) bits\/sec {1,2}(\d{1,18}) packets\/sec$/.exec(line) ?? [];
  // A half that has them already: the line that opens the other one was not known.
  const isRead = (direction === 'in' ? record.inOctets : record.outOctets) !== null;
  if (counted === undefined || direction === null || isRead) return false;
  setOctets(record, direction, counted);
  if (direction === 'in') [record.inBitsPerSecond, record.inPacketsPerSecond] = [Number(bits), Number(packets)];
  else [record.outBitsPerSecond, record.outPacketsPerSecond] = [Number(bits), Number(packets)];
  return true;
}

/** A management port of old releases has its rate of packets behind the broadcasts of each half. */
function readPacketRate({ record, direction }: Counters, line: string): boolean {
  const packets = /^\d{1,20} broadcast packets {1,2}(\d{1,18}) packets\/sec$/.exec(line)?.[1];
  const field = direction === 'in' ? 'inPacketsPerSecond' : 'outPacketsPerSecond';
  // A half that has it already: the line that opens the other one was not known.
  if (packets === undefined || direction === null || record[field] !== null) return false;
  record[field] = Number(packets);
  return true;
}

/** Fibre Channel counts below "frames input" and "frames output"; newer releases leave the blanks out. */
function readFrames({ record, direction }: Counters, line: string): boolean {
  const [, discards, errors, crc] =
    /^(\d{1,15}) discards, ?(\d{1,15}) errors(?:,(\d{1,15}) CRC\/FCS)?$/.exec(line) ?? [];
  // A direction that has them already: the line between the two was not known.
  const isRead = (direction === 'in' ? record.inDiscards : record.outDiscards) !== null;
  if (discards === undefined || direction === null || isRead) return false;
  if (direction === 'in') [record.inDiscards, record.inErrors] = [Number(discards), Number(errors)];
  else [record.outDiscards, record.outErrors] = [Number(discards), Number(errors)];
  if (crc !== undefined) record.crcErrors = Number(crc);
  return true;
}

function readNamed(record: InterfaceDetailRecord, line: string): boolean {
  for (const [field, label, figure] of named) {
    if (!label.test(line)) continue;
    const value = figure.exec(line)?.[1];
    if (value === undefined) return false;
    record[field] = Number(value);
  }
  return true;
}

function readTunnelRate({ record }: Counters, [, half, interval, unit, packets]: RegExpExecArray): boolean {
  record.rateIntervalSeconds = Number(interval) * (unit === 'minute' ? 60 : 1);
  record[half === 'in' ? 'inPacketsPerSecond' : 'outPacketsPerSecond'] = Number(packets);
  return true;
}

/** Of several load intervals the first one counts. Before a port was ever up, its interval is 0: unknown. */
function readRate(counters: Counters, line: string): boolean {
  const ofTunnel = tunnelRate.exec(line);
  if (ofTunnel) return readTunnelRate(counters, ofTunnel);
  const match = rate.exec(line);
  counters.rateLost ||= !match;
  if (!match || counters.rateLost) return match !== null;
  const { record } = counters;
  const seconds = Number(match[1]) * (match[2] === 'minute' ? 60 : 1);
  const bits = Number(match[4]);
  if (match[3] === 'input' && record.inBitsPerSecond === null) {
    record.rateIntervalSeconds = seconds === 0 ? null : seconds;
    record.inBitsPerSecond = bits;
    if (match[5] !== undefined) record.inPacketsPerSecond = Number(match[5]);
  } else if (match[3] === 'output' && record.outBitsPerSecond === null) {
    record.outBitsPerSecond = bits;
    if (match[5] !== undefined) record.outPacketsPerSecond = Number(match[5]);
  }
  return true;
}

function setOctets(record: InterfaceDetailRecord, direction: Direction, digits: string): void {
  if (direction === 'in') record.inOctets = BigInt(digits).toString();
  else record.outOctets = BigInt(digits).toString();
}
