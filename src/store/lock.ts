import { existsSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { UserError } from '../lib/errors.ts';

export interface StoreLock {
  release: () => void;
}

/**
 * Holds `<store>.lock` for as long as the process lives: an exclusive transaction on a file of its own, which the
 * kernel frees even after SIGKILL. Throws UserError('held') when another `serve` has it.
 */
export function lockStore(storePath: string): StoreLock {
  const file = `${storePath}.lock`;
  const before = process.umask(0o077);
  const isNew = !existsSync(file);
  const sqlite = new SQLite(file, { timeout: 0 });
  process.umask(before);
  try {
    if (isNew) sqlite.pragma('journal_mode = DELETE');
    sqlite.exec('begin exclusive');
  } catch (error) {
    sqlite.close();
    if (error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new UserError(
        'held',
        `Another ringdown serve holds ${storePath}. Stop it first; one bot writes to a store.`,
        { cause: error },
      );
    throw error;
  }
  return {
    release: () => {
      sqlite.exec('rollback');
      sqlite.close();
    },
  };
}
