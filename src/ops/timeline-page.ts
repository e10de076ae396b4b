import { sentenceOf } from '../domain/sentence.ts';
import type { EventType } from '../domain/timeline.ts';
import { newestByTime } from '../store/stream-timeline.ts';
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

/**
 * One page of an incident's timeline, what occurred last first: a note that was written down late stands where it
 * happened. `type` and `by` are lists with commas.
 */
export async function timelinePage(
  deps: Deps,
  incident: string,
  filter: { type: string | null; by: string | null; page: number },
): Promise<TimelinePage> {
  const { db } = deps.database;
  await loadIncident(db, incident);
  const events = await newestByTime(db, incident, {
    ...(filter.type === null ? {} : { types: filter.type.split(',').map(typeNamed) }),
    ...(filter.by === null ? {} : { actorIds: filter.by.split(',') }),
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
