import { expect, test } from 'vitest';
import { durationText, parseDuration } from '../../src/lib/duration.ts';

test.for([
  ['30m', 1_800_000],
  ['1h30m', 5_400_000],
  ['2h', 7_200_000],
  ['1w', 604_800_000],
  ['0m', 0],
  ['250ms', 250],
  ['30', null],
  ['m', null],
  ['30 m', null],
  ['-5m', null],
  ['1.5h', null],
  ['', null],
] as const)('"%s" is %s ms', ([text, ms]) => expect(parseDuration(text)).toBe(ms));

test.for([
  ['1w', '1w'],
  ['90m', '1h30m'],
  ['36h', '1d12h'],
  ['1500ms', '1s500ms'],
] as const)('%s is written as %s, and reads as the same', ([text, written]) => {
  const ms = parseDuration(text) ?? 0;
  expect(durationText(ms)).toBe(written);
  expect(parseDuration(written)).toBe(ms);
});
