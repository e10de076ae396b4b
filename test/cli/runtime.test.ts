import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { compiledFolder } from '../../src/cli/runtime.js';
import { startWorld } from '../support/story-world.ts';

const main = join(import.meta.dirname, '../../src/start.js');

function newFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'ringdown-runtime-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** Starts ringdown with this cache folder; gives what it prints. */
async function start(cache: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, XDG_CACHE_HOME: cache };
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...args], { env });
  return stdout;
}

/** Every file below a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

describe('compiled code', () => {
  test('is kept in a folder of our own, for the user alone', async () => {
    const cache = newFolder();
    const usage = await start(cache, 'net', '--help');
    const kept = filesIn(join(cache, 'ringdown'));
    expect(kept.length).toBeGreaterThan(50);
    expect([...kept, join(cache, 'ringdown')].filter((path) => (statSync(path).mode & 0o077) !== 0)).toEqual([]);
    // The second start reads it and says the same.
    expect(await start(cache, 'net', '--help')).toBe(usage);
  });

  test('of the bot is kept once it is ready, so that one that is killed is back soon', async () => {
    const world = await startWorld();
    onTestFinished(() => world.stop());
    const cache = newFolder();
    const bot = spawn(process.execPath, [main, 'serve', '--config', world.files.config], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, XDG_CACHE_HOME: cache },
    });
    await once(bot.stdout, 'data');
    await expect.poll(() => filesIn(cache).length, { timeout: 10_000 }).toBeGreaterThan(300);
    bot.kill('SIGKILL');
    await once(bot, 'exit');
  }, 30_000);

  test('is not taken from a folder that others may write', async () => {
    const cache = newFolder();
    mkdirSync(join(cache, 'ringdown'));
    chmodSync(join(cache, 'ringdown'), 0o777);
    expect(await start(cache, 'parse', '--help')).toContain('usage: ringdown parse');
    expect(filesIn(cache)).toEqual([]);
  });

  test('is done without where no folder can be made', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(await start(file, 'parse', '--help')).toContain('usage: ringdown parse');
    expect(existsSync(join(file, 'ringdown'))).toBe(false);
  });

  test('lies where the user keeps such things; a relative name is none', () => {
    expect(compiledFolder({}, '/home/ana')).toBe('/home/ana/.cache/ringdown');
    expect(compiledFolder({ XDG_CACHE_HOME: '/var/cache/ana' }, '/home/ana')).toBe('/var/cache/ana/ringdown');
    expect(compiledFolder({ XDG_CACHE_HOME: 'cache' }, '/home/ana')).toBe('/home/ana/.cache/ringdown');
  });
});
