import type { Severity } from '../domain/timeline.ts';
import { UserError } from '../lib/errors.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { loadIncident } from './load-incident.ts';
import { sayEntry } from './said-about.ts';

/** Changes the severity; the cadence of updates follows from it. */
export async function setSeverity(
  deps: Deps,
  cause: Cause,
  incidentId: string,
  severity: Severity,
  why: string | null,
): Promise<void> {
  await commit(deps, cause, async (trx) => {
    const { severity: from } = await loadIncident(trx, incidentId);
    if (from === severity) throw new UserError('usage', `${incidentId} is ${severity} already.`);
    const { events } = await recordOn(trx, deps, incidentId, [
      eventOf(cause, 'incident.severity', { from, to: severity, why }),
    ]);
    await sayEntry(trx, deps, events[0]);
  });
}
