import { expect, onTestFinished, test } from 'vitest';
import { isoTime } from '../../src/lib/clock.ts';
import { type Database, inTransaction, openDatabase } from '../../src/store/database.ts';
import { cancelDue, dueRows, failDue, finishDue, isDone, rearm } from '../../src/store/due.ts';
import { nightMs, temporaryStore } from './bench.ts';

const arm = (database: Database, key: string, afterMs: number, body: object = {}) =>
  inTransaction(database, (trx) =>
    rearm(trx, { key, kind: 'page-step', incident: 'INC-1', dueAt: isoTime(nightMs + afterMs), body }),
  );

const due = async (database: Database, afterMs: number) =>
  (await dueRows(database.db, nightMs + afterMs)).map(({ key }) => key);

test('a row is due at its time, not a millisecond before, and until it is finished', async () => {
  const database = await temporaryStore();
  await arm(database, 'page:p1', 60_000, { page: 'p1' });
  expect(await due(database, 59_999)).toEqual([]);
  const [row] = await dueRows(database.db, nightMs + 60_000);
  expect(row).toMatchObject({
    key: 'page:p1',
    kind: 'page-step',
    incident: 'INC-1',
    body: { page: 'p1' },
    attempts: 0,
  });
  expect(await due(database, 61_000)).toEqual(['page:p1']);
  await inTransaction(database, (trx) => finishDue(trx, row?.id ?? '', nightMs + 61_000));
  expect(await due(database, 120_000)).toEqual([]);
  expect(await isDone(database.db, 'page:p1')).toBe(true);
});

test('a tick that comes hours late, in another process, finds everything that was due, oldest first', async () => {
  const database = await temporaryStore();
  await arm(database, 'third', 3_000);
  await arm(database, 'first', 1_000);
  await arm(database, 'second', 2_000);
  await arm(database, 'tomorrow', 86_400_000);
  await database.close();
  const restarted = await openDatabase(database.path);
  onTestFinished(() => restarted.close());
  expect(await due(restarted, 5 * 3_600_000)).toEqual(['first', 'second', 'third']);
});

test('arming a key again moves it: the last decision counts', async () => {
  const database = await temporaryStore();
  await arm(database, 'reminder:INC-1', 60_000);
  await arm(database, 'reminder:INC-1', 120_000);
  expect(await due(database, 60_000)).toEqual([]);
  expect(await due(database, 120_000)).toEqual(['reminder:INC-1']);
});

test('who finishes a row that was armed anew meanwhile, for the same moment even, does not finish the new one', async () => {
  const database = await temporaryStore();
  await arm(database, 'page:p1', 0, { step: 1 });
  const [old] = await dueRows(database.db, nightMs);
  await arm(database, 'page:p1', 0, { step: 2 });
  await inTransaction(database, (trx) => finishDue(trx, old?.id ?? '', nightMs));
  expect((await dueRows(database.db, nightMs)).map(({ body }) => body)).toEqual([{ step: 2 }]);
});

test('a finished key can be armed again', async () => {
  const database = await temporaryStore();
  await arm(database, 'reminder:INC-1', 0);
  const [row] = await dueRows(database.db, nightMs);
  await inTransaction(database, (trx) => finishDue(trx, row?.id ?? '', nightMs));
  await arm(database, 'reminder:INC-1', 1_000);
  expect(await isDone(database.db, 'reminder:INC-1')).toBe(false);
  expect(await due(database, 1_000)).toEqual(['reminder:INC-1']);
});

test('what is cancelled is never due; what is done stays done', async () => {
  const database = await temporaryStore();
  for (const key of ['open', 'done']) await arm(database, key, 0);
  const done = (await dueRows(database.db, nightMs)).find(({ key }) => key === 'done');
  await inTransaction(database, async (trx) => {
    await finishDue(trx, done?.id ?? '', nightMs);
    await cancelDue(trx, 'open');
    await cancelDue(trx, 'done');
  });
  expect(await due(database, 1_000)).toEqual([]);
  expect(await isDone(database.db, 'done')).toBe(true);
});

test('a row that fails comes back after 1, 2, 4 … at most 60 s', async () => {
  const database = await temporaryStore();
  await arm(database, 'page:p1', 0);
  const waits: number[] = [];
  for (let attempt = 0, nowMs = nightMs; attempt < 9; attempt += 1) {
    const [row] = await dueRows(database.db, nowMs);
    await inTransaction(database, (trx) => failDue(trx, row?.id ?? '', nowMs));
    const { due_at } = await database.db.selectFrom('due').select('due_at').executeTakeFirstOrThrow();
    waits.push((Date.parse(due_at) - nowMs) / 1000);
    nowMs = Date.parse(due_at);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});
