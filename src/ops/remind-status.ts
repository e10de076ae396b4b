import type { Incident } from '../domain/incident.ts';
import { duration } from '../domain/verdict-words.ts';
import { epochMs } from '../lib/clock.ts';
import { plainMessage } from '../slack/views/plain.ts';
import { statusReminder } from '../slack/views/status-reminder.ts';
import type { Transaction } from '../store/database.ts';
import { type DueRow, finishDue } from '../store/due.ts';
import { armReminderAt, cadenceMs } from './arm-reminder.ts';
import { buttonFor } from './buttons.ts';
import { clockCause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { refreshCard } from './incident-record.ts';
import { loadIncident } from './load-incident.ts';
import { slackMention } from './mention.ts';
import { intend } from './slack-intent.ts';

/** Asks for an update, once per cadence, and arms the next reminder a whole cadence later, however late this one is. */
export async function remindStatus(deps: Deps, row: DueRow): Promise<void> {
  await commit(deps, clockCause, async (trx) => {
    const nowMs = deps.clock.nowMs();
    await finishDue(trx, row.id, nowMs);
    const incident = row.incident === null ? null : await loadIncident(trx, row.incident);
    if (!incident || incident.status === 'resolved') return;
    const cadence = cadenceMs(deps, incident.severity);
    if (cadence === null) return;
    const view = statusReminder({
      id: incident.id,
      severity: incident.severity,
      status: incident.status,
      commander: slackMention(deps, incident.commander),
      lastUpdateAt: incident.lastUpdate?.at ?? null,
      declaredAt: incident.declaredAt,
      verdict: incident.verdict,
      buttons: {
        update: await buttonFor(trx, deps, { incident: incident.id, root: 'inc', text: 'update' }),
        snooze: await buttonFor(trx, deps, { incident: incident.id, root: 'inc', text: 'snooze 30m' }),
      },
    });
    await intend(
      trx,
      { kind: 'post', to: { incident: incident.id }, view },
      { key: `reminder:${incident.id}:${row.id}`, lane: 'timeline', incident: incident.id, nowMs },
    );
    await tellCommander(trx, deps, incident, row.id, cadence);
    const since = incident.lastUpdate?.at ?? incident.declaredAt;
    await armReminderAt(trx, incident.id, nowMs + cadence, { since, cadenceMs: cadence });
    await refreshCard(trx, deps, incident.id, `reminder-${row.id}`);
  });
  deps.reached('reminder-recorded');
}

/** A reminder that nobody followed goes to the commander directly, once per cadence. */
async function tellCommander(
  trx: Transaction,
  deps: Deps,
  incident: Incident,
  reminder: string,
  cadence: number,
): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const silentMs = nowMs - epochMs(incident.lastUpdate?.at ?? incident.declaredAt);
  const user = incident.commander === null ? undefined : deps.config.people[incident.commander]?.slack;
  if (silentMs < 2 * cadence || user === undefined) return;
  const said = `:hourglass: ${incident.id} (${incident.severity}): nobody has heard anything for ${duration(silentMs / 1000)}, and you command it. /inc update in its channel drafts one.`;
  await intend(
    trx,
    { kind: 'dm', user, view: plainMessage(said, incident.title) },
    { key: `silence:${incident.id}:${reminder}`, lane: 'page', incident: incident.id, nowMs },
  );
}
