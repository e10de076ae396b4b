import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import SQLite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { temporaryFolder } from './bench.ts';

function bench(files: Record<string, string>) {
  const root = temporaryFolder();
  const folder = join(root, 'migrations');
  mkdirSync(folder);
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  for (const [name, text] of Object.entries(files)) write(name, text);
  const sqlite = new SQLite(join(root, 'store.db'));
  onTestFinished(() => void sqlite.close());
  const tables = () =>
    sqlite
      .prepare("select name from sqlite_schema where type = 'table' and name <> 'migration' order by name")
      .pluck()
      .all();
  return { folder, sqlite, write, tables, run: () => migrate(sqlite, folder) };
}

const first = 'create table device (name text);';
const second = 'alter table device add column site text; create table rotation (name text);';

test('files are applied once each, in order, and the ledger names them with their hash', () => {
  const { sqlite, write, tables, run } = bench({
    '0002_rotation.sql': second,
    '0001_device.sql': first,
    'README.md': 'no',
  });
  run();
  run();
  write('0003_person.sql', 'create table person (name text);');
  run();
  expect(tables()).toEqual(['device', 'person', 'rotation']);
  expect(
    sqlite.prepare('select name, length(sha256) as digits from migration order by applied_at, name').all(),
  ).toEqual([
    { name: '0001_device.sql', digits: 64 },
    { name: '0002_rotation.sql', digits: 64 },
    { name: '0003_person.sql', digits: 64 },
  ]);
});

test('a file that was changed after it landed is refused', () => {
  const { write, run } = bench({ '0001_device.sql': first });
  run();
  write('0001_device.sql', `${first} -- a harmless remark`);
  expect(run).toThrow('migrations/0001_device.sql was changed after it was applied to this store');
});

test('a store of a newer ringdown is refused', () => {
  const { folder, run } = bench({ '0001_device.sql': first, '0002_rotation.sql': second });
  run();
  rmSync(join(folder, '0002_rotation.sql'));
  expect(run).toThrow('it has 0002_rotation.sql, which this one lacks');
});

test('a new file in front of one that was applied is refused', () => {
  const { write, run } = bench({ '0002_device.sql': first });
  run();
  write('0001_late.sql', 'create table late (name text);');
  expect(run).toThrow('migrations/0001_late.sql comes before 0002_device.sql');
});

test('a file that fails half way leaves nothing behind', () => {
  const { tables, run, write } = bench({ '0001_device.sql': `${first} create table broken (;` });
  expect(run).toThrow(/syntax error/);
  expect(tables()).toEqual([]);
  write('0001_device.sql', first);
  run();
  expect(tables()).toEqual(['device']);
});

test('four processes that open a new store at once all find it whole', async () => {
  const path = join(temporaryFolder(), 'ringdown.db');
  const opener = `
    import { openDatabase } from ${JSON.stringify(join(import.meta.dirname, '../../src/store/database.ts'))};
    const { db, close } = await openDatabase(process.argv[1]);
    process.stdout.write(String((await db.selectFrom('event').selectAll().execute()).length));
    await close();`;
  const run = promisify(execFile);
  const ends = await Promise.all(
    Array.from({ length: 4 }, () => run(process.execPath, ['--input-type=module-typescript', '-e', opener, path])),
  );
  expect(ends.map(({ stdout }) => stdout)).toEqual(['0', '0', '0', '0']);
});
