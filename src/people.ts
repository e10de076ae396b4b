import type { Config } from './config.ts';
import { UserError } from './lib/errors.ts';
import { nearest } from './lib/nearest.ts';

/** "@ana" or "ana", as a people key. Throws UserError with the nearest known keys. */
export function personNamed(config: Config, word: string): string {
  const key = word.replace(/^@/, '');
  if (Object.hasOwn(config.people, key)) return key;
  const known = Object.keys(config.people);
  const close = nearest(key, known);
  throw new UserError(
    'usage',
    `Unknown person "${word}". ${close.length > 0 ? `Did you mean: ${close.map((name) => `@${name}`).join(', ')}?` : `Known: ${known.map((name) => `@${name}`).join(', ')}.`}`,
  );
}

/** The people key of a Slack user id from a verified envelope; null for somebody the config does not know. */
export function personOfSlack(config: Config, slackUser: string): string | null {
  return Object.entries(config.people).find(([, person]) => person.slack === slackUser)?.[0] ?? null;
}

/** The people key of the OS user in the terminal. Throws UserError when the config maps nobody to them. */
export function personOfOsUser(config: Config, osUser: string): string {
  const key = Object.entries(config.people).find(([, person]) => person.osUser === osUser)?.[0];
  if (key === undefined)
    throw new UserError(
      'refused',
      `The OS user "${osUser}" is nobody in the config. Add osUser: ${osUser} to one of people.`,
    );
  return key;
}
