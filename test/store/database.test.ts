import { chmodSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { canWrite, type Database, inTransaction, openDatabase } from '../../src/store/database.ts';
import { firstTime } from '../../src/store/inbox.ts';
import { enqueue } from '../../src/store/outbox.ts';
import { resultOf } from '../../src/store/outbox-questions.ts';
import { getSetting, putSetting } from '../../src/store/settings.ts';
import { appendEvents, head, readEvents } from '../../src/store/timeline.ts';
import { append, nightMs, note, temporaryFolder, temporaryStore } from './bench.ts';

async function pragma(database: Database, name: string): Promise<unknown> {
  const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(database.db);
  return Object.values(rows[0] ?? {})[0];
}

describe('how a store is opened', () => {
  test('every commit reaches the disk, also after the first write', async () => {
    const database = await temporaryStore();
    await append(database, 'INC-1', [note('one')]);
    expect(await pragma(database, 'journal_mode')).toBe('wal');
    expect(await pragma(database, 'synchronous')).toBe(2);
  });

  test.for([
    ['foreign_keys', 1],
    ['recursive_triggers', 1],
    ['trusted_schema', 0],
    ['secure_delete', 1],
    ['busy_timeout', 100],
  ] as const)('pragma %s is %i', async ([name, value]) => {
    expect(await pragma(await temporaryStore(), name)).toBe(value);
  });

  test('only its owner can read its files, whatever the umask', async () => {
    const before = process.umask(0o000);
    onTestFinished(() => void process.umask(before));
    const database = await temporaryStore();
    await append(database, 'INC-1', [note('one')]);
    for (const suffix of ['', '-wal', '-shm']) expect(statSync(database.path + suffix).mode & 0o777).toBe(0o600);
  });

  test.for(['', '-wal'])('a file that others can read is refused with the remedy (ringdown.db%s)', async (suffix) => {
    const path = join(temporaryFolder(), 'ringdown.db');
    const keepsWal = await openDatabase(path);
    onTestFinished(() => keepsWal.close());
    await append(keepsWal, null, [note('one')]);
    chmodSync(path + suffix, 0o640);
    await expect(openDatabase(path)).rejects.toMatchObject({
      kind: 'usage',
      message: `${path}${suffix}: mode 640 lets others read the store. Run: chmod 600 ${path}${suffix}`,
    });
  });

  test.for(['postgres://db.example.net/ringdown', 'postgresql://db.example.net/ringdown'])(
    '%s is for later',
    async (url) => {
      await expect(openDatabase(url)).rejects.toMatchObject({
        kind: 'usage',
        message: expect.stringContaining('comes with a later version'),
      });
      expect(existsSync(url)).toBe(false);
    },
  );

  test('a missing folder and a file of something else are named, and that file is left as it was', async () => {
    const folder = temporaryFolder();
    await expect(openDatabase(join(folder, 'no', 'ringdown.db'))).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(`the folder ${join(folder, 'no')} does not exist`),
    });
    const letter = join(folder, 'letter.txt');
    writeFileSync(letter, 'Dear colleagues, this is not a database at all.\n'.repeat(40), { mode: 0o600 });
    const { size } = statSync(letter);
    await expect(openDatabase(letter)).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining(letter),
    });
    expect(statSync(letter).size).toBe(size);
  });

  test('what was written is there after closing and opening again', async () => {
    const path = join(temporaryFolder(), 'ringdown.db');
    const first = await openDatabase(path);
    await append(first, 'INC-1', [note('one')]);
    await first.close();
    const second = await openDatabase(path);
    onTestFinished(() => second.close());
    expect((await readEvents(second.db, 'INC-1')).map(({ body }) => body)).toEqual([{ text: 'one' }]);
  });
});

/** Another process's connection, as far as SQLite can tell. */
function otherConnection(database: Database): SQLite.Database {
  const other = new SQLite(database.path, { timeout: 0 });
  onTestFinished(() => void other.close());
  return other;
}

/** The longest time in ms that the event loop did not come round while `work` ran. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return longest;
}

describe('transactions', () => {
  test('hold the write lock from their beginning, before anything was written', async () => {
    const database = await temporaryStore();
    const other = otherConnection(database);
    await inTransaction(database, async (trx) => {
      await getSetting(trx, 'emergency-stop');
      expect(() => other.exec("insert into setting values ('a', 'b', 'c')")).toThrow(/locked/);
      await putSetting(trx, 'emergency-stop', 'ana', 'now');
    });
    other.exec("insert into setting values ('a', 'b', 'c')");
    expect(await getSetting(database.db, 'emergency-stop')).toEqual({ value: 'ana', changedAt: 'now' });
  });

  test('a deferred one would have failed there: the reason for the driver of our own', async () => {
    const database = await temporaryStore();
    const [reader, writer] = [otherConnection(database), otherConnection(database)];
    reader.exec('begin');
    reader.prepare('select * from setting').all();
    writer.exec("insert into setting values ('a', 'b', 'c')");
    expect(() => reader.exec("insert into setting values ('d', 'e', 'f')")).toThrow(
      expect.objectContaining({ code: 'SQLITE_BUSY_SNAPSHOT' }),
    );
  });

  test.for(['a transaction', 'a single statement'])(
    "%s waits for another process's write while the event loop goes on",
    async (kind) => {
      const database = await temporaryStore();
      const other = otherConnection(database);
      other.exec('begin immediate');
      setTimeout(() => other.exec('commit'), 700);
      const startedMs = performance.now();
      const blockedMs = await longestBlock(() =>
        kind === 'a transaction'
          ? append(database, 'INC-1', [note('one')])
          : firstTime(database.db, 'delivery-1', 'slash', '{}', nightMs),
      );
      expect(performance.now() - startedMs).toBeGreaterThan(500);
      expect(blockedMs).toBeLessThan(400);
    },
  );

  test('give up with SQLITE_BUSY after lockMs', async () => {
    const database = await temporaryStore({ lockMs: 150 });
    otherConnection(database).exec('begin immediate');
    await expect(append(database, 'INC-1', [note('one')])).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    expect(await canWrite(database)).toBe(false);
  });

  test('are all or nothing: events, rows and messages stand or fall together', async () => {
    const database = await temporaryStore();
    const work = inTransaction(database, async (trx) => {
      await appendEvents(trx, 'INC-1', [note('one')], nightMs);
      await putSetting(trx, 'emergency-stop', 'ana', 'now');
      await enqueue(trx, {
        key: 'card:INC-1',
        lane: 'timeline',
        kind: 'post',
        incident: 'INC-1',
        target: 'incident:INC-1',
        coalesceKey: null,
        afterKey: null,
        payload: '{}',
        nowMs: nightMs,
      });
      throw new Error('the decision fell through');
    });
    await expect(work).rejects.toThrow('the decision fell through');
    expect(await head(database.db, 'INC-1')).toBeNull();
    expect(await getSetting(database.db, 'emergency-stop')).toBeNull();
    expect(await resultOf(database.db, 'card:INC-1')).toBeNull();
    expect(await canWrite(database)).toBe(true);
  });

  test('started at once run one after the other', async () => {
    const database = await temporaryStore();
    await Promise.all(Array.from({ length: 40 }, (_, i) => append(database, 'INC-1', [note(`note ${i}`)])));
    expect((await readEvents(database.db, 'INC-1')).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
  });
});
