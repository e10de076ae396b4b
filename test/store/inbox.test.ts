import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { finishInbox, firstTime, openInbox } from '../../src/store/inbox.ts';
import { seenBefore } from '../../src/store/webhooks.ts';
import { nightMs, temporaryStore } from './bench.ts';

test('a delivery that comes twice, even at once, has one effect', async () => {
  const { db } = await temporaryStore();
  const news = await Promise.all([1, 2, 3].map(() => firstTime(db, 'envelope-1', 'slash', '{"text":"a"}', nightMs)));
  expect(news.filter(Boolean)).toEqual([true]);
  expect(await firstTime(db, 'envelope-2', 'slash', '{}', nightMs)).toBe(true);
});

test('what had no effect yet is found after a restart, oldest first, with what was asked', async () => {
  const database = await temporaryStore();
  await firstTime(database.db, 'later', 'button', '{"id":"2"}', nightMs + 2_000);
  await firstTime(database.db, 'earlier', 'slash', '{"text":"note"}', nightMs + 1_000);
  await firstTime(database.db, 'done', 'slash', '{}', nightMs);
  await finishInbox(database.db, 'done', nightMs);
  await database.close();
  const restarted = await openDatabase(database.path);
  onTestFinished(() => restarted.close());
  expect(await openInbox(restarted.db)).toEqual([
    { key: 'earlier', kind: 'slash', payload: '{"text":"note"}', receivedAt: '2026-11-23T03:00:01.000Z' },
    { key: 'later', kind: 'button', payload: '{"id":"2"}', receivedAt: '2026-11-23T03:00:02.000Z' },
  ]);
  expect(await firstTime(restarted.db, 'done', 'slash', '{}', nightMs)).toBe(false);
});

test('a webhook signature is taken once, for as long as it could be valid', async () => {
  const { db } = await temporaryStore();
  expect(await seenBefore(db, 'aa', nightMs)).toBe(false);
  expect(await seenBefore(db, 'aa', nightMs)).toBe(true);
  expect(await seenBefore(db, 'aa', nightMs + 10 * 60_000)).toBe(true);
  await seenBefore(db, 'bb', nightMs + 16 * 60_000);
  expect(await db.selectFrom('webhook_seen').select('signature').execute()).toEqual([{ signature: 'bb' }]);
});
