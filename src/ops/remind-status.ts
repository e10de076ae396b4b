import type { Incident } from '../domain/incident.ts';
import type { Severity } from '../domain/timeline.ts';
import { duration } from '../domain/verdict-words.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import { statusReminder } from '../slack/views/incident.ts';
import { plainMessage } from '../slack/views/plain.ts';
import type { Transaction } from '../store/database.ts';
import { armedDue, type DueRow, finishDue, rearm } from '../store/due.ts';
import { buttonFor } from './buttons.ts';
import { clockCause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { loadIncident } from './load-incident.ts';
import { slackMention } from './mention.ts';
import { intend } from './slack-intent.ts';

/** How often people are told, by severity; null where the config names no cadence. */
export function cadenceMs(deps: Deps, severity: Severity): number | null {
  return deps.config.updates[severity] ?? null;
}

/**
 * Moves the reminder of an open incident to one cadence after its last update (or its beginning), and returns when
 * that is. An update that was just given therefore never meets a reminder.
 */
export async function armReminder(trx: Transaction, deps: Deps, incident: Incident): Promise<string | null> {
  const cadence = cadenceMs(deps, incident.severity);
  if (cadence === null || incident.status === 'resolved') return null;
  const snoozed = await snoozedUntil(trx, deps, incident);
  if (snoozed !== null) return snoozed;
  const from = epochMs(incident.lastUpdate?.at ?? incident.declaredAt);
  const nowMs = deps.clock.nowMs();
  const dueAt = isoTime(from + cadence * Math.max(1, Math.ceil((nowMs - from + 1) / cadence)));
  await rearm(trx, { key: `reminder:${incident.id}`, kind: 'status-reminder', incident: incident.id, dueAt, body: {} });
  return dueAt;
}

/** When the reminder comes that somebody told to wait; an update given since sets the cadence again. */
async function snoozedUntil(trx: Transaction, deps: Deps, incident: Incident): Promise<string | null> {
  const armed = await armedDue(trx, `reminder:${incident.id}`);
  const { snoozedAt } = (armed?.body ?? {}) as { snoozedAt?: string };
  if (!armed || snoozedAt === undefined || armed.dueAt <= isoTime(deps.clock.nowMs())) return null;
  return (incident.lastUpdate?.at ?? '') > snoozedAt ? null : armed.dueAt;
}

/** Asks for an update, once per cadence, and arms the next reminder. */
export async function remindStatus(deps: Deps, row: DueRow): Promise<void> {
  await commit(deps, clockCause, async (trx) => {
    const nowMs = deps.clock.nowMs();
    await finishDue(trx, row.id, nowMs);
    const incident = row.incident === null ? null : await loadIncident(trx, row.incident);
    if (!incident || incident.status === 'resolved') return;
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
      { key: `reminder:${incident.id}:${row.dueAt}`, lane: 'timeline', incident: incident.id, nowMs },
    );
    const cadence = cadenceMs(deps, incident.severity);
    await tellCommander(trx, deps, incident, row.dueAt, cadence);
    if (cadence !== null)
      await rearm(trx, {
        key: `reminder:${incident.id}`,
        kind: 'status-reminder',
        incident: incident.id,
        dueAt: isoTime(nowMs + cadence),
        body: {},
      });
  });
  deps.reached('reminder-recorded');
}

/** A reminder that nobody followed goes to the commander directly, once per cadence. */
async function tellCommander(
  trx: Transaction,
  deps: Deps,
  incident: Incident,
  dueAt: string,
  cadence: number | null,
): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const silentMs = nowMs - epochMs(incident.lastUpdate?.at ?? incident.declaredAt);
  const user = incident.commander === null ? undefined : deps.config.people[incident.commander]?.slack;
  if (cadence === null || silentMs < 2 * cadence || user === undefined) return;
  const said = `:hourglass: ${incident.id} (${incident.severity}): nobody has heard anything for ${duration(silentMs / 1000)}, and you command it. /inc update in its channel drafts one.`;
  await intend(
    trx,
    { kind: 'dm', user, view: plainMessage(said, incident.title) },
    { key: `silence:${incident.id}:${dueAt}`, lane: 'page', incident: incident.id, nowMs },
  );
}
