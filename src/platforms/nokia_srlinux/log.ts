import type { LogRecord } from '../../domain/device-records.ts';
import { type LogForm, parseLog } from '../log-lines.ts';
import { notUnderstood } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { withoutContext } from './around-answer.ts';
import { rejectedBySrlinux } from './rejected.ts';
import { notText } from './state-tree.ts';

/** The memory buffer "messages": time with zone, host, application with process ids and a letter for the severity. */
export const log: DiagnosticReader<'log'> = {
  commands: () => [{ line: 'show system logging buffer messages' }],
  parse: ([output = ''], { args }) => {
    const text = withoutContext(output);
    // The form of a line is that of any syslog; the applications of this platform show whose log it is.
    const parsed =
      notText<LogRecord>(text) ??
      (/ sr_[a-z]/.test(text) || !/^\d{4}-/m.test(text) ? parseLog(text, form) : notUnderstood<LogRecord>(text));
    return args.lines === undefined ? parsed : { ...parsed, records: parsed.records.slice(-args.lines) };
  },
};

/** What a remote server keeps has the time of RFC 3164, without year and zone. */
const line =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{1,6}(?:Z|[+-]\d{2}:\d{2})|[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}) ([\w.-]{1,64}) ([\w./-]{1,64})(?:\[\d{1,8}\])?:? (.{1,3000})$/;
const letters: Record<string, number> = { A: 1, C: 2, E: 3, W: 4, N: 5, I: 6, D: 7 };

const form: LogForm = {
  rejected: rejectedBySrlinux,
  isHeading: (text) => /^-{5,}$|^Buffer +: /.test(text),
  read: (text) => {
    const match = line.exec(text);
    // The applications of this platform say how severe it is; those of Linux beside them do not.
    const message = match?.[4] ?? '';
    const parts = /^(?:[\w-]{1,32}\|)?(?:\d{1,8}\|){1,4}([ACEWNID]): /.exec(message);
    if (!match || (match[3]?.startsWith('sr_') && !parts)) return null;
    return {
      at: null,
      atText: match[1] ?? '',
      clockSynced: null,
      severity: parts ? (letters[parts[1] ?? ''] ?? null) : null,
      facility: match[3] ?? null,
      mnemonic: null,
      message: parts ? message.slice(parts[0].length) : message,
    };
  },
};
