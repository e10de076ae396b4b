import type { QueueDropsRecord } from '../../domain/device-records.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { ClassDrops } from './class-drops.ts';
import { isIosNoise } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show policy-map interface`: what the queues, the policers and the discards of each class dropped, policy by policy. */
export const queueDrops: DiagnosticReader<'queue-drops'> = {
  commands: () => [{ line: 'show policy-map interface' }],
  parse: ([output = '']) => parseForms<QueueDropsRecord>(output, { rejected: rejectedByIosxe, text: classes }),
};

/**
 * A last line without its break that is none of those that are read, nor the beginning of one, and that is complete in
 * form. What a class matches stands above its figures: of that only the words that end there.
 */
const harmless =
  /^(?:Match: +any|QoS Set|Packets marked \d+|bandwidth (?:.*[%)]|\d+ [Kk]bps)|Marker statistics: Disabled|Fair-queue: per-flow queue limit \d+ packets|target shape rate \d+|(?:dscp|cos|precedence|qos-group|traffic-class|discard-class|ip dscp|ip precedence|mpls experimental) (?:\d+|cs[0-7]|af[1-4][1-3]|ef|default|(?:\S+ )?table \S+))$/;

function classes(given: TextLines): Rows<QueueDropsRecord> | null {
  const text = withWholeTail(given, harmless);
  const drops = new ClassDrops();
  for (const raw of unwrapped(text.lines)) {
    const isLong = isTooLong(raw);
    const line = isLong ? '' : raw.trim();
    if (isLong) drops.handBack(raw);
    if (line !== '' && !isIosNoise(line) && !drops.take(raw, line)) return null;
  }
  const rows = drops.end();
  return rows && withCut(rows, text);
}

/** A terminal of 80 columns puts the figure of `b/w exceed drops: 3` into a line of its own. */
function unwrapped(lines: readonly string[]): string[] {
  return lines.flatMap((line, index) => {
    if (isWrapped(lines[index - 1], line)) return [];
    const next = lines[index + 1];
    return isWrapped(line, next) ? [`${line} ${next}`] : [line];
  });
}

function isWrapped(line = '', next = ''): boolean {
  return line.endsWith(' b/w exceed drops:') && /^\d{1,15}$/.test(next);
}
