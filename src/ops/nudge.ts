import { type NudgeKind, nudgesDue } from '../domain/nudges.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import type { Transaction } from '../store/database.ts';
import { type DueRow, finishDue, rearm } from '../store/due.ts';
import { lastEntryByPerson, readEvents } from '../store/timeline.ts';
import { clockCause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { loadIncident } from './load-incident.ts';
import { sayOn } from './say.ts';

const everyMs = 5 * 60_000;

/** Looks at an open incident every few minutes for what it lacks, and says it in the channel, not more often than needed. */
export async function nudge(deps: Deps, due: DueRow): Promise<void> {
  const { told = {} } = due.body as { told?: Partial<Record<NudgeKind, number>> };
  await commit(deps, clockCause, async (trx) => {
    const nowMs = deps.clock.nowMs();
    await finishDue(trx, due.id, nowMs);
    const id = due.incident ?? '';
    const incident = await loadIncident(trx, id);
    if (incident.status === 'resolved') return;
    const last = await lastEntryByPerson(trx, id);
    const found = nudgesDue(
      {
        severity: incident.severity,
        commander: incident.commander,
        declaredMs: epochMs(incident.declaredAt),
        isSeverityFromAlert: await isFromAlert(trx, id),
        lastPersonMs: last === null ? null : epochMs(last),
      },
      told,
      nowMs,
    );
    for (const { kind, text } of found)
      await sayOn(trx, deps, id, `nudge:${id}:${kind}:${nowMs}`, `:hand: ${text}`, null);
    await armNudge(trx, id, nowMs, { ...told, ...Object.fromEntries(found.map(({ kind }) => [kind, nowMs])) });
  });
}

async function isFromAlert(trx: Transaction, id: string): Promise<boolean> {
  const events = await readEvents(trx, id, { types: ['incident.declared', 'incident.severity'] });
  return events.every(({ actor }) => actor.kind !== 'person');
}

/** Has an incident looked at a little later; `told` is kept in the row. */
export async function armNudge(
  trx: Transaction,
  incident: string,
  nowMs: number,
  told: Partial<Record<NudgeKind, number>> = {},
): Promise<void> {
  await rearm(trx, {
    key: `nudge:${incident}`,
    kind: 'nudge',
    incident,
    dueAt: isoTime(nowMs + everyMs),
    body: { told },
  });
}
