import { isoTime } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import { armReminderAt, cadenceMs } from './arm-reminder.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { loadIncident } from './load-incident.ts';

const shortestMs = 60_000;
const longestMs = 24 * 3_600_000;

/**
 * Lets the next reminder for an update wait. The cadence stays: after that reminder, or after an update, it goes on as
 * before. Returns when the reminder comes.
 */
export async function snoozeReminder(deps: Deps, cause: Cause, incident: string, forMs: number): Promise<string> {
  if (forMs < shortestMs || forMs > longestMs)
    throw new UserError('usage', 'A reminder can wait from 1m to 24h: /inc snooze 45m');
  return commit(deps, cause, async (trx) => {
    const { severity, status } = await loadIncident(trx, incident);
    if (status === 'resolved') throw new UserError('usage', `${incident} is resolved: nothing reminds of it any more.`);
    if (cadenceMs(deps, severity) === null)
      throw new UserError('usage', `${severity} has no update cadence (updates in ringdown.yaml), so nothing reminds.`);
    const nowMs = deps.clock.nowMs();
    const dueAt = await armReminderAt(trx, incident, nowMs + forMs, { snoozedAt: isoTime(nowMs) });
    const text = `The reminder for an update waits until ${dueAt.slice(0, 16).replace('T', ' ')} UTC.`;
    await recordOn(trx, deps, incident, [eventOf(cause, 'note.added', { text })]);
    return dueAt;
  });
}
