import { correctionsOf, sentenceNow } from '../domain/corrections.ts';
import type { EventType } from '../domain/timeline.ts';
import { UserError } from '../lib/errors.ts';
import type { Reader } from '../store/database.ts';
import { newestByTime } from '../store/stream-timeline.ts';
import { readEvents } from '../store/timeline.ts';
import { actorNamed } from './actor-named.ts';
import type { Deps } from './deps.ts';
import { typeNamed } from './event-type-named.ts';
import { loadIncident } from './load-incident.ts';

const perPage = 15;

export interface TimelinePage {
  incident: string;
  /** The entry it goes on from, where it does not begin with the newest. */
  before: number | null;
  page: number;
  hasMore: boolean;
  entries: {
    seq: number;
    at: string;
    who: string;
    type: EventType;
    /** As it is to be read now, after corrections. */
    sentence: string;
    /** Marked for the postmortem. */
    marked: boolean;
    /** The entry that corrected it last. */
    correctedBy: number | null;
  }[];
}

/**
 * One page of an incident's timeline, what occurred last first: a note that was written down late stands where it
 * happened. `type` and `by` are lists with commas. Pages are counted from the newest entry, or from what stands before
 * the entry `before`: whoever turns pages by it reads nothing twice and misses nothing while entries arrive. Throws
 * UserError when there is no such entry, and for people and types that are not known.
 */
export async function timelinePage(
  deps: Deps,
  incident: string,
  filter: { type: string | null; by: string | null; before: number | null; page: number },
): Promise<TimelinePage> {
  const { db } = deps.database;
  await loadIncident(db, incident);
  const actorIds: string[] = [];
  for (const word of filter.by?.split(',') ?? [])
    actorIds.push(await actorNamed(db, deps.config.people, incident, word));
  const events = await newestByTime(db, incident, {
    ...(filter.type === null ? {} : { types: filter.type.split(',').map(typeNamed) }),
    ...(filter.by === null ? {} : { actorIds }),
    before: filter.before === null ? null : await placeOf(db, incident, filter.before),
    limit: perPage + 1,
    offset: (filter.page - 1) * perPage,
  });
  const later = await readEvents(db, incident, { types: ['note.corrected', 'note.marked'] });
  const corrections = correctionsOf(later);
  const marked = new Set(later.flatMap((event) => (event.type === 'note.marked' ? (event.body?.target ?? []) : [])));
  return {
    incident,
    before: filter.before,
    page: filter.page,
    hasMore: events.length > perPage,
    entries: events.slice(0, perPage).map((event) => ({
      seq: event.seq,
      at: event.occurredAt,
      who: event.actor.id,
      type: event.type,
      sentence: sentenceNow(event, corrections.get(event.seq)),
      marked: marked.has(event.seq),
      correctedBy: corrections.get(event.seq)?.seq ?? null,
    })),
  };
}

async function placeOf(db: Reader, incident: string, seq: number): Promise<{ occurredAt: string; seq: number }> {
  const [entry] = await readEvents(db, incident, { afterSeq: seq - 1, throughSeq: seq });
  if (!entry) throw new UserError('usage', `${incident} has no entry ${seq}. /inc timeline shows the numbers.`);
  return { occurredAt: entry.occurredAt, seq };
}
