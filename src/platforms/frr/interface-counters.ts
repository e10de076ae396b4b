import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';

/** On Linux the words stand behind their figures, on BSD before them. */
const inOctets = [
  /^\d{1,20} input packets \(\d{1,20} multicast\), (\d{1,20}) bytes, (\d{1,15}) dropped$/,
  /^input packets \d{1,20}, bytes (\d{1,20}), dropped (\d{1,15}), multicast packets \d{1,20}$/,
] as const;
const outOctets = [
  /^\d{1,20} output packets, (\d{1,20}) bytes, (\d{1,15}) dropped$/,
  /^output packets \d{1,20}, bytes (\d{1,20})(), multicast packets \d{1,20}$/,
] as const;
const inErrors = [
  /^(\d{1,15}) input errors, \d{1,15} length, \d{1,15} overrun, (\d{1,15}) CRC, \d{1,15} frame$/,
  /^input errors (\d{1,15})()$/,
] as const;
const outErrors = [
  /^(\d{1,15}) output errors, \d{1,15} aborted, \d{1,15} carrier, \d{1,15} fifo, \d{1,15} heartbeat$/,
  /^output errors (\d{1,15})$/,
] as const;

/**
 * Whether a line of `show interface` counts packets or errors: Quagga prints them, and FRR on BSD. Of its words one may be
 * damaged, and a figure alone is what is left of one. What somebody wrote may hold the same words.
 */
export function isCounter(line: string): boolean {
  return /^(?!(?:OS )?Description: |inet6? )(?:.*\b(?:input|output|packets|bytes|dropped|errors)\b|\d{1,20}$)/.test(
    line,
  );
}

/** Reads such a line; false for one of another form. Windows and collisions are on lines of their own, which nobody reads. */
export function readCounter(record: InterfaceDetailRecord, line: string): boolean {
  const [received, sent] = [firstOf(inOctets, line), firstOf(outOctets, line)];
  const [failedIn, failedOut] = [firstOf(inErrors, line), firstOf(outErrors, line)];
  if (received) {
    record.inOctets = BigInt(received[1] ?? '').toString();
    record.inDiscards = numberOf(received[2]);
  }
  if (sent) {
    record.outOctets = BigInt(sent[1] ?? '').toString();
    record.outDiscards = numberOf(sent[2]);
  }
  if (failedIn) {
    record.inErrors = numberOf(failedIn[1]);
    record.crcErrors = numberOf(failedIn[2]);
  }
  if (failedOut) record.outErrors = numberOf(failedOut[1]);
  return (received ?? sent ?? failedIn ?? failedOut) !== null;
}

function firstOf([onLinux, onBsd]: readonly [RegExp, RegExp], line: string): RegExpExecArray | null {
  return onLinux.exec(line) ?? onBsd.exec(line);
}

function numberOf(figure: string | undefined): number | null {
  return figure === undefined || figure === '' ? null : Number(figure);
}
