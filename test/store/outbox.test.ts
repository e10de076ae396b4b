import { describe, expect, onTestFinished, test } from 'vitest';
import { type Database, inTransaction, openDatabase } from '../../src/store/database.ts';
import { enqueue, markFailed, markRetry, markSending, markSent, nextSendable } from '../../src/store/outbox.ts';
import { keysBeginning, outboxCounts, resultOf } from '../../src/store/outbox-questions.ts';
import { nightMs, temporaryStore } from './bench.ts';

type Row = Parameters<typeof enqueue>[1];

async function put(database: Database, key: string, rest: Partial<Row> = {}): Promise<void> {
  const row: Row = {
    key,
    lane: 'timeline',
    kind: 'post',
    incident: 'INC-1',
    target: 'incident:INC-1',
    coalesceKey: null,
    afterKey: null,
    payload: JSON.stringify({ key }),
    nowMs: nightMs,
    ...rest,
  };
  await inTransaction(database, (trx) => enqueue(trx, row));
}

const sendable = async (database: Database, nowMs = nightMs) =>
  (await nextSendable(database.db, nowMs)).map(({ key }) => key);

async function send(database: Database, nowMs = nightMs): Promise<string> {
  const [row] = await nextSendable(database.db, nowMs);
  if (!row || !(await markSending(database.db, row.id, row.attempts))) throw new Error('nothing to send');
  await inTransaction(database, (trx) => markSent(trx, row.id, { channel: 'C1', ts: `1.${row.id}` }, nowMs));
  return row.key;
}

describe('order', () => {
  test('rows of one target go out one after the other, in the order in which they were decided', async () => {
    const database = await temporaryStore();
    for (const key of ['a', 'b', 'c']) await put(database, key);
    expect(await sendable(database)).toEqual(['a']);
    expect([await send(database), await send(database), await send(database)]).toEqual(['a', 'b', 'c']);
    expect(await sendable(database)).toEqual([]);
  });

  test('pages come before approvals, the timeline and output, whatever was decided first', async () => {
    const database = await temporaryStore();
    for (const lane of ['output', 'timeline', 'approval', 'page'] as const)
      await put(database, lane, { lane, target: `channel:${lane}` });
    await put(database, 'second page', { lane: 'page', target: 'user:U2' });
    expect(await sendable(database)).toEqual(['page', 'second page', 'approval', 'timeline', 'output']);
  });

  test('a target that has to wait holds up itself and nobody else', async () => {
    const database = await temporaryStore();
    for (const key of ['a', 'b']) await put(database, key);
    await put(database, 'elsewhere', { target: 'channel:C2' });
    const [first] = await nextSendable(database.db, nightMs);
    await markRetry(database.db, first?.id ?? 0, nightMs + 30_000, 'ratelimited');
    expect(await sendable(database, nightMs + 29_999)).toEqual(['elsewhere']);
    expect(await sendable(database, nightMs + 30_000)).toEqual(['a', 'elsewhere']);
  });

  test('a row that Slack refuses for good makes room for the next one', async () => {
    const database = await temporaryStore();
    for (const key of ['a', 'b']) await put(database, key);
    const [first] = await nextSendable(database.db, nightMs);
    await markFailed(database.db, first?.id ?? 0, 'channel_not_found');
    expect(await sendable(database)).toEqual(['b']);
    expect(await resultOf(database.db, 'a')).toEqual({ status: 'failed', result: null });
    expect(await outboxCounts(database.db)).toEqual({ pending: 1, failed: 1 });
  });
});

describe('one effect', () => {
  test('decided twice is one row, and a repetition does not take itself off the road', async () => {
    const database = await temporaryStore();
    await put(database, 'card:INC-1', { payload: '"first"', coalesceKey: 'card' });
    await put(database, 'card:INC-1', { payload: '"second"', coalesceKey: 'card' });
    expect((await nextSendable(database.db, nightMs)).map(({ payload }) => payload)).toEqual(['"first"']);
    expect(await resultOf(database.db, 'card:INC-1')).toEqual({ status: 'pending', result: null });
  });

  test('a newer edit makes older ones superfluous that nobody has begun to send', async () => {
    const database = await temporaryStore();
    for (const n of [1, 2, 3]) await put(database, `card:${n}`, { coalesceKey: 'card:INC-1' });
    await put(database, 'other card', { coalesceKey: 'card:INC-2', target: 'incident:INC-2' });
    expect(await sendable(database)).toEqual(['card:3', 'other card']);
    expect((await resultOf(database.db, 'card:1'))?.status).toBe('superseded');
  });

  test('an edit that is being sent is not superseded: its effect may be there already', async () => {
    const database = await temporaryStore();
    await put(database, 'card:1', { coalesceKey: 'card' });
    const [row] = await nextSendable(database.db, nightMs);
    await markSending(database.db, row?.id ?? 0, 0);
    await put(database, 'card:2', { coalesceKey: 'card' });
    expect(await sendable(database)).toEqual(['card:1']);
  });

  test('is begun by one of two who try', async () => {
    const database = await temporaryStore();
    await put(database, 'a');
    const [row] = await nextSendable(database.db, nightMs);
    const begun = await Promise.all([1, 2].map(() => markSending(database.db, row?.id ?? 0, row?.attempts ?? 0)));
    expect(begun.sort()).toEqual([false, true]);
  });

  test("keeps Slack's answer under its key", async () => {
    const database = await temporaryStore();
    await put(database, 'a');
    await send(database);
    expect(await resultOf(database.db, 'a')).toEqual({ status: 'sent', result: { channel: 'C1', ts: '1.1' } });
    expect(await resultOf(database.db, 'never')).toBeNull();
  });
});

