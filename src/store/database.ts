import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, type Transaction as KyselyTransaction } from 'kysely';
import { UserError } from '../lib/errors.ts';
import { growLog } from './grow-log.ts';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';
import { ImmediateSqliteDialect, retryBusy } from './sqlite-dialect.ts';

export interface Database {
  db: Kysely<Schema>;
  path: string;
  /** Folds the write-ahead log into the file and empties it: what was taken out is then in neither. False while a reader holds it. */
  foldLog: () => boolean;
  /** Makes the write-ahead log long enough for a commit never to wait for the file to grow; for a process that stays. Null, or why not. */
  growLog: () => string | null;
  close: () => Promise<void>;
}

export type Transaction = KyselyTransaction<Schema>;
/** What reads may run on: the database itself or a transaction. */
export type Reader = Kysely<Schema>;

/** How long one attempt may block the event loop for another process's write; longer waits are asynchronous. */
const blockingWaitMs = 100;
const defaultLockMs = 10_000;

/**
 * Opens the store and brings its tables up to date. A path is SQLite: WAL, synchronous=FULL (set and read back, since
 * the bundled library falls back to NORMAL under WAL), foreign keys, and files that only their owner can read.
 * `lockMs` is how long a write waits for another process's before SQLITE_BUSY is thrown.
 * Throws UserError for PostgreSQL addresses (a later version), for a file that others can read, for a missing folder
 * and for a file that is not a store.
 */
export async function openDatabase(path: string, { lockMs = defaultLockMs } = {}): Promise<Database> {
  if (/^postgres(ql)?:\/\//.test(path))
    throw new UserError('usage', 'store: PostgreSQL comes with a later version. Name a file, such as ./ringdown.db.');
  const file = resolve(path);
  if (!existsSync(dirname(file)))
    throw new UserError(
      'usage',
      `store: the folder ${dirname(file)} does not exist. Make it first: mkdir -m 700 ${dirname(file)}`,
    );
  refuseReadableByOthers(file);
  const sqlite = await openFile(file, lockMs);
  let staysLong = false;
  return {
    db: new Kysely<Schema>({ dialect: new ImmediateSqliteDialect(sqlite, lockMs) }),
    path: file,
    foldLog: () => {
      const [row] = sqlite.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
      if (staysLong) growLog(sqlite, file);
      return row.busy === 0;
    },
    growLog: () => {
      staysLong = true;
      return growLog(sqlite, file);
    },
    close: async () => void sqlite.close(),
  };
}

async function openFile(file: string, lockMs: number): Promise<SQLite.Database> {
  const before = process.umask(0o077);
  let sqlite: SQLite.Database | undefined;
  try {
    sqlite = new SQLite(file, { timeout: blockingWaitMs });
    // The -wal and -shm files get the mode of the store's own file.
    sqlite.pragma('user_version');
  } catch (error) {
    sqlite?.close();
    throw readable(error, file);
  } finally {
    process.umask(before);
  }
  const opened = sqlite;
  try {
    await retryBusy(() => {
      setUp(opened, file);
      migrate(opened);
    }, lockMs);
    return opened;
  } catch (error) {
    opened.close();
    throw readable(error, file);
  }
}

function setUp(sqlite: SQLite.Database, file: string): void {
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('trusted_schema = OFF');
  // Without it INSERT OR REPLACE would go round the triggers that keep the timeline append-only.
  sqlite.pragma('recursive_triggers = ON');
  // A redacted body must not stay behind in a free page of the file.
  sqlite.pragma('secure_delete = ON');
  const synchronous = sqlite.pragma('synchronous', { simple: true });
  if (synchronous !== 2) throw new Error(`${file}: synchronous is ${String(synchronous)}, expected 2 (FULL)`);
}

function readable(error: unknown, file: string): unknown {
  if (!(error instanceof SQLite.SqliteError)) return error;
  if (error.code === 'SQLITE_NOTADB')
    return new UserError('usage', `store: ${file} is not a ringdown store. Name another file.`, { cause: error });
  if (error.code.startsWith('SQLITE_CANTOPEN') || error.code.startsWith('SQLITE_READONLY'))
    return new UserError('usage', `store: ${file} cannot be opened for writing (${error.message}).`, { cause: error });
  return error;
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
 * Runs `work` as one immediate transaction; nothing but statements may be awaited in it, because everybody else who
 * writes is waiting. It is rolled back when `work` throws.
 */
export async function inTransaction<T>(database: Database, work: (trx: Transaction) => Promise<T>): Promise<T> {
  return database.db.transaction().execute(work);
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
