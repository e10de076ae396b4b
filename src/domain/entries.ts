import type { Postmortem } from './postmortem.ts';
import { sentenceOf } from './sentence.ts';
import type { EventType, TimelineEntry } from './timeline.ts';

/** One line of the timeline as a reader of the record sees it. */
export interface Entry {
  seq: number;
  occurredAt: string;
  recordedAt: string;
  who: string;
  origin: string;
  type: EventType;
  sentence: string;
  marked: boolean;
  redacted: boolean;
  /** The entry that corrects this one. */
  correctedBy: number | null;
}

export interface EntryFilter {
  /** Only entries of these types. */
  types?: readonly EventType[];
  /** Only what these people, or whatever else acts, recorded. */
  people?: readonly string[];
  markedOnly?: boolean;
}

/** One line of the timeline, with what later entries say about it. */
export function entryOf(
  event: TimelineEntry,
  { marked, correctedBy }: Pick<Postmortem, 'marked' | 'correctedBy'>,
): Entry {
  return {
    seq: event.seq,
    occurredAt: event.occurredAt,
    recordedAt: event.recordedAt,
    who: event.actor.id,
    origin: event.origin,
    type: event.type,
    sentence: sentenceOf(event),
    marked: marked.has(event.seq),
    redacted: event.body === null || event.isRedacted === true,
    correctedBy: correctedBy.get(event.seq) ?? null,
  };
}

export function isFiltering({ types, people, markedOnly }: EntryFilter): boolean {
  return types !== undefined || people !== undefined || markedOnly === true;
}
