import { isoTime } from '../lib/clock.ts';
import { cadenceMs } from './arm-reminder.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { loadIncident } from './load-incident.ts';
import { sayEntry } from './said-about.ts';

/** A status update to everyone in the channel (and the announcement channel); the next one is due a cadence later. */
export async function postUpdate(deps: Deps, cause: Cause, incidentId: string, text: string): Promise<void> {
  await commit(deps, cause, async (trx) => {
    const incident = await loadIncident(trx, incidentId);
    const cadence = cadenceMs(deps, incident.severity);
    const nextUpdateAt = cadence === null ? null : isoTime(deps.clock.nowMs() + cadence);
    const { events } = await recordOn(trx, deps, incidentId, [
      eventOf(cause, 'incident.update', { text, nextUpdateAt }),
    ]);
    await sayEntry(trx, deps, events[0]);
  });
}
