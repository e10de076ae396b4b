import type { InterfaceDetailRecord } from '../domain/interface-records.ts';

/** `5 minute input rate 2000 bits/sec, 2 packets/sec`; false for another form. */
export function rateLine(record: InterfaceDetailRecord, line: string): boolean {
  const match = /^(\d{1,4}) (minute|second)s? (input|output) rate (\d{1,15}) bits\/sec, (\d{1,15}) packets\/sec$/.exec(
    line,
  );
  if (!match) return false;
  record.rateIntervalSeconds = Number(match[1]) * (match[2] === 'minute' ? 60 : 1);
  if (match[3] === 'input') {
    record.inBitsPerSecond = Number(match[4]);
    record.inPacketsPerSecond = Number(match[5]);
  } else {
    record.outBitsPerSecond = Number(match[4]);
    record.outPacketsPerSecond = Number(match[5]);
  }
  return true;
}

const octets = /^\d{1,20} packets (input|output), (\d{1,20}) bytes/;
const errors = /^(\d{1,15}) (?:input errors, (\d{1,15}) CRC|output errors),/;
const carrier = /^(\d{1,15}) carrier transitions/;
const words =
  /packets (?:in|out)put|(?:in|out)put (?:errors|rate|drops)\b|carrier transitions|^\d+(?: ?(?:minute|second))?\W*$/;

/** A line of rates or counters by its words, whatever its figures are, or one that ends behind its first figure. */
export function isOfCounters(line: string): boolean {
  // Most lines have none of these words, which is seen without a pattern.
  if (line.length > longestFigure && !line.includes('put') && !line.includes('carrier')) return false;
  return words.test(line);
}

const longestFigure = 32;

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
    if (match[2] === undefined) record.outErrors = Number(match[1]);
    else {
      record.inErrors = Number(match[1]);
      record.crcErrors = Number(match[2]);
    }
    return true;
  }
  const match = letter === 99 ? carrier.exec(line) : null;
  if (!match) return false;
  record.carrierTransitions = Number(match[1]);
  return true;
}
