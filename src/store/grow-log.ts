import { existsSync, statSync } from 'node:fs';
import SQLite from 'better-sqlite3';

/** What the write-ahead log grows to before SQLite folds it into the file: a thousand pages of 4 KB. */
const foldedAtBytes = 4 * 1024 * 1024;
/** While it is filled; the pages that the cache can hold are not in the log. */
const cachedPages = 16;
const fillingBytes = foldedAtBytes + 2 * cachedPages * 4096;

/**
 * Makes the write-ahead log as long as it ever gets, so that a commit overwrites it. A commit that makes the file
 * longer waits for the file system's own journal as well: a third longer at the median, and many times as long now and
 * then. It is filled by a transaction that is larger than the cache and then rolled back; nothing of it is ever valid,
 * and the store stays as it is. Returns what SQLite said when that was not possible (another process writes, the disk
 * is full); everything works then as well, only slower.
 */
export function growLog(sqlite: SQLite.Database, file: string): string | null {
  const log = `${file}-wal`;
  if (existsSync(log) && statSync(log).size >= foldedAtBytes) return null;
  if (sqlite.inTransaction) return 'a transaction is open';
  const cachePages = sqlite.pragma('cache_size', { simple: true });
  sqlite.pragma(`cache_size = ${cachedPages}`);
  try {
    sqlite.exec('begin immediate');
    sqlite.exec('create table log_filling (bytes blob)');
    sqlite.prepare('insert into log_filling values (zeroblob(?))').run(fillingBytes);
    return null;
  } catch (error) {
    if (!(error instanceof SQLite.SqliteError)) throw error;
    rollBack(sqlite);
    // What little room a full disk has is left to the commits.
    if (error.code === 'SQLITE_FULL') sqlite.pragma('wal_checkpoint(TRUNCATE)');
    return `${error.code}: ${error.message}`;
  } finally {
    rollBack(sqlite);
    sqlite.pragma(`cache_size = ${String(cachePages)}`);
  }
}

/** SQLite has rolled a transaction back by itself when the disk is full. */
function rollBack(sqlite: SQLite.Database): void {
  if (sqlite.inTransaction) sqlite.exec('rollback');
}
