import type { LogRecord } from '../domain/device-records.ts';
import { isoTime } from '../lib/clock.ts';
import { incomplete, notUnderstood, refusal, rejected, settle, withCut } from './parsed.ts';
import type { Parsed } from './platform.ts';
import { isEcho, isNoise, isTooLong, textLines, withWholeTail } from './text-lines.ts';

export interface LogForm {
  rejected: RegExp;
  /** Lines above the log that are not part of it. */
  isHeading: (line: string) => boolean;
  /** The last of these lines, where there is one: a log without lines that does not even have this one was cut off. */
  headEnd?: RegExp;
  /** One line, with its time as the device wrote it; null when it has another form. */
  read: (line: string) => LogRecord | null;
}

/** Reads a log line by line. `at` is filled in only from a full time with its zone; a log without lines is empty. */
export function parseLog(output: string, form: LogForm): Parsed<LogRecord> {
  const text = form.headEnd ? withWholeTail(textLines(output), form.headEnd) : textLines(output);
  const records: LogRecord[] = [];
  const unparsed: string[] = [];
  let headed = false;
  for (const line of text.lines) {
    if (!isTooLong(line) && (isNoise(line) || form.isHeading(line))) {
      headed ||= form.isHeading(line);
      continue;
    }
    const record = isTooLong(line) ? null : form.read(line);
    if (record) records.push({ ...record, at: record.atText === null ? null : instantOf(record.atText) });
    else unparsed.push(line);
  }
  if (records.length === 0 && !headed) {
    const words = refusal(output, form.rejected);
    if (words !== null) return rejected(words);
    if (unparsed.length > 0) return notUnderstood(output);
    if (text.cut !== null) return incomplete([], 'the only line has no end and may be cut');
    if (endsInEcho(output)) return incomplete([], 'nothing stands behind the command');
  }
  if (records.length + unparsed.length === 0 && form.headEnd && !text.lines.some((line) => form.headEnd?.test(line)))
    return incomplete([], 'the head of the log has no end: the answer was cut off');
  return settle(withCut({ records, unparsed }, text));
}

/** Where the command is the last line, without a break, the device said nothing so far. */
function endsInEcho(output: string): boolean {
  const tail = output.slice(output.lastIndexOf('\n') + 1).trim();
  return !isTooLong(tail) && isEcho(tail);
}

/** ISO-8601 UTC with milliseconds, where the text holds year and zone. */
function instantOf(text: string): string | null {
  const full = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const ms = full ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? null : isoTime(ms);
}
