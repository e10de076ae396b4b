import type { LogRecord } from '../../domain/device-records.ts';
import { ciscoInstant, ciscoTag } from '../cisco-syslog.ts';
import { type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { parseXr } from './xr-text.ts';

/** `show logging`: the buffer stands behind the settings. XR prints all of it; the last lines are kept. */
export const log: DiagnosticReader<'log'> = {
  commands: () => [{ line: 'show logging' }],
  parse: ([output = ''], { args }) => {
    const parsed = parseXr<LogRecord>(output, logIn);
    return args.lines === undefined ? parsed : { ...parsed, records: parsed.records.slice(-args.lines) };
  },
};

const settings = /^Syslog logging: (?:enabled|disabled)/;
const buffer = /^Log Buffer \(\d{1,10} bytes\) ?:$/;

function logIn(text: TextLines): Rows<LogRecord> | null {
  const rows: Rows<LogRecord> = { records: [], unparsed: [] };
  const lines = text.lines;
  const from = lines.findIndex((line) => buffer.test(line.trim()));
  if (from === -1 && lines.some((line) => settings.test(line.trim())))
    return { ...rows, incomplete: 'there is no log buffer behind the settings: the answer was cut off' };
  for (const raw of lines.slice(from + 1)) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    if (line === '' || isNoise(line)) continue;
    const record = read(line);
    const last = rows.records.at(-1);
    if (record) rows.records.push(record);
    else if (last && rows.unparsed.length === 0 && isContinuation(raw)) last.message = `${last.message}\n${line}`;
    else rows.unparsed.push(raw);
  }
  // Without the heading, messages alone are a log: elsewhere they stand in the middle of another answer.
  if (from === -1 && (rows.records.length === 0 || rows.unparsed.length > 0)) return null;
  // Nobody knows whether the message goes on in a line that is not whole.
  const records = text.cut !== null && !read(text.cut.trim()) ? rows.records.slice(0, -1) : rows.records;
  return withCut({ ...rows, records }, text);
}

/** `RP/0/RP0/CPU0:`, `LC/0/1/CPU0:` and, for the admin plane, `0/RP0/ADMIN0:`; then the time and `process[number]: `. */
const stamped =
  /^(?:[A-Z]{2,8}\/)?F?\d{1,3}\/\w{1,8}(?:\/\w{1,8})? ?:((?:\d{4} )?[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [A-Za-z+-][A-Za-z+:0-9-]{0,9})?) ?: +(.*)$/;

function read(line: string): LogRecord | null {
  const match = stamped.exec(line);
  if (!match) return null;
  const [, atText = '', rest = ''] = match;
  const said = /^[\w./:-]{1,60}\[\d{1,10}\]: +(\S.*)$/.exec(rest)?.[1] ?? null;
  // A process without its message, or a message whose tag has lost a part.
  if (said === null ? /^[\w./:-]{1,60}\[/.test(rest) : said.startsWith(':')) return null;
  const tag = ciscoTag(said ?? rest);
  if (tag === null && /(?:^|:) *%[A-Z]/.test(said ?? rest)) return null;
  const plain = { severity: null, facility: null, mnemonic: null, message: rest.trim() };
  return { at: ciscoInstant(atText), atText, clockSynced: null, ...(tag ?? plain) };
}

/** The further lines of a long message: without anything that looks like a time or a tag, or like the card that sends one. */
function isContinuation(raw: string): boolean {
  return !/\d:\d\d:\d\d|%[A-Z]|^ *(?:[A-Z]{2,8}\/)?F?\d{1,3}\/\w{1,8}(?:\/\w{1,8})? ?:/.test(raw);
}
