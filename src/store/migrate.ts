import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type SQLite from 'better-sqlite3';
import { UserError } from '../lib/errors.ts';

const ownFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Applies the SQL files of the folder once each, in order of their names, each in one transaction with its line in the
 * ledger. Throws UserError when the store knows a file that is missing here or whose content differs.
 */
export function migrate(sqlite: SQLite.Database, folder = ownFolder): void {
  sqlite.exec('create table if not exists migration (name text primary key, sha256 text not null, applied_at text not null)');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const landed = sqlite.prepare('select name, sha256 from migration order by name').all() as { name: string; sha256: string }[];
  for (const { name, sha256 } of landed) {
    if (!files.includes(name))
      throw new UserError('usage', `The store was written by a newer ringdown: it has ${name}, which this one lacks. Use that version or newer.`);
    if (hashOf(join(folder, name)) !== sha256)
      throw new UserError('usage', `migrations/${name} was changed after it was applied to this store. Restore it; changes go into a new migration.`);
  }
  const applied = new Set(landed.map(({ name }) => name));
  for (const name of files.filter((file) => !applied.has(file))) apply(sqlite, join(folder, name), name);
}

function apply(sqlite: SQLite.Database, path: string, name: string): void {
  const run = sqlite.transaction(() => {
    sqlite.exec(readFileSync(path, 'utf8'));
    sqlite
      .prepare("insert into migration (name, sha256, applied_at) values (?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))")
      .run(name, hashOf(path));
  });
  run.immediate();
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
