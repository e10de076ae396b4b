import { sentenceOf } from './sentence.ts';
import type { TimelineEntry, TimelineEvent } from './timeline.ts';

/** What an entry says since somebody corrected it. */
export interface Correction {
  /** The entry that corrects it last. */
  seq: number;
  text: string;
  /** When that was recorded. */
  at: string;
}

/** Entries that were corrected, by seq, each with the last word on it: a correction may be corrected, too. */
export function correctionsOf(events: readonly TimelineEvent[]): Map<number, Correction> {
  const corrections = new Map<number, Correction>();
  /** Entry to the entries whose text it is now. */
  const speaksFor = new Map<number, readonly number[]>();
  for (const event of events) {
    if (event.type !== 'note.corrected' || !event.body || event.body.supersedes >= event.seq) continue;
    const { supersedes, text } = event.body;
    const targets = [...(speaksFor.get(supersedes) ?? []), supersedes];
    speaksFor.set(event.seq, targets);
    for (const target of targets) corrections.set(target, { seq: event.seq, text, at: event.recordedAt });
  }
  return corrections;
}

/** The sentence of an entry as it is to be read now; what was redacted stays as it is. */
export function sentenceNow(event: TimelineEntry, correction: Correction | undefined): string {
  if (correction === undefined || event.body === null || !('text' in event.body)) return sentenceOf(event);
  const entry = { ...event, body: { ...event.body, text: correction.text } } as TimelineEntry;
  return withHint(sentenceOf(entry), correction);
}

/** "3,000 customers are hit (corrected 2026-11-23 03:12 UTC)". */
export function withHint(text: string, { at }: Correction): string {
  return `${text} (corrected ${at.slice(0, 16).replace('T', ' ')} UTC)`;
}
