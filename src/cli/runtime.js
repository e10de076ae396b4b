// @ts-check
import { mkdirSync, statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

/**
 * Where compiled code is kept: ringdown's folder in the cache folder of the user.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {string} home
 */
export function compiledFolder(env, home) {
  const named = env['XDG_CACHE_HOME'] ?? '';
  return join(isAbsolute(named) ? named : join(home, '.cache'), 'ringdown');
}

/**
 * Keeps what Node made of the sources, stripped of their types and compiled, so that the next start need not do it
 * again; Node compares each entry with its source. Whoever can write there can run code as this user: a folder of
 * somebody else is left alone, and then, as where none can be made, every start is a first one.
 *
 * @param {string} folder
 */
export function keepCompiled(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(folder);
    if (uid !== process.getuid?.() || (mode & 0o022) !== 0) return;
  } catch {
    return;
  }
  enableCompileCache(folder);
}

/**
 * For a verb that asks many devices one question each and ends after a few seconds: call before anything is compiled.
 * V8 then collects garbage early instead of letting it grow to several times of what is in use, and leaves out its
 * slowest compiler, which pays off only in processes that live longer.
 *
 * @param {string | undefined} verb
 */
export function favourMemory(verb) {
  if (verb !== 'net' && verb !== 'check') return;
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--no-opt');
}
