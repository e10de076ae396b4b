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
 * missing. What `newsyslog` writes has one blank, and so has what Evolved's daemons say: these no other system has.
 */
const shape =
  /^([A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?: \d{4})?) (?: |(?=\S{1,255} (?:newsyslog|rpd|mgd|xntpd|mib2d|chassisd|dcd|cosd|l2ald|l2cpd|eswd|alarmd|craftd|eventd|dfwd|pfed|rmopd|kmd|jsrpd|nsd|bbe-smgd|jpppd|jdhcpd|license-check|evo-[a-z]{2,20}|fabspoked-[a-z]{2,12})\[))(\S{1,255}) ([\w./() -]{1,64})(?:\[\d{1,10}\])?: {1,6}(\S.*)$/;

/** `Nov 23 03:02:15  leaf1 last message repeated 2 times`: no program says it. */
const repeated =
  /^([A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?: \d{4})?) {2}\S{1,255} (last message repeated \d{1,9} times)$/;

/** `%DAEMON-4-RPD_BGP_…: `, and of a message without a name `%KERN-6: `: what `explicit-priority` puts before it. */
const priority =
  /^(?=%\w{2,21}-\d: |%?\w{2,21}-\d-[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+: )%?[A-Z]{2,20}\d?-([0-7])(?:: {1,2}|-)(.*)$/;

/** `Nov 23 03:02:15  leaf1 : %PFE-3: fpc10 XMCHIP(0): …`: the priority stands before the board. */
const boardBehind =
  /^([A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?: \d{4})?) {2}\S{1,255} : (%[A-Z]{2,20}-[0-7]: {1,2})((?:node\d\.)?fpc\d{1,2}(?:\.pic\d{1,2})?|(?:pfe|[acst]?feb|sfm|ssb|spmb)\d{0,2}) (\S.*)$/;

/** `Nov 23 03:02:15  leaf1 fpc0 MQCHIP(0) FI Cell underflow`: what boards say has no colon behind a name. */
const board =
  /^([A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?: \d{4})?) {2}\S{1,255} ((?:(?:node\d\.)?fpc\d{1,2}(?:\.pic\d{1,2})?|(?:fpc|pfe|[acst]?feb|sfm|ssb|spmb)\d{0,2})) (?!\S{1,64}:(?:%| {2}))(\S.*)$/;

/** `<28>1 2026-11-21T03:04:05.123Z leaf1 rpd 6398 RPD_BGP_… [junos@2636.1.1.1.2.29 event="HoldTime"] BGP peer …`: structured data. */
const structured =
  /^<(\d{1,3})>1 (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})) \S{1,255} ([\w./()-]{1,64}) (?:\d{1,10}|-) ([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+|-) (?:-|(\[junos@2636[\d.]{0,40}(?: [\w-]{1,64}="(?:[^"\\]|\\.){0,1000}"){0,60}\]))(?: (\S.*))?$/;

const months = new Set('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '));

function readLine(line: string): LogRecord | null {
  if (line.startsWith('<')) return structuredLine(line);
  if (!months.has(line.slice(0, 3))) return null;
  const again = repeated.exec(line);
  if (again) {
    const [, atText = '', message = ''] = again;
    return { at: null, atText, clockSynced: null, severity: null, facility: null, mnemonic: null, message };
  }
  const match = shape.exec(line) ?? board.exec(line)?.toSpliced(2, 0, '') ?? priorityFirst(line);
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

function priorityFirst(line: string): string[] | null {
  const [, atText = '', level = '', program = '', message = ''] = boardBehind.exec(line) ?? [];
  return atText === '' ? null : ['', atText, '', program, level + message];
}

/** Where the words are left out on request, the data say all. */
function structuredLine(line: string): LogRecord | null {
  const [, priority, atText, facility = '', name, data, words] = structured.exec(line) ?? [];
  const message = words ?? data;
  if (atText === undefined || message === undefined || Number(priority) > 191) return null;
  return {
    at: null,
    atText,
    clockSynced: null,
    severity: Number(priority) % 8,
    facility,
    mnemonic: name === '-' ? null : (name ?? null),
    message,
  };
}
