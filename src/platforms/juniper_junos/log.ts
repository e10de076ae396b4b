import type { LogRecord } from '../../domain/device-records.ts';
import { parseLog } from '../log-lines.ts';
import type { DiagnosticReader } from '../platform.ts';
import { rejectedByJunos } from './rejected.ts';

const defaultLines = 50;

export const log: DiagnosticReader<'log'> = {
  commands: (args) => [{ line: `show log messages | last ${args.lines ?? defaultLines} | no-more` }],
  parse: ([output = '']) =>
    parseLog(withoutIndent(output), { rejected: rejectedByJunos, isHeading: () => false, read: readLine }),
};

/** A log that was pasted with an indent: all of its lines lose that of the first message. */
function withoutIndent(output: string): string {
  const indent = /^[^\S\n]{1,40}(?=[A-Z][a-z]{2} [ \d]\d \d{2}:)/m.exec(output.slice(0, 4_000))?.[0];
  return indent === undefined
    ? output
    : output
        .split('\n')
        .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
        .join('\n');
}

/**
 * `Nov 23 03:02:11  leaf1 rpd[6398]: RPD_BGP_NEIGHBOR_STATE_CHANGED: …`: two blanks before the host name, year and zone
 * missing. What `newsyslog` writes has one blank.
 */
const shape =
  /^([A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?: \d{4})?) (?: |(?=\S{1,255} newsyslog\[))(\S{1,255}) ([\w./() -]{1,64})(?:\[\d{1,10}\])?: {1,6}(\S.*)$/;

/** `Nov 23 03:02:15  leaf1 last message repeated 2 times`: no program says it. */
const repeated =
  /^([A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?: \d{4})?) {2}\S{1,255} (last message repeated \d{1,9} times)$/;

/** `%DAEMON-4-RPD_BGP_…: `, and of a message without a name `%KERN-6: `: what `explicit-priority` puts before it. */
const priority =
  /^(?=%\w{2,21}-\d: |%?\w{2,21}-\d-[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+: )%?[A-Z]{2,20}\d?-([0-7])(?:: |-)(.*)$/;

/** `Nov 23 03:02:15  leaf1 fpc0 MQCHIP(0) FI Cell underflow`: what boards say has no colon behind a name. */
const board =
  /^([A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?: \d{4})?) {2}\S{1,255} ((?:fpc|[acst]?feb|sfm|ssb)\d{0,2}) (?!\S{1,64}:(?:%| {2}))(\S.*)$/;

const months = new Set('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '));

function readLine(line: string): LogRecord | null {
  if (!months.has(line.slice(0, 3))) return null;
  const again = repeated.exec(line);
  if (again) {
    const [, atText = '', message = ''] = again;
    return { at: null, atText, clockSynced: null, severity: null, facility: null, mnemonic: null, message };
  }
  const match = shape.exec(line) ?? board.exec(line)?.toSpliced(2, 0, '');
  if (!match) return null;
  const [, atText = '', , program = '', message = ''] = match;
  const [, severity, said = message] = priority.exec(message) ?? [];
  if (severity === undefined && message.startsWith('%')) return null;
  const [, mnemonic = null, rest = said] = /^%?([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+): (.*)$/.exec(said) ?? [];
  return {
    at: null,
    atText,
    clockSynced: null,
    severity: severity === undefined ? null : Number(severity),
    facility: program,
    mnemonic,
    message: rest,
  };
}
