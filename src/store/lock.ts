import SQLite from 'better-sqlite3';
import { UserError } from '../lib/errors.ts';

export interface StoreLock {
  release: () => void;
}

/** A connection that nobody refers to is closed by the garbage collector, and its lock would go with it. */
const held = new Set<SQLite.Database>();

/**
 * Holds `<store>.lock` for as long as the process lives: an exclusive transaction on a file of its own, which the
 * kernel frees even after SIGKILL. Throws UserError('held') when another `serve` has it.
 */
export function lockStore(storePath: string): StoreLock {
  const sqlite = openLockFile(`${storePath}.lock`);
  try {
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
  held.add(sqlite);
  return {
    release: () => {
      held.delete(sqlite);
      sqlite.close();
    },
  };
}

function openLockFile(file: string): SQLite.Database {
  const before = process.umask(0o077);
  try {
    return new SQLite(file, { timeout: 0 });
  } finally {
    process.umask(before);
  }
}
