import { expect, test } from 'vitest';
import { setStatus } from '../../src/ops/set-status.ts';
import { armedDue } from '../../src/store/due.ts';
import { incidentById } from '../../src/store/incidents.ts';
import { ana, minute, startNight } from './night-bench.ts';

const day = 24 * 60 * minute;

test('"resolved" said again is told with its words; its end, its channel\'s last day and its picture stay', async () => {
  const night = await startNight();
  await night.declare();
  night.pass(20 * minute);
  await setStatus(night.deps(), ana, 'INC-1', 'resolved', 'done');
  const end = async () => ({
    resolvedAt: (await incidentById(night.database().db, 'INC-1'))?.resolvedAt,
    archive: (await armedDue(night.database().db, 'archive:INC-1'))?.dueAt,
    pictures: (await night.database().db.selectFrom('due').select('key').where('kind', '=', 'picture').execute())
      .length,
  });
  const before = await end();
  expect(before).toEqual({
    resolvedAt: '2026-11-23T03:20:00.000Z',
    archive: '2026-11-30T03:20:00.000Z',
    pictures: 1,
  });
  night.pass(2 * day);
  await setStatus(night.deps(), ana, 'INC-1', 'resolved', 'root cause was a dirty fibre');
  expect(await end()).toEqual(before);
  const [, again] = await night.sent('status:INC-1:');
  expect(again?.text).toMatch(/root cause was a dirty fibre/);
  expect(again?.text).not.toMatch(/archive/);
});
