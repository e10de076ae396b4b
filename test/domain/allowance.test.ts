import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Level, levelNow, waitMs } from '../../src/domain/allowance.ts';

const allowance = { most: 60, perMs: 60_000 };

/** Asks at these moments; returns when it was allowed. */
function allowedAt(moments: readonly number[]): number[] {
  let kept: Level | null = null;
  return moments.filter((nowMs) => {
    const level: Level = levelNow(kept, allowance, nowMs);
    if (waitMs(level, allowance) > 0) return false;
    kept = { ...level, left: level.left - 1 };
    return true;
  });
}

test('in no minute is more allowed than a full one and what fills again meanwhile', () =>
  fc.assert(
    fc.property(fc.array(fc.nat(400), { maxLength: 600 }), (pauses) => {
      let nowMs = 0;
      const allowed = allowedAt(pauses.map((pause) => (nowMs += pause)));
      for (const from of allowed)
        expect(allowed.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(120);
      expect(allowed.slice(0, 60)).toHaveLength(Math.min(60, pauses.length));
    }),
    { numRuns: 50 },
  ));

test('whoever waits as long as was said may ask, and not a moment before', () => {
  const empty = { left: 0, atMs: 0 };
  const wait = waitMs(levelNow(empty, allowance, 0), allowance);
  expect(wait).toBe(1_000);
  expect(waitMs(levelNow(empty, allowance, wait - 2), allowance)).toBeGreaterThan(0);
  expect(waitMs(levelNow(empty, allowance, wait), allowance)).toBe(0);
});

test('a clock that was set back fills nothing, and one that jumps fills no more than all', () => {
  expect(levelNow({ left: 3, atMs: 10_000 }, allowance, 0)).toEqual({ left: 3, atMs: 0 });
  expect(levelNow({ left: 3, atMs: 0 }, allowance, 1e12).left).toBe(60);
});
