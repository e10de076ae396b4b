import { setTimeout as sleep } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { createTurns } from './turns.ts';

/**
 * Kysely's SQLite dialect, except that every transaction takes the write lock when it begins, and that another
 * process's write is waited for without blocking the event loop. A deferred transaction that reads first and writes
 * later would fail at once with SQLITE_BUSY_SNAPSHOT when another process has written in between.
 */
export class ImmediateSqliteDialect implements Dialect {
  readonly #database: SqliteDatabase;
  readonly #lockMs: number;

  /** `lockMs`: how long a statement waits for the write lock before SQLITE_BUSY is thrown. */
  constructor(database: SqliteDatabase, lockMs: number) {
    this.#database = database;
    this.#lockMs = lockMs;
  }

  createDriver() {
    return new ImmediateSqliteDriver(this.#database, this.#lockMs);
  }

  createAdapter() {
    return new SqliteAdapter();
  }

  createIntrospector(db: Kysely<unknown>) {
    return new SqliteIntrospector(db);
  }

  createQueryCompiler() {
    return new SqliteQueryCompiler();
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: SqliteDatabase;
  readonly #lockMs: number;
  readonly #turns = createTurns();

  constructor(database: SqliteDatabase, lockMs: number) {
    const prepared = preparedOnce(database);
    super({ database: prepared });
    this.#database = prepared;
    this.#lockMs = lockMs;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turns.share();
    return waitingConnection(rowsConnection(await super.acquireConnection(), this.#database), this.#lockMs);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

const mostStatements = 500;

/**
 * Keeps prepared statements by their text: preparing one again costs more than most of them take to run. SQLite
 * prepares them anew by itself when the tables change.
 */
function preparedOnce(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const known = kept.get(sql);
      if (known) return known;
      if (kept.size >= mostStatements) kept.clear();
      const statement = database.prepare(sql);
      kept.set(sql, statement);
      return statement;
    },
  };
}

/**
 * Runs one statement of SQL once per row, in the order given, inside a transaction. A statement with all rows in it would
 * be parsed anew for each count of rows, and SQLite would copy the rows aside where a trigger looks at the table.
 */
export async function runForEach(
  trx: Pick<Kysely<unknown>, 'executeQuery'>,
  statement: string,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  await trx.executeQuery(CompiledQuery.raw(statement, [new Rows(rows)]));
}

/** The one parameter of a statement that is run for each row. */
class Rows {
  readonly rows: readonly (readonly unknown[])[];

  constructor(rows: readonly (readonly unknown[])[]) {
    this.rows = rows;
  }
}

function rowsConnection(connection: DatabaseConnection, database: SqliteDatabase): DatabaseConnection {
  return {
    executeQuery: async (query, options) => {
      const [first] = query.parameters;
      if (!(first instanceof Rows)) return connection.executeQuery(query, options);
      const statement = database.prepare(query.sql);
      for (const row of first.rows) statement.run(row);
      return { rows: [] };
    },
    streamQuery: (query, chunkSize, options) => connection.streamQuery(query, chunkSize, options),
  };
}

/** Inside a transaction the lock is held already, so that only its first statement, or one that stands alone, waits. */
function waitingConnection(connection: DatabaseConnection, lockMs: number): DatabaseConnection {
  return {
    executeQuery: (query, options) => retryBusy(() => connection.executeQuery(query, options), lockMs),
    streamQuery: (query, chunkSize, options) => connection.streamQuery(query, chunkSize, options),
  };
}

/** Repeats `work` while another process holds the lock, at most `lockMs`. The event loop runs between the attempts. */
export async function retryBusy<T>(work: () => T | Promise<T>, lockMs: number): Promise<T> {
  const startedMs = performance.now();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const waitedMs = performance.now() - startedMs;
      if (!isBusy(error) || waitedMs > lockMs) throw error;
      // Two processes that wait in step would keep meeting.
      await sleep(5 + (waitedMs % 20));
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
