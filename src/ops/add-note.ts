import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { loadIncident } from './load-incident.ts';

/** Puts a note on the timeline. `occurredAt` (ISO-8601) back-dates it; it then stands where it happened. Returns its seq. */
export async function addNote(
  deps: Deps,
  cause: Cause,
  incidentId: string,
  text: string,
  occurredAt: string | null,
): Promise<number> {
  return commit(deps, cause, async (trx) => {
    await loadIncident(trx, incidentId);
    const { events } = await recordOn(trx, deps, incidentId, [eventOf(cause, 'note.added', { text }, occurredAt)]);
    return events[0]?.seq ?? 0;
  });
}
