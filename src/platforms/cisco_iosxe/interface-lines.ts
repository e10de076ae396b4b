import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';
import { opensDamaged } from '../damaged-label.ts';

/** Words of lines that are read, each with how the line begins then: behind other first words its label is bent. */
const marks: readonly [RegExp, RegExp][] = [
  [/^(?:[A-Za-z ]{2,40} is|Internet [Aa]ddress \w+) [\d.]{7,15}\/\d/, /^(?:Internet|Secondary) [Aa]ddress is /],
  [/ bytes, BW /, /^MTU /],
  [/, \w+ type is |, \d{2,6} ?[MG]b(?:\/s|ps)\b/, /[Dd]uplex|^Unknown,/],
  [/^\w{3,7}[- ]duplex/i, /^(?:full|half|auto|unknown)[- ]duplex/i],
  [/ counters (?:never|\d\S*)$/, /^Last clearing of /],
  [/\(size\/max\/drops/, /^Input queue: /],
  [/^\w+ output drops: \d|^Total \w+ drops: \d|^Total output \w+: \d/, /^Total output drops: /],
  [/ evaluation (?:up|down)\b|^Tunnel line/, /^Tunnel linestate evaluation (?:up|down - \S)/],
  [/^\w{2,4} is (?:auto|off|cl\d)/, /^Fec /],
];

/** The words of a line that is read stand behind another beginning: what it says is nobody's. For lines that were not read. */
export function isBentLine(line: string): boolean {
  const first = line.charCodeAt(0);
  if (first >= 48 && first <= 57)
    return /^\d{1,15} (?!carrier transitions)(?:carrier \w+|\w+ transitions)(?:$| {1,10}DCD=|,? (?:no )?alarm )/.test(
      line,
    );
  if (unread.has(line.slice(0, line.indexOf(' '))) || line.startsWith('Last input ')) return false;
  return opensDamaged(line, described) || marks.some(([words, label]) => words.test(line) && !label.test(line));
}

/** First words of lines of which nothing is read: most lines are told by them without a pattern. */
const unread = new Set([
  'Encapsulation',
  'Keepalive',
  'ARP',
  'Queueing',
  'Output',
  'Received',
  'Hardware',
  'reliability',
]);

const described = new Set(['Description']);

/**
 * What of the counters that a block prints together stands in it without the others; nothing where all or none do. The
 * simulated switches print no MTU.
 */
export function lackingCounters(record: InterfaceDetailRecord, isUnsized: boolean): string[] {
  const { inOctets, outOctets, inErrors, outErrors, mtuBytes } = record;
  const lacking: string[] = [];
  if ((inOctets === null) !== (outOctets === null)) lacking.push('the octets of one direction');
  if ((inErrors === null) !== (outErrors === null)) lacking.push('the errors of one direction');
  // A dialer, a subinterface and a pseudowire count no errors.
  if (inErrors !== null && (inOctets === null || (mtuBytes === null && !isUnsized)))
    lacking.push('the octets or the MTU');
  return lacking.map((what) => `${record.interface}: no line of ${what}`);
}
