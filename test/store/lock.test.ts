import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { lockStore } from '../../src/store/lock.ts';
import { append, note, temporaryFolder } from './bench.ts';

const store = () => join(temporaryFolder(), 'ringdown.db');

/** A process that takes the lock, keeps no hand on it, says so, and lives until it is killed. */
async function lockHolder(path: string) {
  const program = `
    import { lockStore } from ${JSON.stringify(join(import.meta.dirname, '../../src/store/lock.ts'))};
    lockStore(process.argv[1]);
    globalThis.gc();
    process.stdout.write('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module-typescript', '-e', program, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

test('a second process is told who must stop first, and SIGKILL of the first frees the lock', async () => {
  const path = store();
  const holder = await lockHolder(path);
  expect(() => lockStore(path)).toThrow(
    expect.objectContaining({ kind: 'held', message: expect.stringContaining(`Another ringdown serve holds ${path}`) }),
  );
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  lockStore(path).release();
});

test('a released lock can be taken again, in the same process too', () => {
  const path = store();
  const lock = lockStore(path);
  expect(() => lockStore(path)).toThrow(/holds/);
  lock.release();
  lockStore(path).release();
});

test('the store itself stays open for the other verbs while the lock is held', async () => {
  const path = store();
  const lock = lockStore(path);
  onTestFinished(() => lock.release());
  const database = await openDatabase(path);
  onTestFinished(() => database.close());
  await append(database, null, [note('from the terminal')]);
});

test('stores do not share a lock, and the lock file is for its owner alone', () => {
  const [one, two] = [store(), store()];
  const locks = [lockStore(one), lockStore(two)];
  onTestFinished(() => {
    for (const lock of locks) lock.release();
  });
  expect(statSync(`${one}.lock`).mode & 0o777).toBe(0o600);
});
