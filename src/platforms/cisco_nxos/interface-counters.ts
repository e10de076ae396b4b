import type { InterfaceDetailRecord } from '../../domain/diagnostics.ts';

export type Direction = 'in' | 'out';

const rate =
  /^(\d{1,5}) (second|minute)s? (input|output) rate (\d{1,18}) bits\/sec,?(?: (?:\d{1,18} bytes\/sec, )?(\d{1,18}) (?:packets|frames)\/sec)?$/;
const octets = /^\d{1,20} (?:(input|output) packets|(?:packets|frames) (input|output)),? +(?:\d.* )?(\d{1,20}) bytes\b/;
/** A management port prints its octets on the second line of each half. */
const management = /^\d{1,20} (?:uni|multi|broad)cast packets .*?(\d{1,20}) bytes$/;

/** The lines that begin with a number. Gives the half of the counters that the next line is in. */
export function readCounters(
  record: InterfaceDetailRecord,
  line: string,
  direction: Direction | null,
): Direction | null {
  if (line.includes(' rate ')) {
    readRate(record, line);
    return direction;
  }
  const counted = octets.exec(line);
  // Lines of errors stand below the half that this one would have opened.
  if (!counted && /^\S+ (?:packets|frames) (?:input|output),/.test(line)) return null;
  if (counted) {
    const half: Direction = (counted[1] ?? counted[2]) === 'input' ? 'in' : 'out';
    setOctets(record, half, counted[3] ?? '');
    return half;
  }
  const managed = direction === null ? null : management.exec(line);
  if (managed && direction) setOctets(record, direction, managed[1] ?? '');
  const value = (pattern: RegExp) => {
    const found = pattern.exec(line)?.[1];
    return found === undefined ? null : Number(found);
  };
  record.crcErrors = value(/(?:^|[ ,])(\d{1,15}) CRC(?:\/FCS)?\b/) ?? record.crcErrors;
  record.inErrors = value(/(?:^|[ ,])(\d{1,15}) input errors?\b/) ?? record.inErrors;
  record.outErrors = value(/(?:^|[ ,])(\d{1,15}) output errors?\b/) ?? record.outErrors;
  record.inDiscards = value(/(?:^|[ ,])(\d{1,15}) input discards?\b/) ?? record.inDiscards;
  record.outDiscards = value(/(?:^|[ ,])(\d{1,15}) output discards?\b/) ?? record.outDiscards;
  // Fibre Channel counts below "frames input" and "frames output".
  const frames = /^(\d{1,15}) discards, (\d{1,15}) errors$/.exec(line);
  if (frames && direction === 'in') [record.inDiscards, record.inErrors] = [Number(frames[1]), Number(frames[2])];
  if (frames && direction === 'out') [record.outDiscards, record.outErrors] = [Number(frames[1]), Number(frames[2])];
  return direction;
}

/** Interfaces with a rate line that was not understood. */
const bentRates = new WeakSet<InterfaceDetailRecord>();

/** Of several load intervals the first one counts. Before a port was ever up, its interval is 0: unknown. */
function readRate(record: InterfaceDetailRecord, line: string): void {
  const match = rate.exec(line);
  const way = / (in|out)put rate /.exec(line)?.[1];
  // The first interval in another form than this: the next one is not taken in its place.
  if (!match && way !== undefined) bentRates.add(record);
  if (!match || bentRates.has(record)) return;
  const seconds = Number(match[1]) * (match[2] === 'minute' ? 60 : 1);
  const [bits, packets] = [Number(match[4]), match[5] === undefined ? null : Number(match[5])];
  if (match[3] === 'input' && record.inBitsPerSecond === null) {
    record.rateIntervalSeconds = seconds === 0 ? null : seconds;
    [record.inBitsPerSecond, record.inPacketsPerSecond] = [bits, packets];
  } else if (match[3] === 'output' && record.outBitsPerSecond === null)
    [record.outBitsPerSecond, record.outPacketsPerSecond] = [bits, packets];
}

function setOctets(record: InterfaceDetailRecord, direction: Direction, digits: string): void {
  if (direction === 'in') record.inOctets = BigInt(digits).toString();
  else record.outOctets = BigInt(digits).toString();
}
