import { nextChangeMs, onCallWith } from '../domain/override.ts';
import { isoTime } from '../lib/clock.ts';
import type { HandoffShown } from '../slack/views/handoff.ts';
import { criteriaOf } from '../store/criteria.ts';
import type { Reader } from '../store/database.ts';
import { armedDue } from '../store/due.ts';
import { type IncidentRow, listIncidents } from '../store/incidents.ts';
import { type MitigationRow, mitigationsInState, votesOn } from '../store/mitigations.ts';
import { overridesFrom } from '../store/overrides.ts';
import { openPages } from '../store/pages.ts';
import { openWatches } from '../store/watches.ts';
import { reminderKey } from './arm-reminder.ts';
import type { Question } from './asked-question.ts';
import type { Deps } from './deps.ts';
import { standingStop } from './emergency-stop.ts';
import { argumentsOfPlan } from './mitigation-arguments.ts';

/** Changes that somebody has to take back or to look at, whatever became of their incident. */
const inForce = ['claimed', 'sending', 'applied', 'verified', 'rolling-back', 'unknown', 'needs-human'] as const;

/** Changes that wait for people, and those that people have let run. */
const notRunYet = ['pending', 'approved'] as const;

/** What whoever takes over must know: of one incident, or of everything. */
export async function handoffPacket(deps: Deps, db: Reader, incident: string | null): Promise<HandoffShown> {
  const open = (await listIncidents(db, 'open')).filter(({ id }) => incident === null || id === incident);
  const changes = (await mitigationsInState(db, inForce)).filter(
    (row) => incident === null || row.incident === incident,
  );
  const waiting = (await mitigationsInState(db, notRunYet)).filter(
    (row) => incident === null || row.incident === incident,
  );
  const proposals = [];
  for (const row of waiting) proposals.push(await proposalShown(db, row));
  const watches = [];
  const mutes = [];
  const incidents = [];
  for (const row of open) {
    for (const watch of await openWatches(db, row.id))
      watches.push({ incident: row.id, line: (watch.question as Question).shortcut, endsAt: watch.endsAt });
    const reminder = await reminderOf(db, row.id);
    if (reminder?.snoozedAt !== undefined)
      mutes.push({ incident: row.id, since: reminder.snoozedAt, until: reminder.dueAt });
    incidents.push(await incidentShown(db, row, reminder));
  }
  return {
    at: isoTime(deps.clock.nowMs()),
    incident,
    stop: await standingStop(db),
    incidents,
    changes: changes.map((row) => ({ ...named(row), state: row.state })),
    proposals,
    watches,
    pages: (await openPages(db, incident)).map(({ text, incident: of }) => ({ text, incident: of })),
    mutes,
    shifts: incident === null ? await nextShifts(deps, db) : [],
  };
}

function named({ id, incident, name, plan, device }: MitigationRow) {
  return { id: id.slice(0, 8), incident, name: `${name} ${argumentsOfPlan(plan.args)}`.trim(), device };
}

async function proposalShown(db: Reader, row: MitigationRow): Promise<HandoffShown['proposals'][number]> {
  const { requester, quorum, expiresAt, state } = row;
  const approvals = (await votesOn(db, row.id)).filter(({ vote }) => vote === 'approve').length;
  return { ...named(row), isApproved: state === 'approved', requester, approvals, quorum, expiresAt };
}

async function nextShifts(deps: Deps, db: Reader): Promise<HandoffShown['shifts'][number][]> {
  const nowMs = deps.clock.nowMs();
  const overrides = await overridesFrom(db, nowMs);
  return Object.entries(deps.config.oncall?.rotations ?? {}).map(([name, rotation]) => {
    const atMs = nextChangeMs(rotation, name, overrides, nowMs);
    return {
      rotation: name,
      at: isoTime(atMs),
      from: onCallWith(rotation, name, overrides, nowMs),
      to: onCallWith(rotation, name, overrides, atMs),
    };
  });
}

interface Reminder {
  dueAt: string;
  /** When somebody told it to wait. */
  snoozedAt?: string;
}

async function reminderOf(db: Reader, incident: string): Promise<Reminder | null> {
  const armed = await armedDue(db, reminderKey(incident));
  return armed === null ? null : { ...(armed.body as { snoozedAt?: string }), dueAt: armed.dueAt };
}

async function incidentShown(
  db: Reader,
  row: IncidentRow,
  reminder: Reminder | null,
): Promise<HandoffShown['incidents'][number]> {
  const criteria = await criteriaOf(db, row.id);
  return {
    id: row.id,
    title: row.title,
    severity: row.severity,
    status: row.status,
    commander: row.commander,
    declaredAt: row.declaredAt,
    channel: row.channelId === null ? null : { id: row.channelId, name: row.channelName ?? row.channelId },
    nextUpdateAt: reminder?.dueAt ?? null,
    isSnoozed: reminder?.snoozedAt !== undefined,
    criteria: { holding: criteria.filter(({ holds }) => holds === 'yes').length, total: criteria.length },
  };
}
