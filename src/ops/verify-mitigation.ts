import { intendedState, type ObservedState } from '../domain/mitigation.ts';
import { isoTime } from '../lib/clock.ts';
import type { Transaction } from '../store/database.ts';
import { type DueRow, finishDue, rearm } from '../store/due.ts';
import { type MitigationRow, mitigationById, moveState } from '../store/mitigations.ts';
import { clockCause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { showMitigationCard } from './mitigation-card.ts';
import { observeTarget } from './observe-target.ts';
import { offerToResolve } from './offer-to-resolve.ts';
import { type HealthCheck, readAgain } from './read-again.ts';

/** BGP needs a moment to move traffic: so often, and so far apart, is the evidence read before it counts as not healed. */
const attempts = 6;
const betweenMs = 3_000;

/**
 * Proves the change by reading the device again, and the healing by reading the playbook's own evidence again. When it
 * healed, resolving is offered; when not, people are told what still does not hold.
 */
export async function verifyMitigation(deps: Deps, due: DueRow): Promise<void> {
  const {
    mitigation: id,
    direction,
    attempt,
  } = due.body as {
    mitigation: string;
    direction: 'apply' | 'undo';
    attempt: number;
  };
  const row = await mitigationById(deps.database.db, id);
  if (row?.state !== 'applied') return done(deps, due);
  const after = (await observeTarget(deps, row.plan)) ?? { admin: null, operational: null };
  const wanted = direction === 'apply' ? intendedState(row.plan.mitigation) : row.plan.before.admin;
  const holds = after.admin !== null && after.admin === wanted;
  const health = direction === 'apply' && row.playbookRun ? await readAgain(deps, row.playbookRun) : null;
  if (attempt < attempts && (!holds || health?.healed === false)) return again(deps, due, row, attempt);
  await commit(deps, clockCause, async (trx) => {
    await finishDue(trx, due.id, deps.clock.nowMs());
    const current = await mitigationById(trx, id);
    const to = !holds ? 'needs-human' : direction === 'apply' ? 'verified' : 'rolled-back';
    if (!current || !(await moveState(trx, id, { from: ['applied'], epoch: current.epoch }, to))) return;
    await recordVerified(trx, deps, row, { after, holds, health, direction });
    await showMitigationCard(trx, deps, id);
    if (holds && direction === 'apply') await offerToResolve(trx, deps, row, health);
  });
  deps.reached('verified');
}

async function recordVerified(
  trx: Transaction,
  deps: Deps,
  row: MitigationRow,
  seen: { after: ObservedState; holds: boolean; health: HealthCheck | null; direction: 'apply' | 'undo' },
): Promise<void> {
  const { after, holds, health, direction } = seen;
  const said = `${row.device}: administratively ${row.plan.before.admin ?? 'unknown'} before, ${after.admin ?? 'unknown'} now`;
  const verified = eventOf(clockCause, 'mitigation.verified', {
    mitigation: row.id,
    after,
    holds,
    facts: [said, ...(health?.facts ?? [])],
    healed: health?.healed ?? null,
  });
  const rolledBack = eventOf(clockCause, 'mitigation.rolled-back', {
    mitigation: row.id,
    text: `${row.name} on ${row.device} was taken back; ${said}.`,
  });
  await recordOn(trx, deps, row.incident, [
    ...(health?.events ?? []),
    verified,
    ...(direction === 'undo' && holds ? [rolledBack] : []),
  ]);
}

async function again(deps: Deps, due: DueRow, row: MitigationRow, attempt: number): Promise<void> {
  await commit(deps, clockCause, (trx) =>
    rearm(trx, {
      key: due.key ?? `mitigation-verify:${row.id}`,
      kind: due.kind,
      incident: row.incident,
      dueAt: isoTime(deps.clock.nowMs() + betweenMs),
      body: { ...(due.body as object), attempt: attempt + 1 },
    }),
  );
}

async function done(deps: Deps, due: DueRow): Promise<void> {
  await commit(deps, clockCause, (trx) => finishDue(trx, due.id, deps.clock.nowMs()));
}
