import { UserError } from '../lib/errors.ts';
import { nearest } from '../lib/nearest.ts';
import type { Reader } from '../store/database.ts';
import { actorsOf, hasActor } from '../store/timeline.ts';

/**
 * Whose entries somebody asked for, as "@ana" or "ana": a person of the config, or whoever else has written on this
 * record, such as "ringdown", an alert source or a person of former times. Throws UserError with the nearest ones.
 */
export async function actorNamed(
  db: Reader,
  people: Readonly<Record<string, unknown>>,
  incident: string,
  word: string,
): Promise<string> {
  const name = word.replace(/^@/, '');
  if (Object.hasOwn(people, name) || (await hasActor(db, incident, name))) return name;
  const known = [...new Set([...Object.keys(people), ...(await actorsOf(db, incident))])];
  const close = nearest(name, known);
  const next = close.length > 0 ? `Did you mean: ${close.join(', ')}?` : `Known: ${known.join(', ')}.`;
  throw new UserError('usage', `Nobody named "${name}" is known or has written on ${incident}. ${next}`);
}
