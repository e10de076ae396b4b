import { chmodSync, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import { Kysely, type Transaction as KyselyTransaction } from 'kysely';
import { UserError } from '../lib/errors.ts';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';
import { ImmediateSqliteDialect } from './sqlite-dialect.ts';

export interface Database {
  db: Kysely<Schema>;
  path: string;
  close: () => Promise<void>;
}

export type Transaction = KyselyTransaction<Schema>;
/** What reads may run on: the database itself or a transaction. */
export type Reader = Kysely<Schema>;

/** How long one statement may block the event loop for another process's write; longer waits are asynchronous. */
const blockingWaitMs = 100;
const busyLimitMs = 10_000;

/**
 * Opens the store and brings its tables up to date. A path is SQLite: WAL, synchronous=FULL (set and read back, since
 * the bundled library falls back to NORMAL under WAL), foreign keys, and files that only their owner can read.
 * Throws UserError for PostgreSQL addresses (a later version) and for a file that others can read.
 */
export async function openDatabase(path: string): Promise<Database> {
  if (/^postgres(ql)?:\/\//.test(path))
    throw new UserError('usage', 'store: PostgreSQL comes with a later version. Name a file, such as ./ringdown.db.');
  const file = resolve(path);
  refuseReadableByOthers(file);
  const sqlite = openFile(file);
  const db = new Kysely<Schema>({ dialect: new ImmediateSqliteDialect({ database: sqlite }) });
  try {
    migrate(sqlite);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(file + suffix)) chmodSync(file + suffix, 0o600);
  return { db, path: file, close: () => db.destroy() };
}

function openFile(file: string): SQLite.Database {
  const before = process.umask(0o077);
  try {
    const sqlite = new SQLite(file, { timeout: blockingWaitMs });
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('trusted_schema = OFF');
    // Without it INSERT OR REPLACE would go round the triggers that keep the timeline append-only.
    sqlite.pragma('recursive_triggers = ON');
    const synchronous = sqlite.pragma('synchronous', { simple: true });
    if (synchronous !== 2) throw new Error(`${file}: synchronous is ${String(synchronous)}, expected 2 (FULL)`);
    return sqlite;
  } finally {
    process.umask(before);
  }
}

function refuseReadableByOthers(file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`]) {
    if (!existsSync(name)) continue;
    const mode = statSync(name).mode & 0o777;
    if ((mode & 0o077) !== 0)
      throw new UserError(
        'usage',
        `${name}: mode ${mode.toString(8)} lets others read the store. Run: chmod 600 ${name}`,
      );
  }
}

/**
 * Runs `work` as one immediate transaction; nothing but statements may be awaited in it. Another process's write is
 * waited for without blocking the event loop; after 10 s that is an error.
 */
export async function inTransaction<T>(database: Database, work: (trx: Transaction) => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  for (;;) {
    try {
      return await database.db.transaction().execute(work);
    } catch (error) {
      if (!isBusy(error) || performance.now() - startedMs > busyLimitMs) throw error;
      await sleep(10 + Math.floor((performance.now() - startedMs) % 40));
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

/** Whether a write would be taken now: an immediate transaction that changes nothing. */
export async function canWrite(database: Database): Promise<boolean> {
  try {
    await database.db.transaction().execute((trx) => trx.selectFrom('setting').select('name').limit(1).execute());
    return true;
  } catch (error) {
    if (error instanceof SQLite.SqliteError) return false;
    throw error;
  }
}
