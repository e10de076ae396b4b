import { intendedState } from '../domain/mitigation.ts';
import { type DueRow, finishDue, isDone } from '../store/due.ts';
import { mitigationById, mitigationsInState } from '../store/mitigations.ts';
import { clockCause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { settle } from './execute-mitigation.ts';
import { observeTarget } from './observe-target.ts';

/** After a start: whatever was being sent has an unknown outcome. It is asked about, never sent again. Returns their ids. */
export async function markInterrupted(deps: Deps): Promise<string[]> {
  const rows = await mitigationsInState(deps.database.db, ['claimed', 'sending']);
  for (const row of rows)
    await settle(deps, row.id, 'apply', 'unknown', 'The bot ended while it ran; the device is asked what it did.');
  const undoing = await mitigationsInState(deps.database.db, ['rolling-back']);
  const interrupted: string[] = [];
  for (const row of undoing) {
    // The row that starts the undo is still open when nothing was sent yet: it simply runs.
    if (!(await isDone(deps.database.db, `mitigation-undo:${row.id}`))) continue;
    await settle(deps, row.id, 'undo', 'unknown', 'The bot ended while it took the change back; the device is asked.');
    interrupted.push(row.id);
  }
  return [...rows.map((row) => row.id), ...interrupted];
}

/** Two equal answers of the device decide what an interrupted change did; no answer means that a person has to look. */
export async function probeMitigation(deps: Deps, due: DueRow): Promise<void> {
  const { mitigation: id, direction } = due.body as { mitigation: string; direction: 'apply' | 'undo' };
  const row = await mitigationById(deps.database.db, id);
  if (row?.state === 'unknown') {
    const first = await observeTarget(deps, row.plan);
    const second = await observeTarget(deps, row.plan);
    const wanted = direction === 'apply' ? intendedState(row.plan.mitigation) : row.plan.before.admin;
    if (first === null || second === null || first.admin !== second.admin)
      await settle(
        deps,
        id,
        direction,
        'needs-human',
        `${row.device} did not answer twice alike. A person has to look at it.`,
      );
    else if (first.admin === wanted)
      await settle(deps, id, direction, 'applied', `${row.device} shows it: administratively ${first.admin}.`);
    else
      await settle(
        deps,
        id,
        direction,
        'not-applied',
        `${row.device} shows that it did not take effect: administratively ${first.admin}. Running it again needs a new approval.`,
      );
  }
  await commit(deps, clockCause, (trx) => finishDue(trx, due.id, deps.clock.nowMs()));
}
