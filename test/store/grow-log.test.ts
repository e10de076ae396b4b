import { readFileSync, statSync, writeFileSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { append, note, temporaryStore } from './bench.ts';

const foldedAtBytes = 4 * 1024 * 1024;

test('a grown log stays as long as it is while commits go through it, and the store is as it was', async () => {
  const database = await temporaryStore();
  const log = `${database.path}-wal`;
  database.foldLog();
  const before = readFileSync(database.path);
  expect(database.growLog()).toBeNull();
  const { size } = statSync(log);
  expect(size).toBeGreaterThanOrEqual(foldedAtBytes);
  expect(readFileSync(database.path)).toEqual(before);
  for (let i = 0; i < 50; i += 1) await append(database, 'INC-1', [note(`entry ${i}`)]);
  expect(statSync(log).size).toBe(size);
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where name = 'log_filling'`.execute(
    database.db,
  );
  expect(rows).toEqual([]);
  const pages = await sql<{ cache_size: number }>`pragma cache_size`.execute(database.db);
  expect(pages.rows[0]?.cache_size).not.toBe(16);
});

test('what was committed through a grown log is there after a process that never closed it', async () => {
  const database = await temporaryStore();
  database.growLog();
  await append(database, 'INC-1', [note('before the end')]);
  const copy = `${database.path}.copy`;
  // The files as a killed process leaves them: the rolled-back filling lies behind the last commit.
  for (const suffix of ['', '-wal'])
    writeFileSync(copy + suffix, readFileSync(database.path + suffix), { mode: 0o600 });
  const revived = await openDatabase(copy);
  onTestFinished(() => revived.close());
  const { rows } = await sql<{ body: string }>`select body from event`.execute(revived.db);
  expect(rows.map(({ body }) => JSON.parse(body))).toEqual([note('before the end').body]);
  expect((await sql<{ integrity_check: string }>`pragma integrity_check`.execute(revived.db)).rows).toEqual([
    { integrity_check: 'ok' },
  ]);
});

test('a log that was emptied is long again when the process stays, and only then', async () => {
  const passing = await temporaryStore();
  passing.foldLog();
  expect(statSync(`${passing.path}-wal`).size).toBe(0);
  const staying = await temporaryStore();
  staying.growLog();
  staying.foldLog();
  expect(statSync(`${staying.path}-wal`).size).toBeGreaterThanOrEqual(foldedAtBytes);
});

test('while another process writes, the log is left to grow by itself', async () => {
  const database = await temporaryStore();
  const other = new SQLite(database.path);
  onTestFinished(() => void other.close());
  other.exec('begin immediate');
  expect(database.growLog()).toMatch(/^SQLITE_BUSY: /);
  other.exec('rollback');
  expect(database.growLog()).toBeNull();
});

test('a full disk is told, and the store goes on', async () => {
  const database = await temporaryStore();
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.db);
  await sql.raw(`pragma max_page_count = ${(rows[0]?.page_count ?? 0) + 20}`).execute(database.db);
  expect(database.growLog()).toMatch(/^SQLITE_FULL: /);
  expect(statSync(`${database.path}-wal`).size).toBe(0);
  await append(database, 'INC-1', [note('all the same')]);
});

test('a transaction that is open is left alone', async () => {
  const database = await temporaryStore();
  await database.db.transaction().execute(async (trx) => {
    await sql`insert into setting (name, value, changed_at) values ('one', '1', '2026-01-01T00:00:00Z')`.execute(trx);
    expect(database.growLog()).toBe('a transaction is open');
    await sql`insert into setting (name, value, changed_at) values ('two', '2', '2026-01-01T00:00:00Z')`.execute(trx);
  });
  const { rows } = await sql<{ name: string }>`select name from setting where name in ('one', 'two')`.execute(
    database.db,
  );
  expect(rows).toHaveLength(2);
});
