import type { Config } from './config.ts';
import { UserError } from './lib/errors.ts';
import { nearest } from './lib/nearest.ts';
import { personNamed } from './people.ts';

/** A policy's name, or "@person" for a page to one person. Throws UserError with the nearest known names. */
export function pageTarget(config: Config, word: string): string {
  if (word.startsWith('@')) return `@${personNamed(config, word)}`;
  const policies = Object.keys(config.oncall?.policies ?? {});
  if (policies.includes(word)) return word;
  const close = nearest(word, policies);
  throw new UserError(
    'usage',
    `Unknown policy "${word}". ${close.length > 0 ? `Did you mean: ${close.join(', ')}?` : `Known: ${policies.join(', ') || 'none'}; or @person.`}`,
  );
}
