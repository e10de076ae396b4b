import type { Severity } from '../domain/timeline.ts';
import { UserError } from '../lib/errors.ts';
import { said } from '../slack/views/said.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { loadIncident } from './load-incident.ts';
import { sayOn, whoSaid } from './say.ts';

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
    const sentence = said.severity(whoSaid(deps, cause), from, severity);
    await sayOn(trx, deps, incidentId, `severity:${incidentId}:${events[0]?.seq ?? 0}`, sentence, why);
  });
}
