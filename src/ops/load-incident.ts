import { foldIncident, type Incident } from '../domain/incident.ts';
import type { EventType } from '../domain/timeline.ts';
import { UserError } from '../lib/errors.ts';
import type { Reader } from '../store/database.ts';
import { readEvents } from '../store/timeline.ts';

/** The types that `foldIncident` looks at: reading only these keeps a long incident cheap. */
export const foldedTypes: EventType[] = [
  'incident.declared',
  'incident.severity',
  'incident.status',
  'incident.role',
  'incident.update',
  'note.added',
  'page.acknowledged',
];

/** The incident as its events tell it. Throws UserError when there is none of that id. */
export async function loadIncident(db: Reader, id: string): Promise<Incident> {
  const incident = foldIncident(await readEvents(db, id, { types: foldedTypes }));
  if (!incident) throw new UserError('usage', `There is no incident ${id}.`);
  return incident;
}
