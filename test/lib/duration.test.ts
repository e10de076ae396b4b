import { expect, test } from 'vitest';
import { parseDuration } from '../../src/lib/duration.ts';

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
