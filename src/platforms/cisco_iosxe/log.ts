import type { LogRecord } from '../../domain/device-records.ts';
import { ciscoInstant, ciscoTag } from '../cisco-syslog.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show logging`: the buffer stands behind the settings. IOS prints all of it; the last lines are kept. */
export const log: DiagnosticReader<'log'> = {
  commands: () => [{ line: 'show logging' }],
  parse: ([output = ''], { args }) => {
    const parsed = parseForms<LogRecord>(output, { rejected: rejectedByIosxe, text: logIn });
    return args.lines === undefined ? parsed : { ...parsed, records: parsed.records.slice(-args.lines) };
  },
};

const settings = /^Syslog logging: (?:enabled|disabled)/;
/** The buffer is switched off, or nothing came into it. */
const unused = /^Buffer logging: +(?:disabled\b|.{0,60}, 0 messages logged\b)/;
const buffer = /^Log Buffer \(\S{1,12} bytes\) ?:$/;

/**
 * A last line without its break that cannot go on: the messages whose last words are known. Behind the heading of the buffer
 * all of them may be missing, unless it is not in use.
 */
const wholeTail =
  /: %(?:(?:LINK|LINEPROTO)-\d-\w{4,16}: (?:Line protocol on )?Interface [^,]{2,64}, changed state to (?:up|(?:administratively )?down)|BGP-5-ADJCHANGE: neighbor \S{2,45} (?:vpn vrf \S{1,32} )?Up|OSPF(?:v3)?-5-ADJCHG: Process .{20,160} from \w{4,8} to FULL, Loading Done|SYS-5-CONFIG_I: Configured from .{2,100} (?:(?:on|by) (?:vty|tty)\d{1,4} \([0-9a-fA-F.:]{2,45}\)|on console)|SYS-6-LOGOUT: User .{1,64} has exited tty session \d{1,4}\([0-9a-fA-F.:]{2,45}\)|SELINUX-\d-MISMATCH: .{20,800} permissive=[01])$/;

function logIn(given: TextLines): Rows<LogRecord> | null {
  const isUnused = given.lines.some((line) => unused.test(line.trim()));
  const text = withWholeTail(isUnused ? withWholeTail(given, buffer) : given, wholeTail);
  const rows: Rows<LogRecord> = { records: [], unparsed: [] };
  const lines = text.lines;
  const from = lines.findIndex((line) => buffer.test(line.trim()));
  const set = lines.some((line) => settings.test(line.trim()));
  // EOS has settings alike, and a buffer without a size.
  if (lines.some((line) => line.startsWith('Log Buffer:'))) return null;
  if (from === -1 && set) {
    const ended = lines.some((line) => /^Trap logging: /.test(line.trim()));
    // Messages without the heading of their buffer: the heading was another one than this.
    const messages = lines.filter((line) => !isTooLong(line) && stamped.test(line.trim()));
    if (messages.length > 0) return { ...rows, unparsed: messages };
    return ended
      ? withCut(rows, text)
      : { ...rows, incomplete: 'the settings of the log have no end: the answer was cut off' };
  }
  // The buffer is a ring: what is left of the oldest message may be its end alone.
  let remainder: string | null = null;
  for (const raw of lines.slice(from + 1)) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    if (isNoise(line)) continue;
    const record = read(line, from !== -1 && rows.records.length === 0);
    const last = rows.records.at(-1);
    if (record) rows.records.push(record);
    else if (last && rows.unparsed.length === 0 && isContinuation(raw, last)) last.message = `${last.message}\n${line}`;
    else if (from !== -1 && !last && isRemainder(raw, remainder === null)) remainder ??= raw;
    else rows.unparsed.push(raw);
  }
  if (rows.records.length === 0 && remainder !== null) rows.unparsed.unshift(remainder);
  if (rows.records.length === 0 && from === -1) return null;
  // The message of a restart ends with the line that says when the software was compiled.
  const final = rows.records.at(-1);
  if (final?.message.startsWith('System restarted --') && !final.message.includes('\nCompiled '))
    return { ...rows, records: rows.records.slice(0, -1), incomplete: 'the message of the restart has no end' };
  // Nobody knows whether the message goes on in a line that is not whole.
  const records = text.cut !== null && !read(text.cut.trim(), false) ? rows.records.slice(0, -1) : rows.records;
  return withCut({ ...rows, records }, text);
}

const clock = String.raw`(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2} (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [A-Z][A-Za-z+:0-9-]{1,9})?|(?:\d{1,3}[ywdh]){1,3}|\d{1,4}:\d\d:\d\d(?:\.\d{1,6})?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d))`;
const stamped = new RegExp(
  String.raw`^(?:<\d{1,3}>)?(?:\d{1,10}: )?(?:SLOT \d{1,2}: ?)?(?:(?!\d)[\w.-]{1,63}: )?(?:\d{1,10}: )?([*.]?)(${clock}): +(.*)$`,
);

function read(line: string, first: boolean): LogRecord | null {
  const match = stamped.exec(line);
  if (!match) {
    // The buffer is a ring: its first line may have lost its front.
    const shortened = first ? /^([\d:.]{0,20}(?: [A-Z]{2,5})?): (%.*)$/.exec(line) : null;
    const tag = ciscoTag(shortened?.[2] ?? line);
    return tag ? { at: null, atText: shortened?.[1] || null, clockSynced: null, ...tag } : null;
  }
  const [, mark, atText = '', rest = ''] = match;
  const printed = ciscoTag(rest);
  // What begins with the mark of a tag has one: only the lines of debugging have none.
  if (printed === null && /^%[A-Z]/.test(rest)) return null;
  const tag = printed ?? { severity: null, facility: null, mnemonic: null, message: rest };
  const dated = /^[A-Z]/.test(atText);
  return { at: ciscoInstant(atText), atText, clockSynced: dated ? mark === '' : null, ...tag };
}

const looksLikeOne =
  /\d:\d\d|%[A-Z]|^(?:SLOT \d|\d{1,10}:|(?:\d{1,10}: )?[*.]?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2}(?: |$))/;

/** `Compiled Mon 19-Sep-11 17:41 by prod_rel_team`, which may have lost its front, and the lines above it. */
const endOfRestart =
  /^(?:(?:[A-Za-z]{1,8} )?(?:[A-Z]?[a-z]{1,2} )?(?:\d{0,2}-[A-Z][a-z]{2}-)?\d\d \d\d:\d\d by \S{1,40}|Technical Support: \S{10,60}|Copyright \(c\) \d{4}-\d{4} by Cisco Systems, Inc\.)$/;

/** What the ring left of its oldest message: one line or, of the message of a restart, the last ones. */
function isRemainder(raw: string, isFirst: boolean): boolean {
  return endOfRestart.test(raw.trim()) || (isFirst && !looksLikeOne.test(raw));
}

/**
 * Tracebacks and the further lines of a long message: indented, or without anything that looks like a time or a tag. The
 * message of a restart says when the software was compiled.
 */
function isContinuation(raw: string, { mnemonic }: LogRecord): boolean {
  if (mnemonic === 'RESTART' && /^Compiled [A-Z][a-z]{2} [\w-]{6,12} \d\d:\d\d by \S{1,40}$/.test(raw)) return true;
  // `Experimental Version 15.2(20170321:233949)`
  if (mnemonic === 'RESTART' && /^Cisco (?:IOS|Internetwork) [^%]{5,250}$/.test(raw)) return true;
  return /^(?:\s|-)/.test(raw) || !looksLikeOne.test(raw);
}
