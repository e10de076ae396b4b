import { expect, test } from 'vitest';
import { refreshCard } from '../../src/ops/incident-record.ts';
import { overrideShift } from '../../src/ops/override-shift.ts';
import { postUpdate } from '../../src/ops/post-update.ts';
import { setSeverity } from '../../src/ops/set-severity.ts';
import { snoozeReminder } from '../../src/ops/snooze-reminder.ts';
import { inTransaction } from '../../src/store/database.ts';
import { ana, minute, startNight } from './night-bench.ts';

const reminder = 'reminder:INC-1';
/** 09:00 in Berlin, in minutes after 03:00 UTC. */
const changeOfShift = 5 * 60;

test('a reminder that is overdue is given at the next tick, though the card was drawn anew before', async () => {
  const night = await startNight();
  await night.declare();
  night.pass(31 * minute);
  await inTransaction(night.database(), (trx) => refreshCard(trx, night.deps(), 'INC-1', 'criteria'));
  await night.tick();
  expect((await night.sent(reminder)).map((one) => one.minute)).toEqual([31]);
  expect(await night.due(reminder)).toBe(61);
});

test('so is one that somebody had told to wait', async () => {
  const night = await startNight();
  await night.declare();
  await snoozeReminder(night.deps(), ana, 'INC-1', 45 * minute);
  night.pass(46 * minute);
  await inTransaction(night.database(), (trx) => refreshCard(trx, night.deps(), 'INC-1', 'criteria'));
  await night.tick();
  expect((await night.sent(reminder)).map((one) => one.minute)).toEqual([46]);
});

test('an update makes an overdue reminder void', async () => {
  const night = await startNight();
  await night.declare();
  night.pass(31 * minute);
  await postUpdate(night.deps(), ana, 'INC-1', 'traffic moved to spine2');
  await night.tick();
  expect(await night.sent(reminder)).toEqual([]);
  expect(await night.due(reminder)).toBe(61);
});

test('a late reminder is followed by the next one a whole cadence later, whatever is drawn anew between', async () => {
  const night = await startNight();
  await night.declare();
  night.pass(40 * minute);
  await night.tick();
  await inTransaction(night.database(), (trx) => refreshCard(trx, night.deps(), 'INC-1', 'criteria'));
  await night.go(35);
  expect((await night.sent(reminder)).map((one) => one.minute)).toEqual([40, 70]);
});

test('the card names the next reminder when one was given', async () => {
  const night = await startNight();
  await night.declare();
  await night.go(30);
  expect((await night.sent('card:INC-1:reminder-'))[0]?.text).toMatch(/Next update due .*04:00/);
});

test('a severity without a cadence ends the reminders', async () => {
  const night = await startNight();
  await night.declare();
  await setSeverity(night.deps(), ana, 'INC-1', 'sev3', null);
  await night.go(120);
  expect(await night.sent(reminder)).toEqual([]);
});

test('a change of shift that is overdue is told, though an override was arranged before the tick', async () => {
  const night = await startNight();
  night.pass((changeOfShift + 1) * minute);
  const soon = night.now() + 60 * minute;
  await overrideShift(night.deps(), ana, { person: 'cy', rotation: null, fromMs: soon, untilMs: soon + 60 * minute });
  await night.tick();
  const told = (await night.handoffs()).filter(({ text }) => text.startsWith('Shift change'));
  expect(told).toMatchObject([{ from: 'ana', to: 'bo' }]);
  expect(await night.due('shift:primary')).toBe(changeOfShift + 61);
});

test('an override names whom it takes the place of at its own time, not now', async () => {
  const night = await startNight();
  const swap = { person: 'cy', rotation: null };
  const from = night.now() + (changeOfShift + 60) * minute;
  await overrideShift(night.deps(), ana, { ...swap, fromMs: from, untilMs: from + 120 * minute });
  await overrideShift(night.deps(), ana, { ...swap, fromMs: night.now(), untilMs: night.now() + 60 * minute });
  // Within the first one, which counts for whoever arranges another.
  await overrideShift(night.deps(), ana, { ...swap, person: 'ana', fromMs: from + minute, untilMs: from + 9 * minute });
  expect((await night.handoffs()).map(({ from: before, to }) => [before, to])).toEqual([
    ['bo', 'cy'],
    ['ana', 'cy'],
    ['cy', 'ana'],
  ]);
});