describe('what needs another row first', () => {
  test('waits until that is sent, and holds up nobody else', async () => {
    const database = await temporaryStore();
    await put(database, 'channel', { target: 'channel' });
    await put(database, 'card', { target: 'timeline', afterKey: 'channel' });
    await put(database, 'page', { target: 'user' });
    expect(await sendable(database)).toEqual(['channel', 'page']);
    await send(database);
    expect(await sendable(database)).toEqual(['card', 'page']);
  });

  test('goes on when that has failed or is not there: what is to be done then is decided at its turn', async () => {
    const database = await temporaryStore();
    await put(database, 'channel', { target: 'channel' });
    await put(database, 'card', { target: 'timeline', afterKey: 'channel' });
    await put(database, 'edit', { target: 'message', afterKey: 'nothing of that name' });
    const [row] = await nextSendable(database.db, nightMs);
    await markFailed(database.db, row?.id ?? 0, 'restricted_action');
    expect(await sendable(database)).toEqual(['card', 'edit']);
  });
});

describe('after a crash', () => {
  test('a row that was being sent comes first again and says so, so that it is looked for before it is sent', async () => {
    const database = await temporaryStore();
    for (const key of ['a', 'b']) await put(database, key);
    const [row] = await nextSendable(database.db, nightMs);
    await markSending(database.db, row?.id ?? 0, 0);
    await database.close();
    const restarted = await openDatabase(database.path);
    onTestFinished(() => restarted.close());
    expect(await nextSendable(restarted.db, nightMs)).toMatchObject([{ key: 'a', status: 'sending', attempts: 1 }]);
  });

  test('a doubtful answer keeps the row in doubt, a clear refusal does not', async () => {
    const database = await temporaryStore();
    await put(database, 'a');
    const [row] = await nextSendable(database.db, nightMs);
    await markSending(database.db, row?.id ?? 0, 0);
    await markRetry(database.db, row?.id ?? 0, nightMs, 'socket hang up', 'sending');
    expect((await resultOf(database.db, 'a'))?.status).toBe('sending');
    await markRetry(database.db, row?.id ?? 0, nightMs, 'ratelimited');
    expect((await resultOf(database.db, 'a'))?.status).toBe('pending');
  });
});

test('keys are found by how they begin and by kind', async () => {
  const database = await temporaryStore();
  for (const key of ['page:p1:0:0:ana', 'page:p1:0:1:bo', 'page:p10:0:0:cy']) await put(database, key, { kind: 'dm' });
  await put(database, 'page:p1:said', { kind: 'post' });
  expect(await keysBeginning(database.db, 'dm', 'page:p1:')).toEqual(['page:p1:0:0:ana', 'page:p1:0:1:bo']);
});

describe('words', () => {
  const payloads = async (database: Database) =>
    Object.fromEntries(
      (await database.db.selectFrom('outbox').select(['key', 'payload']).execute()).map((row) => [
        row.key,
        row.payload,
      ]),
    );

  test('go when a row is settled, however it ended: sent, refused, or superfluous', async () => {
    const database = await temporaryStore();
    await put(database, 'sent', { target: 'one' });
    await send(database);
    await put(database, 'refused', { target: 'two' });
    const [refused] = await nextSendable(database.db, nightMs);
    await markFailed(database.db, refused?.id ?? 0, 'channel_not_found');
    for (const key of ['older', 'newer']) await put(database, key, { target: 'card', coalesceKey: 'card' });
    expect(await payloads(database)).toEqual({ sent: '', refused: '', older: '', newer: '{"key":"newer"}' });
  });

  test('a row that was superseded while it was being looked at does not come back without its words', async () => {
    const database = await temporaryStore();
    await put(database, 'older', { target: 'card', coalesceKey: 'card' });
    const [looked] = await nextSendable(database.db, nightMs);
    await put(database, 'newer', { target: 'card', coalesceKey: 'card' });
    await markRetry(database.db, looked?.id ?? 0, nightMs, 'the channel is not there yet');
    expect(await sendable(database)).toEqual(['newer']);
  });
});
