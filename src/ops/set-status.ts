import type { IncidentStatus } from '../domain/timeline.ts';
import { UserError } from '../lib/errors.ts';
import { closePages } from '../store/pages.ts';
import { armArchive, disarmArchive } from './archive-channel.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import { readCriteriaAnew } from './criteria.ts';
import type { Deps } from './deps.ts';
import { armPicture } from './draw-picture.ts';
import { recordOn } from './incident-record.ts';
import { loadIncident } from './load-incident.ts';
import { armNudge } from './nudge.ts';
import { closeEndOffers } from './offer-end.ts';
import { closeOffers } from './offer-to-resolve.ts';
import { sayEntry } from './said-about.ts';
import { stopWatchesOf } from './stop-watch.ts';
import { armLastWitness } from './witness-head.ts';

/**
 * Moves an incident on. `resolved` ends it: its pages and reminders stop; the record stays and can be exported. Said
 * again it is one more text: nothing ends twice.
 */
export async function setStatus(
  deps: Deps,
  cause: Cause,
  incidentId: string,
  status: IncidentStatus,
  text: string | null,
): Promise<{ from: IncidentStatus }> {
  const result = await commit(deps, cause, async (trx) => {
    const { status: from } = await loadIncident(trx, incidentId);
    if (from === status && text === null) throw new UserError('usage', `${incidentId} is ${status} already.`);
    const { events } = await recordOn(trx, deps, incidentId, [
      eventOf(cause, 'incident.status', { from, to: status, text }),
    ]);
    const isEnd = status === 'resolved' && from !== 'resolved';
    if (isEnd) {
      await closePages(trx, incidentId);
      await closeOffers(trx, deps, incidentId);
      await closeEndOffers(trx, deps, incidentId);
      await stopWatchesOf(trx, deps, cause, incidentId);
      await armPicture(trx, deps, incidentId, { of: 'timeline', key: `resolved:${events[0]?.seq ?? 0}` });
      await armArchive(trx, deps, incidentId);
      await armLastWitness(trx, deps, incidentId);
    } else if (status !== 'resolved') await disarmArchive(trx, incidentId);
    if ((from === 'resolved') !== (status === 'resolved')) await readCriteriaAnew(trx, incidentId, deps.clock.nowMs());
    if (from === 'resolved' && status !== 'resolved') await armNudge(trx, incidentId, deps.clock.nowMs());
    await sayEntry(trx, deps, events[0]);
    return { from };
  });
  if (status === 'resolved' && result.from !== 'resolved') deps.reached('resolved');
  return result;
}
