import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../lib/errors.ts';
import { Secret } from '../lib/secret.ts';

/** Where a secret comes from; it is read when it is called, so that a verb that does not need it does not ask for it. */
export type LazySecret = () => Secret;

/** True for the two forms in which a secret may stand in a config: `${NAME}` and `file:PATH`. */
export function isSecretReference(text: string): boolean {
  return /^\$\{[A-Z_][A-Z0-9_]*\}$/.test(text) || /^file:.+$/.test(text);
}

/**
 * A reference as a secret that is read on demand. `where` is "ringdown.yaml:4: slack.botToken". Calling it throws
 * UserError when the variable or the file is missing, empty, or readable by others.
 */
export function lazySecret(
  reference: string,
  where: string,
  { dir, env }: { dir: string; env: Readonly<Record<string, string | undefined>> },
): LazySecret {
  const name = /^\$\{(.+)\}$/.exec(reference)?.[1];
  if (name !== undefined)
    return () => {
      const value = env[name];
      if (value === undefined || value === '')
        throw new UserError('usage', `${where}: the environment variable ${name} is not set.`);
      return new Secret(value);
    };
  const path = resolve(dir, reference.slice('file:'.length));
  return () => new Secret(readSecretFile(path, where));
}

function readSecretFile(path: string, where: string): string {
  let text: string;
  try {
    const mode = statSync(path).mode & 0o777;
    if ((mode & 0o077) !== 0)
      throw new UserError(
        'usage',
        `${where}: ${path} has mode ${mode.toString(8)}, so others can read it. Run: chmod 600 ${path}`,
      );
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('usage', `${where}: ${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  if (text.trim() === '') throw new UserError('usage', `${where}: ${path} is empty.`);
  // A key keeps its line ends; a token written by an editor loses its last one.
  return text.includes('PRIVATE KEY') ? text : text.trim();
}
