import type { TimelineEvent } from '../../domain/timeline.ts';
import { type Answered, rereadAnswer } from '../../ops/reread-answer.ts';

/**
 * The record with each answer as today's parsers read its raw text. An answer that cannot be read again keeps the verdict
 * that was recorded, says so, and counts as incomplete: nobody has checked what its records hold. `notes` name those and
 * what was redacted, one sentence each.
 */
export function withTodaysAnswers(
  events: readonly TimelineEvent[],
  artifacts: ReadonlyMap<string, string>,
): { events: TimelineEvent[]; notes: string[] } {
  const notes: string[] = [];
  const reread = events.map((event): TimelineEvent => {
    if (event.body === null || event.isRedacted) {
      notes.push(`Entry ${event.seq} (${event.type}) was redacted.`);
      return event;
    }
    if (event.type !== 'diagnostic.answered') return event;
    const { body } = event;
    const again = rereadAnswer(body, event.recordedAt, artifacts);
    if (again.kind === 'none') return { ...event, body: { ...body, records: [] } };
    if (again.kind === 'not-read') {
      notes.push(`Entry ${event.seq} (${body.device} ${body.diagnostic}) cannot be read again: ${again.why}.`);
      return { ...event, body: asRecorded(body, again.why) };
    }
    const { result, verdict } = again.now;
    const { outcome, unparsed, error } = result;
    return {
      ...event,
      body: { ...body, verdict, outcome, unparsed, error, records: result.records.map((one) => ({ ...one })) },
    };
  });
  return { events: reread, notes };
}

function asRecorded(body: Answered, why: string): Answered {
  return {
    ...body,
    verdict: `${body.verdict} (as it was recorded; ${why})`,
    outcome: 'incomplete',
    error: why,
    records: [],
  };
}
