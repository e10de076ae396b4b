import { describe, expect, test } from 'vitest';
import { type Database, inTransaction } from '../../src/store/database.ts';
import { acknowledgePage, closePages, insertPage, movePage, openPages, pageById } from '../../src/store/pages.ts';
import { advanceRun, finishRun, insertRun, runById } from '../../src/store/playbook-runs.ts';
import { declare, temporaryStore } from './bench.ts';

const at = '2026-11-23T03:00:00.000Z';

const open = (database: Database, id: string, incident: string | null) =>
  inTransaction(database, (trx) => insertPage(trx, { id, incident, policy: 'network', text: 'Loss', createdAt: at }));

const acknowledge = (database: Database, id: string, by: string) =>
  inTransaction(database, (trx) => acknowledgePage(trx, id, { by, at }));

describe('a page', () => {
  test('is acknowledged once, by the first', async () => {
    const database = await temporaryStore();
    await open(database, 'p1', null);
    const taken = await Promise.all(['ana', 'bo'].map((by) => acknowledge(database, 'p1', by)));
    expect(taken.sort()).toEqual([false, true]);
  });

  test('that was acknowledged takes no further step', async () => {
    const database = await temporaryStore();
    await open(database, 'p1', null);
    await inTransaction(database, (trx) => movePage(trx, 'p1', { step: 1, round: 0 }));
    await acknowledge(database, 'p1', 'ana');
    await inTransaction(database, (trx) => movePage(trx, 'p1', { step: 2, round: 0 }));
    expect(await pageById(database.db, 'p1')).toMatchObject({ step: 1, round: 0, status: 'acknowledged' });
  });

  test('that nobody took is still open to be taken after its policy has ended', async () => {
    const database = await temporaryStore();
    await open(database, 'p1', null);
    await inTransaction(database, (trx) => movePage(trx, 'p1', { status: 'exhausted' }));
    expect(await openPages(database.db, null)).toMatchObject([{ id: 'p1', status: 'exhausted' }]);
    expect(await acknowledge(database, 'p1', 'cy')).toBe(true);
  });

  test('of a resolved incident is closed; others stay open', async () => {
    const database = await temporaryStore();
    for (const [id, incident] of [
      ['p1', 'INC-1'],
      ['p2', 'INC-2'],
      ['p3', null],
    ] as const)
      await open(database, id, incident);
    await inTransaction(database, (trx) => closePages(trx, 'INC-1'));
    expect((await openPages(database.db, null)).map(({ id }) => id)).toEqual(['p2', 'p3']);
    expect((await openPages(database.db, 'INC-2')).map(({ id }) => id)).toEqual(['p2']);
    expect(await acknowledge(database, 'p1', 'ana')).toBe(false);
  });
});

describe('a playbook run', () => {
  const result = { outcome: 'ok', records: [], summary: '0 errors' } as const;

  async function running(): Promise<Database> {
    const database = await temporaryStore();
    await declare(database);
    const run = {
      id: 'r1',
      incident: 'INC-1',
      playbook: 'interface-errors',
      inputs: { a: 'leaf1' },
      requester: null,
      startedAt: at,
    };
    await inTransaction(database, (trx) => insertRun(trx, run));
    return database;
  }

  test('stores each step once, in order', async () => {
    const database = await running();
    const advance = (index: number, step: string) =>
      inTransaction(database, (trx) => advanceRun(trx, 'r1', index, step, { ...result, records: [] }));
    expect(await Promise.all([advance(0, 'interfaces'), advance(0, 'interfaces')])).toEqual([true, false]);
    expect(await advance(2, 'log')).toBe(false);
    expect(await advance(1, 'ping')).toBe(true);
    expect(await runById(database.db, 'r1')).toMatchObject({
      step: 2,
      status: 'running',
      inputs: { a: 'leaf1' },
      results: { interfaces: result, ping: result },
    });
  });

  test('that has ended takes no further step', async () => {
    const database = await running();
    await inTransaction(database, (trx) => finishRun(trx, 'r1', { status: 'done', verdict: 'a lossy link', at }));
    expect(await inTransaction(database, (trx) => advanceRun(trx, 'r1', 0, 'late', { ...result, records: [] }))).toBe(
      false,
    );
    expect(await runById(database.db, 'r1')).toMatchObject({ status: 'done', verdict: 'a lossy link', step: 0 });
  });
});
