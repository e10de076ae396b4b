import { withRest } from '../domain/redaction.ts';
import { type Storyline, storylineOf } from '../domain/storyline.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import type { Reader } from '../store/database.ts';
import { streamMarks, streamOfType, streamStored } from '../store/stream-timeline.ts';
import { readEvents } from '../store/timeline.ts';

/** Up to here every entry is read whole; beyond, what only makes a mark in a lane is not judged one by one. */
const mostReadWhole = 5_000;

/** Types whose bodies say when something began, ended or was reached. */
const telling = [
  'incident.declared',
  'incident.severity',
  'incident.status',
  'page.acknowledged',
  'mitigation.proposed',
  'mitigation.voted',
  'mitigation.claimed',
  'mitigation.outcome',
  'mitigation.verified',
  'mitigation.rolled-back',
  'alert.received',
  'alert.resolved',
  'page.escalated',
] as const satisfies readonly TimelineEvent['type'][];

/** What the timeline's picture is drawn from, up to entry `throughSeq`; null for a chain without a declaration. */
export async function storyOf(
  db: Reader,
  incident: string,
  throughSeq: number,
  nowMs: number,
): Promise<Storyline | null> {
  const line = storylineOf();
  if (throughSeq <= mostReadWhole) {
    for await (const page of streamStored(db, incident))
      for (const { event, rest } of page) if (event.seq <= throughSeq) line.add(withRest(event, rest));
    return line.finish(nowMs);
  }
  for (const event of await readEvents(db, incident, { types: telling, throughSeq })) line.add(event);
  for await (const page of streamOfType(db, incident, 'diagnostic.answered', throughSeq))
    if (page.some((event) => line.isFirstFact(event))) break;
  for await (const page of streamMarks(db, incident, throughSeq, telling)) for (const mark of page) line.mark(mark);
  return line.finish(nowMs);
}
