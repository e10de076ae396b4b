import { platforms } from '../../src/platforms/index.ts';
import { readerOf } from '../../src/platforms/platform.ts';
import { samples } from '../platforms/samples.ts';
import { median } from './statistics.ts';

const glanceBytes = 64 * 1024;
/** A line that takes less than this so far is not told further: all of them, told at full length, take minutes. */
const glanceMs = 4;
const shortBytes = 128 * 1024;
const longBytes = 4 * shortBytes;
/** What takes less than this for the long text is far below the bar, and its growth is noise. */
const worthALookMs = 100;

/**
 * Each kind of line that our samples have, told again and again below what stands above it in its sample: whatever a
 * reader gathers over lines grows without an end there. A reader that looks again at what it has gathered takes sixteen
 * times as long for four times the text.
 */
export function benchRepeatedLines(): string {
  const kinds = kindsOfLines();
  let longest = { ms: 0, what: '' };
  let steepest = { growth: 0, what: '' };
  for (const { what, read, head, line } of kinds) {
    if (took(() => read(textOf(head, line, glanceBytes))) < glanceMs) continue;
    const ms = took(() => read(textOf(head, line, longBytes)));
    if (ms < Math.max(worthALookMs, longest.ms)) continue;
    const again = () => took(() => read(textOf(head, line, longBytes)));
    const settledMs = Math.min(ms, again(), again());
    if (settledMs > longest.ms) longest = { ms: settledMs, what };
    if (settledMs < worthALookMs) continue;
    const shortMs = median([0, 0, 0].map(() => took(() => read(textOf(head, line, shortBytes)))));
    const growth = settledMs / shortMs;
    if (growth > steepest.growth) steepest = { growth, what };
  }
  const steepness =
    steepest.growth === 0
      ? `no text took ${worthALookMs} ms`
      : `${steepest.growth.toFixed(1)} times as long as for a quarter of it (${steepest.what}), bar 6`;
  return `Each of the ${kinds.length} kinds of lines of our samples, repeated below its heading to ${longBytes / 1024} KB: at most ${longest.ms.toFixed(0)} ms (${longest.what}); ${steepness}.\n`;
}

function kindsOfLines() {
  const seen = new Set<string>();
  return samples.flatMap(({ platform, diagnostic, outputs, args, nowMs }) => {
    const reader = readerOf(platforms[platform], diagnostic);
    if ('unsupported' in reader) return [];
    const lines = (outputs[0] ?? '').split('\n');
    return lines.flatMap((line, index) => {
      const shape = `${platform} ${diagnostic} ${line.replace(/\d+/g, '0').replace(/[a-z]+/gi, 'a')}`;
      if (seen.has(shape)) return [];
      seen.add(shape);
      const what = `${platform} ${diagnostic}, \`${line.trim().slice(0, 40)}\``;
      const read = (text: string) => void reader.parse([text], { args, nowMs });
      return [{ what, read, head: lines.slice(0, index).join('\n'), line }];
    });
  });
}

function textOf(head: string, line: string, bytes: number): string {
  return `${head}\n${`${line}\n`.repeat(Math.ceil(bytes / (line.length + 1)))}`;
}

function took(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
