import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UserError } from '../lib/errors.ts';
import type { World } from './world.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Flags and positionals of a verb; an unknown flag is refused with the usage. `--help` prints the usage and is `help: true`. */
export function readOptions<O extends Options>(args: string[], options: O, usage: string) {
  try {
    return parseArgs({
      args,
      options: { ...options, help: { type: 'boolean', short: 'h' } } as const,
      allowPositionals: true,
    });
  } catch (error) {
    throw new UserError(
      'usage',
      `${error instanceof Error ? error.message : String(error)}\nusage: ringdown ${usage}`,
      { cause: error },
    );
  }
}

/** Prints the usage; the exit code of asking for help. */
export function showUsage(world: World, usage: string): number {
  world.out(`usage: ringdown ${usage}\n`);
  return 0;
}

export const configOption = { config: { type: 'string', default: 'ringdown.yaml' } } as const;

export function configPath(world: World, values: { config?: string | undefined }): string {
  return resolve(world.cwd, values.config ?? 'ringdown.yaml');
}
