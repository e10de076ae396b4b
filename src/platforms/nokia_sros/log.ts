import type { LogRecord } from '../../domain/device-records.ts';
import { isoTime } from '../../lib/clock.ts';
import { incomplete, notUnderstood, refusal, rejected, settle, withCut } from '../parsed.ts';
import type { DiagnosticReader, Parsed } from '../platform.ts';
import { isTooLong, textLines } from '../text-lines.ts';
import { withoutPager } from './pager.ts';
import { rejectedBySros } from './rejected.ts';
import { isOfTerminal, withoutIndent } from './screen.ts';

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

interface Event {
  record: LogRecord;
  number: number;
  heading: string;
}

interface Open extends Event {
  /** The lines inside of the quotes; null before the opening one. */
  text: string[] | null;
  /** The closing quote came. */
  whole: boolean;
  /** A line inside of the quotes looks like another event: nobody knows which of them ends where. */
  doubtful: boolean;
}

function readLog(output: string): Parsed<LogRecord> {
  const { cut, lines } = textLines(withoutPager(output));
  const text = { cut: cut !== null && isOfTerminal(cut) ? null : cut, lines: withoutIndent(lines) };
  const events: Event[] = [];
  const unparsed: string[] = [];
  let open: Open | null = null;
  let headed = false;
  let size: RegExpExecArray | null = null;
  const finish = (): void => {
    if (open?.whole && !open.doubtful)
      events.push({ ...open, record: { ...open.record, message: open.text?.join(' ') ?? '' } });
    else if (open) unparsed.push(open.heading);
    open = null;
  };
  for (const line of text.lines) {
    const current = open as Open | null;
    const match = isTooLong(line) ? null : event.exec(line);
    if (current && !current.whole && (current.text !== null || line.startsWith('"'))) {
      current.doubtful ||= match !== null;
      takeText(current, line);
    } else if (match) {
      finish();
      headed = true;
      open = {
        record: recordOf(match),
        number: Number(match[1]),
        heading: line,
        text: null,
        whole: false,
        doubtful: false,
      };
    } else if (line === '' || /^={10,}$/.test(line)) continue;
    else if (events.length === 0 && !current && isHeading(line)) {
      headed = true;
      size = contents.exec(line) ?? size;
    } else if (!isOfTerminal(line)) {
      unparsed.push(line);
      if (current && !current.whole) finish();
    }
  }
  if (!headed) {
    const words = refusal(output, rejectedBySros);
    if (words !== null) return rejected(words);
    return text.cut === null && unparsed.length === 0
      ? incomplete([], 'the device printed nothing')
      : notUnderstood(output);
  }
  finish();
  const records = inOrder(events.filter(isHeld(size, unparsed)), unparsed);
  return settle(withCut({ records, unparsed }, text));
}

/** The text of an event stands in quotes and may go on over several lines; empty ones say nothing. */
function takeText(open: Open, line: string): void {
  const isFirst = open.text === null;
  open.text ??= [];
  open.whole = line.endsWith('"') && (!isFirst || line.length > 1);
  const words = (isFirst ? line.slice(1) : line.trim()).slice(0, open.whole ? -1 : undefined).trimEnd();
  if (words !== '') open.text.push(words);
}

/** `Memory Log contents  [size=500   next event=8  (not wrapped)]`. */
const contents = /^(?:Memory )?Log contents +\[size ?= ?(\d{1,9}) +next event ?= ?(\d{1,10}) /;

function isHeading(line: string): boolean {
  return /^(?:Event Log \d{1,3}(?: .{0,80})?$|Description ?:|warning: )/.test(line) || contents.test(line);
}

/** The heading says which numbers the log can hold: an event with another one is part of a text. */
function isHeld(size: RegExpExecArray | null, unparsed: string[]): (event: Event) => boolean {
  const [most, next] = [Number(size?.[1]), Number(size?.[2])];
  return ({ number, heading }) => {
    const isOut = size !== null && (number >= next || number < next - most);
    if (isOut) unparsed.push(heading);
    return !isOut;
  };
}

/**
 * Events are counted, and stand in the order of their numbers: the text of one, which others have a part in, may look
 * like an event itself. From where the order breaks, all is handed back, and so is what may have been put in before.
 */
function inOrder(events: readonly Event[], unparsed: string[]): LogRecord[] {
  const sign = (events[0]?.number ?? 0) < (events.at(-1)?.number ?? 0) ? -1 : 1;
  const stand = (one: Event, above: Event) => (above.number - one.number) * sign > 0;
  const end = events.findIndex((event, index) => index > 0 && !stand(event, events[index - 1] ?? event));
  if (end === -1) return events.map(({ record }) => record);
  const [broken] = events.slice(end);
  const kept = new Set(events.slice(0, end).filter((event, index) => index === 0 || (broken && stand(broken, event))));
  for (const event of events) if (!kept.has(event)) unparsed.push(event.heading);
  return [...kept].map(({ record }) => record);
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
