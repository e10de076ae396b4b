import type { LogRecord } from '../../domain/diagnostics.ts';
import { isoTime } from '../../lib/clock.ts';
import { incomplete, notUnderstood, refusal, rejected, settle, withCut } from '../parsed.ts';
import type { DiagnosticReader, Parsed } from '../platform.ts';
import { isTooLong, textLines } from '../text-lines.ts';
import { rejectedBySros } from './rejected.ts';

/** `show log log-id 99`: newest first, each event with a heading line and its text in quotes, over one line or several. */
export const log: DiagnosticReader<'log'> = {
  commands: () => [{ line: '/show log log-id 99' }],
  parse: ([output = ''], { args }) => {
    const parsed = readLog(output);
    return args.lines === undefined ? parsed : { ...parsed, records: parsed.records.slice(0, args.lines) };
  },
};

const event =
  /^(\d{1,10}) (\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2}\.\d{1,3} [A-Z0-9+-]{1,6}) (CRITICAL|MAJOR|MINOR|WARNING|INDETERMINATE|CLEARED|INFO): (\S{1,32}) #(\d{1,6}) (\S{1,64})(?: (.{0,200}))?$/;

/** How SR OS translates its severities to those of syslog. */
const severities: Record<string, number> = {
  CRITICAL: 1,
  MAJOR: 2,
  MINOR: 3,
  WARNING: 4,
  INFO: 6,
  INDETERMINATE: 6,
  CLEARED: 6,
};

interface Open {
  record: LogRecord;
  text: string;
  /** The closing quote came. */
  whole: boolean;
}

function readLog(output: string): Parsed<LogRecord> {
  const text = textLines(output);
  const records: LogRecord[] = [];
  const unparsed: string[] = [];
  let open: Open | null = null;
  let headed = false;
  const finish = (): void => {
    if (open?.whole) records.push({ ...open.record, message: open.text });
    else if (open) unparsed.push(open.record.atText ?? open.record.message);
    open = null;
  };
  for (const line of text.lines) {
    const current = open as Open | null;
    const match = isTooLong(line) || (current && !current.whole && current.text !== '') ? null : event.exec(line);
    if (match) {
      finish();
      headed = true;
      open = { record: recordOf(match), text: '', whole: false };
    } else if (current && !current.whole) {
      const opening = current.text === '' ? line.replace(/^"/, '') : `${current.text} ${line.trim()}`;
      if (current.text === '' && !line.startsWith('"')) {
        unparsed.push(line);
        open = null;
      } else {
        current.whole = line.length > 1 && line.endsWith('"');
        current.text = current.whole ? opening.slice(0, -1) : opening;
      }
    } else if (/^Event Log \d{1,3}(?: .{0,80})?$/.test(line)) headed = true;
    else if (
      !isTooLong(line) &&
      headed &&
      !/^(?:[\dA-Z]\S* .*(?:MAJOR|MINOR|WARNING|CRITICAL)|\S+ \d{4}\/\d)/.test(line)
    )
      continue;
    else if (line.trim() !== '' && !/^={10,}$/.test(line)) unparsed.push(line);
  }
  if (!headed) {
    const words = refusal(output, rejectedBySros);
    if (words !== null) return rejected(words);
    return text.cut === null && unparsed.length === 0
      ? incomplete([], 'the device printed nothing')
      : notUnderstood(output);
  }
  finish();
  return settle(withCut({ records, unparsed: unparsed.filter((line) => !isOutside(line)) }, text));
}

/** What a terminal shows before the heading: echo and prompts. */
function isOutside(line: string): boolean {
  return /^(?:\S{1,70}[#$>] ?)?\/?show /.test(line) || /^\S{1,70}#$/.test(line) || /^[!*]{0,2}\[.{0,200}\]$/.test(line);
}

function recordOf([
  ,
  ,
  atText = '',
  severity = '',
  application = '',
  number = '',
  router = '',
  subject = '',
]: RegExpExecArray): LogRecord {
  return {
    at: instantOf(atText),
    atText,
    clockSynced: null,
    severity: severities[severity] ?? null,
    facility: application,
    mnemonic: number,
    message: `${router} ${subject}`.trim(),
  };
}

/** Only UTC is a zone that means the same everywhere. */
function instantOf(text: string): string | null {
  const match = /^(\d{4})\/(\d{2})\/(\d{2}) (\d{2}:\d{2}:\d{2})\.(\d{1,3}) (?:UTC|GMT|Z)$/.exec(text);
  if (!match) return null;
  const ms = Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}.${(match[5] ?? '').padEnd(3, '0')}Z`);
  return Number.isNaN(ms) ? null : isoTime(ms);
}
