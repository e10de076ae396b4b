import { sentenceOf } from '../domain/sentence.ts';
import type { EventType } from '../domain/timeline.ts';
import { readEvents } from '../store/timeline.ts';
import type { Deps } from './deps.ts';
import { typeNamed } from './event-type-named.ts';
import { loadIncident } from './load-incident.ts';

const perPage = 15;

export interface TimelinePage {
  incident: string;
  page: number;
  hasMore: boolean;
  entries: { seq: number; at: string; who: string; type: EventType; sentence: string }[];
}

/** One page of an incident's timeline, newest first. */
export async function timelinePage(
  deps: Deps,
  incident: string,
  filter: { type: string | null; by: string | null; page: number },
): Promise<TimelinePage> {
  await loadIncident(deps.database.db, incident);
  const types = filter.type === null ? null : [typeNamed(filter.type)];
  const events = await readEvents(deps.database.db, incident, {
    ...(types ? { types } : {}),
    ...(filter.by === null ? {} : { actorId: filter.by }),
    newestFirst: true,
    limit: perPage + 1,
    offset: (filter.page - 1) * perPage,
  });
  return {
    incident,
    page: filter.page,
    hasMore: events.length > perPage,
    entries: events.slice(0, perPage).map((event) => ({
      seq: event.seq,
      at: event.occurredAt,
      who: event.actor.id,
      type: event.type,
      sentence: sentenceOf(event),
    })),
  };
}
