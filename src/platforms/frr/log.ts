import type { LogRecord } from '../../domain/diagnostics.ts';
import { parseLog } from '../log-lines.ts';
import { rejected } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { rejectedByFrr } from './rejected.ts';

/**
 * `show logging` tells where each daemon logs to and prints no line of the log: that is not an empty log, so that the
 * answer counts as rejected and names the file. Lines of that file, pasted, are read.
 */
export const log: DiagnosticReader<'log'> = {
  commands: () => [{ line: 'show logging' }],
  parse: ([output = '']) => {
    const parsed = parseLog(output, { rejected: rejectedByFrr, isHeading, read: readLine });
    if (parsed.outcome !== 'empty') return parsed;
    const files = new Set(
      [...output.matchAll(/^File logging: level \w{1,20}, filename (\S{1,200})$/gm)].map(([, file]) => file),
    );
    const where = files.size === 0 ? 'no file' : [...files].join(', ');
    return rejected(`vtysh shows where the log goes (${where}), not its lines; read them on the device`);
  },
};

/** `2026/11/23 17:30:52.588 BGP: [PXVXG-TFNNT] %ADJCHANGE: neighbor …`; the time has no zone. */
const shape =
  /^(\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?) (?:(emergencies|alerts|critical|errors|warnings|notifications|informational|debugging): )?([A-Z0-9]{2,12}): (?:\[[A-Z0-9-]{5,20}\])?(?:\[EC \d{1,12}\])? ?(.*)$/;

const priorities = [
  'emergencies',
  'alerts',
  'critical',
  'errors',
  'warnings',
  'notifications',
  'informational',
  'debugging',
];

function readLine(line: string): LogRecord | null {
  const match = shape.exec(line);
  if (!match) return null;
  const [, atText = '', priority, daemon = '', message = ''] = match;
  const tag = /^%([A-Z_]{2,40})(?:\([^)]{1,40}\))?: /.exec(message);
  return {
    at: null,
    atText,
    clockSynced: null,
    severity: priority === undefined ? null : priorities.indexOf(priority),
    facility: daemon,
    mnemonic: tag?.[1] ?? null,
    message,
  };
}

function isHeading(line: string): boolean {
  return /^(?:Logging configuration for \w|(?:Syslog|Stdout|Monitor|File|Filtered-file) logging: |Protocol name: |Record (?:priority|severity): |Timestamp precision: |Use \w|ZEBRA|Zlog|Immediate mode)/.test(
    line,
  );
}
