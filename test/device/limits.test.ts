import { expect, test } from 'vitest';
import { defaultLimits, deviceLimits } from '../../src/device/limits.ts';

test('the config speaks seconds and changes only what it names', () => {
  expect(deviceLimits({ commandSeconds: 20, tracerouteSeconds: undefined, devicesAtOnce: 8 })).toEqual({
    ...defaultLimits,
    commandMs: 20_000,
    devicesAtOnce: 8,
  });
  expect(deviceLimits()).toEqual(defaultLimits);
});

test('no stage can outlast the whole: every limit is finite', () => {
  for (const value of Object.values(defaultLimits)) expect(value).toBeLessThan(Number.POSITIVE_INFINITY);
});
