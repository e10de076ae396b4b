import { expect, onTestFinished, test } from 'vitest';
import { createCalm } from '../../src/device/calm.ts';

/** Makes every turn of the event loop take this long until the test ends. */
function busyTurns(turnMs: number): void {
  let ended = false;
  onTestFinished(() => {
    ended = true;
  });
  const spin = () => {
    if (ended) return;
    for (const fromMs = performance.now(); performance.now() - fromMs < turnMs; );
    setImmediate(spin);
  };
  setImmediate(spin);
}

test('a loop with nothing to do lets callers through at once, in their order', async () => {
  const whenCalm = createCalm();
  const passed: number[] = [];
  await Promise.all(Array.from({ length: 5 }, (_, i) => whenCalm().then(() => passed.push(i))));
  expect(passed).toEqual([0, 1, 2, 3, 4]);
});

test('a loop that always has too much to do holds each caller up, but not for long', async () => {
  busyTurns(10);
  const whenCalm = createCalm();
  const fromMs = performance.now();
  await whenCalm();
  const tookMs = performance.now() - fromMs;
  expect(tookMs).toBeGreaterThan(40);
  expect(tookMs).toBeLessThan(300);
});
