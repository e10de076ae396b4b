import type { LogRecord } from '../../domain/device-records.ts';
import { ciscoInstant, ciscoTag } from '../cisco-syslog.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { rejectedByNxos } from './rejected.ts';

const defaultLines = 50;

/** The last lines of the log file, as text: NX-OS has no JSON for it. Year and host are printed, the zone is not. */
export const log: DiagnosticReader<'log'> = {
  commands: (args) => [{ line: `show logging last ${args.lines ?? defaultLines}` }],
  parse: ([output = ''], { args }) => {
    const parsed = parseForms<LogRecord>(output, { rejected: rejectedByNxos, text: logIn });
    return args.lines === undefined ? parsed : { ...parsed, records: parsed.records.slice(-args.lines) };
  },
};

/** `show logging` prints its settings first; the last line of those is the legend of the severities. */
const settings = /^Logging (?:console|logfile|monitor|linecard): +\S/;
const legend = /^6\(information\) +7\(debugging\)$/;

function logIn(text: TextLines): Rows<LogRecord> | null {
  const rows: Rows<LogRecord> = { records: [], unparsed: [] };
  const bare = text.lines.map((line) => (isTooLong(line) ? '' : line.trim()));
  const set = bare.some((line) => settings.test(line));
  const from = set ? bare.findIndex((line) => legend.test(line)) : -1;
  if (set && from === -1) return { ...rows, incomplete: 'the settings of the log have no end: the answer was cut off' };
  for (const raw of text.lines.slice(from + 1)) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (line === '' ? !isTooLong(raw) : isNoise(line)) continue;
    const record = read(line);
    const last = rows.records.at(-1);
    if (record) rows.records.push(record);
    else if (last && rows.unparsed.length === 0 && line !== '' && isContinuation(line))
      last.message = `${last.message}\n${line}`;
    else rows.unparsed.push(raw);
  }
  if (rows.records.length === 0 && !set) return null;
  // Nobody knows whether the message goes on in a line that is not whole.
  const records = text.cut !== null && !read(text.cut.trim()) ? rows.records.slice(0, -1) : rows.records;
  return withCut({ ...rows, records }, text);
}

/** `2024 Nov 23 03:02:11.482 leaf1 %ETHPORT-5-IF_UP: …`, with `%$ VDC-1 %$` in between on a switch of several contexts. A switch that boots has no name. */
const stamped =
  /^(?:<\d{1,3}>)?(\d{4} [A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: (?:UTC|GMT|[A-Z]{2,5}(?= (?:[\w.-]|%\$))))?) (?:(?!(?:UTC|GMT) )[\w.-]{1,64} ?(?= )|(?= %)) (%\$ VDC-\d{1,2} %\$ +)?(\S.*)$/;
/** The kernel's messages have a time of their own before the tag. */
const ownTime = /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,6})? +(?=%)/;
/** The forwarding chip of a line card has no facility but its slot: `%-SLOT1-5-BCM_L2_HASH_COLLISION`. */
const ofSlot = /^%-(?=SLOT\d{1,2}-\d-)/;
/** The messages without a tag: `last message repeated 3 times`, and those of a process, `nve[28908]: …`. */
const tagless = /^(?:last message repeated \d{1,9} times?$|[A-Za-z][\w.-]{0,40}\[\d{1,10}\]: \S)/;
/** `netstack: …`: behind the name of a context a process may have no number. */
const unnumbered = /^[a-z][a-z_]{1,30}: [^\s%]/;

function read(line: string): LogRecord | null {
  const match = stamped.exec(line);
  if (!match) return null;
  const [, atText = '', context, rest = ''] = match;
  const untagged = { severity: null, facility: null, mnemonic: null, message: rest.trim() };
  const isTagless = tagless.test(rest) || (context !== undefined && unnumbered.test(rest));
  const tag = ciscoTag(rest.replace(ownTime, '').replace(ofSlot, '%')) ?? (isTagless ? untagged : null);
  if (tag === null) return null;
  return { at: ciscoInstant(atText), atText, clockSynced: null, ...tag };
}

/** The further lines of a long message have nothing that looks like a date, a time or a tag. */
function isContinuation(line: string): boolean {
  return !/^(?:<\d{1,3}>)?\d{4}(?: [A-Z][a-z]{2} |$)|\d:\d\d|%[A-Z]/.test(line);
}
