import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type SQLite from 'better-sqlite3';
import { UserError } from '../lib/errors.ts';

const ownFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

interface Migration {
  name: string;
  sql: string;
  sha256: string;
}

/**
 * Applies the SQL files of the folder once each, in order of their names; the ledger holds each name with the SHA-256
 * of its file. What is missing is applied in one immediate transaction, so that two processes that open a new store at
 * once do not both apply it; a store that is up to date is only read.
 * Throws UserError when the store knows a file that is missing here or whose content differs, and when a new file
 * comes before one that was applied. Throws SQLITE_BUSY while another process writes.
 */
export function migrate(sqlite: SQLite.Database, folder = ownFolder): void {
  const files = migrationsIn(folder);
  if (missingIn(sqlite, files).length === 0) return;
  sqlite
    .transaction(() => {
      sqlite.exec(
        'create table if not exists migration (name text primary key, sha256 text not null, applied_at text not null)',
      );
      for (const file of missingIn(sqlite, files)) apply(sqlite, file);
    })
    .immediate();
}

function missingIn(sqlite: SQLite.Database, files: readonly Migration[]): Migration[] {
  const hasLedger = sqlite.prepare("select 1 from sqlite_schema where type = 'table' and name = 'migration'").get();
  if (!hasLedger) return [...files];
  const landed = sqlite.prepare<[], { name: string; sha256: string }>('select name, sha256 from migration').all();
  for (const { name, sha256 } of landed) refuseDifferent(name, sha256, files);
  const names = landed.map(({ name }) => name).sort();
  const last = names.at(-1) ?? '';
  const missing = files.filter(({ name }) => !names.includes(name));
  const early = missing.find(({ name }) => name < last);
  if (early)
    throw new UserError(
      'usage',
      `migrations/${early.name} comes before ${last}, which this store has. Give it the next number.`,
    );
  return missing;
}

function migrationsIn(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    });
}

function refuseDifferent(name: string, sha256: string, files: readonly Migration[]): void {
  const file = files.find((known) => known.name === name);
  if (!file)
    throw new UserError(
      'usage',
      `The store was written by a newer ringdown: it has ${name}, which this one lacks. Use that version or newer.`,
    );
  if (file.sha256 !== sha256)
    throw new UserError(
      'usage',
      `migrations/${name} was changed after it was applied to this store. Restore it; changes go into a new migration.`,
    );
}

function apply(sqlite: SQLite.Database, { name, sql, sha256 }: Migration): void {
  sqlite.exec(sql);
  sqlite
    .prepare("insert into migration (name, sha256, applied_at) values (?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))")
    .run(name, sha256);
}
