import { describe, expect, test } from 'vitest';
import { read, samples } from './samples.ts';

const whole = samples.filter(
  ({ platform, expected }) => platform === 'nokia_sros' && ['ok', 'empty'].includes(expected.outcome),
);

/** A list or a quotation of a page shows the whole screen further to the right. */
describe.each(whole)('$diagnostic: $name', (sample) => {
  test.each([
    ['blanks', '    '],
    ['a tab', '\t'],
  ])('reads the same behind %s', (_what, indent) => {
    const moved = sample.outputs.map((output) => output.replaceAll(/^(?=.)/gm, indent));
    expect(read(sample, moved)).toEqual(sample.expected);
  });
});
