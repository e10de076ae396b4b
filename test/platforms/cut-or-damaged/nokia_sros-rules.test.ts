import { describe, expect, test } from 'vitest';
import { read, type Sample, samples } from '../samples.ts';

/** What the screen of the chassis adds to a version is null where it is not understood. */
const whole = samples.filter(
  ({ platform, diagnostic, expected }) =>
    platform === 'nokia_sros' && diagnostic !== 'version' && expected.outcome === 'ok',
);
const rule = /^ *[-=]{10,}$/;

/** The rules hold a screen together: without one nobody knows where a heading ends and its rows begin. */
describe.each(whole)('$diagnostic: $name', (sample) => {
  test.each<[string, (line: string) => string]>([
    ['is lost', () => ''],
    ['is bent', (line) => `${line.slice(0, 12)}x${line.slice(13)}`],
    ['has a hole', (line) => `${line.slice(0, 12)} ${line.slice(13)}`],
    ['stands one blank further in', (line) => ` ${line}`],
    ['stands four blanks further in', (line) => `    ${line}`],
  ])('where a rule %s, no record is lost in silence', (_what, damage) => {
    expect(sample.outputs.flatMap((_, index) => silentLosses(sample, index, damage))).toEqual([]);
  });
});

/** The rules of one output whose damage changes the records and is not told. */
function silentLosses(sample: Sample, index: number, damage: (line: string) => string): string[] {
  const lines = (sample.outputs[index] ?? '').split('\n');
  return [...lines.keys()].flatMap((at) => {
    if (!rule.test(lines[at] ?? '')) return [];
    const damaged = lines.map((line, other) => (other === at ? damage(line) : line)).join('\n');
    const parsed = read(sample, sample.outputs.with(index, damaged));
    const isTold = parsed.outcome !== 'ok' && parsed.outcome !== 'empty';
    return isTold || JSON.stringify(parsed.records) === JSON.stringify(sample.expected.records)
      ? []
      : [`line ${at + 1}: ${parsed.outcome}`];
  });
}
