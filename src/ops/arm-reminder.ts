import type { Incident } from '../domain/incident.ts';
import type { Severity } from '../domain/timeline.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import type { Transaction } from '../store/database.ts';
import { armedDue, cancelDue, rearm } from '../store/due.ts';
import type { Deps } from './deps.ts';

/** What the row of a reminder keeps, so that whoever arms it again knows whether anything has changed. */
interface Armed {
  /** When people last heard something, and the cadence that was in force. */
  since?: string;
  cadenceMs?: number;
  /** When somebody told the reminder to wait. */
  snoozedAt?: string;
}

/** How often people are told, by severity; null where the config names no cadence. */
export function cadenceMs(deps: Deps, severity: Severity): number | null {
  return deps.config.updates[severity];
}

/**
 * Arms the reminder of an open incident one cadence after its last update (or its beginning), and returns when that is.
 * An update that was just given therefore never meets a reminder. What is armed already stays where it is unless an
 * update or another cadence moves it; one that is overdue is the next tick's to take, and only an update makes it void.
 */
export async function armReminder(trx: Transaction, deps: Deps, incident: Incident): Promise<string | null> {
  const cadence = cadenceMs(deps, incident.severity);
  if (cadence === null || incident.status === 'resolved') {
    await cancelDue(trx, reminderKey(incident.id));
    return null;
  }
  const since = incident.lastUpdate?.at ?? incident.declaredAt;
  const nowMs = deps.clock.nowMs();
  const armed = await armedDue(trx, reminderKey(incident.id));
  if (armed && stays(armed.dueAt, armed.body as Armed, { since, cadence, nowMs })) return armed.dueAt;
  // A clock that was put back would otherwise have people wait for that hour, too.
  const from = Math.min(epochMs(since), nowMs);
  const dueMs = from + cadence * Math.ceil((nowMs - from + 1) / cadence);
  return armReminderAt(trx, incident.id, dueMs, { since, cadenceMs: cadence });
}

/** Arms the reminder for this moment, whatever was armed before, and returns it. */
export async function armReminderAt(trx: Transaction, incident: string, dueMs: number, body: Armed): Promise<string> {
  const dueAt = isoTime(dueMs);
  await rearm(trx, { key: reminderKey(incident), kind: 'status-reminder', incident, dueAt, body });
  return dueAt;
}

function stays(
  dueAt: string,
  { since, cadenceMs: cadence, snoozedAt }: Armed,
  now: { since: string; cadence: number; nowMs: number },
): boolean {
  if (dueAt <= isoTime(now.nowMs)) return now.since < dueAt;
  if (snoozedAt !== undefined) return now.since <= snoozedAt;
  return since === now.since && cadence === now.cadence && epochMs(dueAt) - now.nowMs <= cadence;
}

export function reminderKey(incident: string): string {
  return `reminder:${incident}`;
}
