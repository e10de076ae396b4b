import { expect, test } from 'vitest';
import { inTransaction } from '../../src/store/database.ts';
import { lastGoodOf, putLastGood } from '../../src/store/last-good.ts';
import { temporaryStore } from './bench.ts';

test('one answer is kept per device, diagnostic and arguments, and the next takes its place', async () => {
  const database = await temporaryStore();
  const key = { device: 'leaf1', diagnostic: 'ping', arguments: '192.0.2.7' };
  const good = { records: [{ sent: 5 }], atMs: 1_000, isHealthy: true, worseSinceMs: null };
  expect(await lastGoodOf(database.db, key)).toBeNull();
  await inTransaction(database, (trx) => putLastGood(trx, key, good));
  const later = { records: [], atMs: 2_000, isHealthy: false, worseSinceMs: 1_500 };
  await inTransaction(database, (trx) => putLastGood(trx, { ...key, arguments: '192.0.2.8' }, later));
  expect(await lastGoodOf(database.db, key)).toEqual(good);
  await inTransaction(database, (trx) => putLastGood(trx, key, later));
  expect(await lastGoodOf(database.db, key)).toEqual(later);
});
