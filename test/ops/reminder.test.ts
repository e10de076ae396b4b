import { expect, test } from 'vitest';
import { postUpdate } from '../../src/ops/post-update.ts';
import { setStatus } from '../../src/ops/set-status.ts';
import { snoozeReminder } from '../../src/ops/snooze-reminder.ts';
import { ana, minute, startNight } from './night-bench.ts';

/** Minutes after the declaration at which an update was asked for. */
const asked = async (night: Awaited<ReturnType<typeof startNight>>) =>
  (await night.sent('reminder:')).map((one) => one.minute);

test('a snooze is for one reminder: the next ones come at the old cadence', async () => {
  const night = await startNight();
  await night.declare();
  await night.go(10);
  await snoozeReminder(night.deps(), ana, 'INC-1', 90 * minute);
  await night.go(170);
  expect(await asked(night)).toEqual([100, 130, 160]);
});

test.each([
  [
    'an update',
    (night: Awaited<ReturnType<typeof startNight>>) => postUpdate(night.deps(), ana, 'INC-1', 'still looking'),
  ],
  [
    'a status with its words',
    (night: Awaited<ReturnType<typeof startNight>>) =>
      setStatus(night.deps(), ana, 'INC-1', 'identified', 'a bad optic'),
  ],
])('%s that was just given is not followed by a reminder, but by one a cadence later', async (_, give) => {
  const night = await startNight();
  await night.declare();
  await night.go(29);
  await give(night);
  await night.go(70);
  expect(await asked(night)).toEqual([59, 89]);
});

test('nothing is asked of an incident that has ended, for days', async () => {
  const night = await startNight();
  await night.declare('sev1', null);
  await night.go(1);
  await setStatus(night.deps(), ana, 'INC-1', 'resolved', null);
  for (let hours = 0; hours < 4 * 24; hours += 1) {
    night.pass(60 * minute);
    await night.tick();
  }
  expect(await asked(night)).toEqual([]);
  expect(await night.sent('nudge:')).toEqual([]);
});
