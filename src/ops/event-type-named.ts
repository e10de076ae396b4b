import { type EventType, eventTypes } from '../domain/timeline.ts';
import { UserError } from '../lib/errors.ts';
import { nearest } from '../lib/nearest.ts';

/** The type that somebody typed. Throws UserError with the nearest ones for a word that is none. */
export function typeNamed(word: string): EventType {
  const type = eventTypes.find((known) => known === word);
  if (type) return type;
  throw new UserError(
    'usage',
    `"${word}" is not an event type. Did you mean: ${nearest(word, eventTypes).join(', ') || 'note.added'}?`,
  );
}
