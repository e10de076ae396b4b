import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command, CommandSpec } from './command.ts';

const folder = fileURLToPath(new URL('../commands/', import.meta.url));

/**
 * Reads commands/: a file's path is its words (commands/inc/declare.ts is "inc declare").
 * Throws when a file has no default export of the right shape: that is a bug of ours, found at start.
 */
export async function loadCommands(): Promise<Command[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts')).sort();
  return Promise.all(
    files.map(async (file) => {
      const path = join(folder, file);
      const { default: spec } = (await import(path)) as { default?: CommandSpec };
      if (typeof spec?.run !== 'function' || typeof spec.summary !== 'string')
        throw new Error(`commands/${file} has no default export made with defineCommand()`);
      return { ...spec, words: relative(folder, path).replace(/\.ts$/, '').split(sep) };
    }),
  );
}
