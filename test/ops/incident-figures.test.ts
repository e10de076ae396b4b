import { expect, test } from 'vitest';
import { addNote } from '../../src/ops/add-note.ts';
import { incidentFigures } from '../../src/ops/incident-figures.ts';
import { postUpdate } from '../../src/ops/post-update.ts';
import { setStatus } from '../../src/ops/set-status.ts';
import { ana, minute, startNight } from './night-bench.ts';

test('what is written or changed after the end moves no figure: 26 hours stay 26 hours', async () => {
  const night = await startNight();
  await night.declare();
  night.pass(26 * 60 * minute);
  await setStatus(night.deps(), ana, 'INC-1', 'resolved', 'the optic was swapped');
  const figures = () =>
    incidentFigures({ database: night.database(), devices: { inventory: { path: '', devices: {} } } });
  const atTheEnd = await figures();
  expect(atTheEnd).toMatchObject([{ isOpen: false, resolveSeconds: 26 * 3_600 }]);
  night.pass(9 * 24 * 60 * minute);
  await addNote(night.deps(), ana, 'INC-1', 'the optic was faulty', null);
  await postUpdate(night.deps(), ana, 'INC-1', 'review on Friday');
  // The row is a cache for lists: whoever edits it changes no figure.
  await night
    .database()
    .db.updateTable('incident')
    .set({ title: 'another title', resolved_at: '2027-01-01T00:00:00.000Z', declared_at: '2026-01-01T00:00:00.000Z' })
    .execute();
  expect(await figures()).toEqual(atTheEnd);
});
