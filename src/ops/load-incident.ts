import { foldIncident, type Incident } from '../domain/incident.ts';
import type { EventType, TimelineEvent } from '../domain/timeline.ts';
import { UserError } from '../lib/errors.ts';
import type { Reader } from '../store/database.ts';
import { readEvents } from '../store/timeline.ts';

/** The types that `foldIncident` looks at, besides notes of the bot: reading only these keeps a long incident cheap. */
const foldedTypes: EventType[] = [
  'incident.declared',
  'incident.severity',
  'incident.status',
  'incident.role',
  'incident.update',
  'note.corrected',
  'note.redacted',
  'page.sent',
  'page.acknowledged',
];

/** Whether the incident may be another one after this event. */
export function isFolded(event: TimelineEvent): boolean {
  return foldedTypes.includes(event.type) || (event.type === 'note.added' && event.actor.kind === 'bot');
}

/** The incident as its events tell it. Throws UserError when there is none of that id. */
export async function loadIncident(db: Reader, id: string): Promise<Incident> {
  const incident = foldIncident(await readEvents(db, id, { types: foldedTypes, withBotNotes: true }));
  if (!incident) throw new UserError('usage', `There is no incident ${id}.`);
  return incident;
}
