import type { LogRecord } from '../../domain/device-records.ts';
import { parseLog } from '../log-lines.ts';
import { withoutMargin } from '../margin.ts';
import type { DiagnosticReader } from '../platform.ts';
import { rejectedByEos } from './rejected.ts';

const defaultLines = 50;

/** `show logging N`: the last N lines; EOS has no JSON for it. `show logging last N` would ask for N minutes or hours. */
export const log: DiagnosticReader<'log'> = {
  commands: (args) => [{ line: `show logging ${args.lines ?? defaultLines}` }],
  parse: ([output = '']) =>
    parseLog(withoutSettings(outdented(output)), {
      rejected: rejectedByEos,
      isHeading,
      headEnd: /^Log Buffer:$/,
      read: readLine,
    }),
};

/** Lines of syslogd that stand further in may be of another system: one of them has to have a tag. */
function outdented(output: string): string {
  return / %[A-Z]\w{0,39}-[0-7]-[A-Z]|Log Buffer:\n/.test(output) ? (withoutMargin(output) ?? output) : output;
}

/** Above the log stands what is logged, and how, facility by facility. */
function withoutSettings(output: string): string {
  const start = output.search(/^Log Buffer:/m);
  return start > 0 && /^Syslog logging: /m.test(output.slice(0, start)) ? output.slice(start) : output;
}

/**
 * `Nov 23 03:02:11 leaf1 Ebra: %LINEPROTO-5-UPDOWN: …`, with a full time where the device is set to print one. The year
 * and the short name of a zone are settings of their own.
 */
const shape =
  /^((?:\d{4} )?[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?: [A-Z]{2,5}(?= [^\s:]{1,255} [\w.-]{1,64}(?:\[\d{1,10}\])?: ))?|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})) \S{1,255} ([\w.-]{1,64})(?:\[\d{1,10}\])?: (.*)$/;

/** A routing process says before the tag which of its instances it is. An agent that was added may write its name small. */
const tagged = /^(?:\d{1,10}: )?(Instance \S{1,64}: )?%([A-Za-z0-9_]{1,40})-([0-7])-([A-Z0-9_]{1,64}): (.*)$/;

/** `Nov 23 03:02:15 leaf1 last message repeated 2 times`: no program says it. */
const repeated =
  /^([A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?) \S{1,255} (last message repeated \d{1,9} times)$/;

function readLine(line: string): LogRecord | null {
  const again = repeated.exec(line);
  if (again) {
    const [, atText = '', message = ''] = again;
    return { at: null, atText, clockSynced: null, severity: null, facility: null, mnemonic: null, message };
  }
  const match = shape.exec(line);
  if (!match) return null;
  const [, atText = '', program = '', message = ''] = match;
  const tag = tagged.exec(message);
  // A tag that is bent or wiped out is not the same as none.
  if (!tag && /^(?:\d{1,10}: )?(?:Instance \S{1,64}: |%)|^ |^$/.test(message)) return null;
  return {
    at: null,
    atText,
    clockSynced: null,
    severity: tag ? Number(tag[3]) : null,
    facility: tag?.[2] ?? program,
    mnemonic: tag?.[4] ?? null,
    message: tag ? `${tag[1] ?? ''}${tag[5]}` : message,
  };
}

/** What `show logging` prints above the lines. */
function isHeading(line: string): boolean {
  return (
    /^(?:Syslog logging: |Log Buffer:|Facility +Severity +Effective Severity|-+ +-+ +-+|External configuration:|Dynamic configuration:)/.test(
      line,
    ) ||
    /^ {2,}(?:Buffer|Console|Persistent|Monitor|Synchronous|Trap|Logging|Sequence|Syslog|Repeat|Exceptions|Hostname|Timestamp|Standards)\b/.test(
      line,
    )
  );
}
