import { isoTime } from '../lib/clock.ts';
import type { HandoffShown } from '../slack/views/handoff.ts';
import { criteriaOf } from '../store/criteria.ts';
import type { Reader } from '../store/database.ts';
import { armedDue } from '../store/due.ts';
import { type IncidentRow, listIncidents } from '../store/incidents.ts';
import { mitigationsInState } from '../store/mitigations.ts';
import { openPages } from '../store/pages.ts';
import { openWatches } from '../store/watches.ts';
import { reminderKey } from './arm-reminder.ts';
import type { Question } from './asked-question.ts';
import type { Deps } from './deps.ts';
import { argumentsOfPlan } from './mitigation-arguments.ts';

/** Changes that somebody has to take back or to look at, whatever became of their incident. */
const inForce = ['claimed', 'sending', 'applied', 'verified', 'rolling-back', 'unknown', 'needs-human'] as const;

/** What whoever takes over must know: of one incident, or of everything. */
export async function handoffPacket(deps: Deps, db: Reader, incident: string | null): Promise<HandoffShown> {
  const open = (await listIncidents(db, 'open')).filter(({ id }) => incident === null || id === incident);
  const changes = (await mitigationsInState(db, inForce)).filter(
    (row) => incident === null || row.incident === incident,
  );
  const watches = [];
  const incidents = [];
  for (const row of open) {
    for (const watch of await openWatches(db, row.id))
      watches.push({ incident: row.id, line: (watch.question as Question).shortcut, endsAt: watch.endsAt });
    incidents.push(await incidentShown(db, row));
  }
  return {
    at: isoTime(deps.clock.nowMs()),
    incident,
    incidents,
    changes: changes.map(({ id, incident: of, name, plan, device, state }) => ({
      id: id.slice(0, 8),
      incident: of,
      name: `${name} ${argumentsOfPlan(plan.args)}`.trim(),
      device,
      state,
    })),
    watches,
    pages: (await openPages(db, incident)).map(({ text, incident: of }) => ({ text, incident: of })),
  };
}

async function incidentShown(db: Reader, row: IncidentRow): Promise<HandoffShown['incidents'][number]> {
  const reminder = await armedDue(db, reminderKey(row.id));
  const criteria = await criteriaOf(db, row.id);
  const { snoozedAt } = (reminder?.body ?? {}) as { snoozedAt?: string };
  return {
    id: row.id,
    title: row.title,
    severity: row.severity,
    status: row.status,
    commander: row.commander,
    declaredAt: row.declaredAt,
    channel: row.channelId === null ? null : { id: row.channelId, name: row.channelName ?? row.channelId },
    nextUpdateAt: reminder?.dueAt ?? null,
    isSnoozed: snoozedAt !== undefined,
    criteria: { holding: criteria.filter(({ holds }) => holds === 'yes').length, total: criteria.length },
  };
}
