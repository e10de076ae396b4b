import { expect, onTestFinished, test } from 'vitest';
import { createCalm, createIdle } from '../../src/device/calm.ts';

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

const kinds = { createCalm, createIdle };

test.each(Object.entries(kinds))(
  'a loop with nothing to do lets callers through in their order (%s)',
  async (_, create) => {
    const whenCalm = create();
    const passed: number[] = [];
    await Promise.all(Array.from({ length: 5 }, (_, i) => whenCalm().then(() => passed.push(i))));
    expect(passed).toEqual([0, 1, 2, 3, 4]);
  },
);

test.each(Object.entries(kinds))(
  'a loop that always has too much to do holds each caller up, but not for long (%s)',
  async (_, create) => {
    busyTurns(10);
    const whenCalm = create();
    const fromMs = performance.now();
    await whenCalm();
    const tookMs = performance.now() - fromMs;
    expect(tookMs).toBeGreaterThan(40);
    expect(tookMs).toBeLessThan(300);
  },
);

test('turns that are short but never end are calm for a terminal, and not idle for people who type', async () => {
  busyTurns(3);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const fromMs = performance.now();
  await createIdle()();
  expect(performance.now() - fromMs).toBeGreaterThan(40);
});

test('a pause of two milliseconds belongs to whoever types: the next handshake does not begin in it', async () => {
  let ended = false;
  onTestFinished(() => {
    ended = true;
  });
  const burst = () => {
    if (ended) return;
    for (const fromMs = performance.now(); performance.now() - fromMs < 5; );
    setTimeout(burst, 2);
  };
  burst();
  const fromMs = performance.now();
  await createIdle()();
  expect(performance.now() - fromMs).toBeGreaterThan(40);
});
