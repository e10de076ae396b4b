import type { InterfaceDetailRecord } from '../domain/diagnostics.ts';

/** `5 minute input rate 2000 bits/sec, 2 packets/sec`. */
export function rateLine(record: InterfaceDetailRecord, line: string): void {
  const match = /^(\d{1,4}) (minute|second) (input|output) rate (\d{1,15}) bits\/sec, (\d{1,15}) packets\/sec$/.exec(
    line,
  );
  if (!match) return;
  record.rateIntervalSeconds = Number(match[1]) * (match[2] === 'minute' ? 60 : 1);
  if (match[3] === 'input') {
    record.inBitsPerSecond = Number(match[4]);
    record.inPacketsPerSecond = Number(match[5]);
  } else {
    record.outBitsPerSecond = Number(match[4]);
    record.outPacketsPerSecond = Number(match[5]);
  }
}

const octets = /^\d{1,20} packets (input|output), (\d{1,20}) bytes/;
const errors = /^(\d{1,15}) (input|output) errors,(?: (\d{1,15}) CRC,)?/;
const carrier = /^(\d{1,15}) carrier transitions/;

/** The lines that begin with a number; false when it is none of those that are read. */
export function readCounters(record: InterfaceDetailRecord, line: string): boolean {
  const after = line.indexOf(' ') + 1;
  const letter = line.charCodeAt(after);
  if (letter === 112) {
    const match = octets.exec(line);
    if (!match) return false;
    if (match[1] === 'input') record.inOctets = BigInt(match[2] ?? '').toString();
    else record.outOctets = BigInt(match[2] ?? '').toString();
    return true;
  }
  if (letter === 105 || letter === 111) {
    const match = errors.exec(line);
    if (!match) return false;
    if (match[2] === 'output') record.outErrors = Number(match[1]);
    else {
      record.inErrors = Number(match[1]);
      record.crcErrors = match[3] === undefined ? null : Number(match[3]);
    }
    return true;
  }
  const match = letter === 99 ? carrier.exec(line) : null;
  if (!match) return false;
  record.carrierTransitions = Number(match[1]);
  return true;
}
