import { type DueRow, finishDue } from '../store/due.ts';
import { mitigationById, moveState } from '../store/mitigations.ts';
import { clockCause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { showMitigationCard } from './mitigation-card.ts';

/** A plan that was not approved in time ends by itself. */
export async function expireMitigation(deps: Deps, due: DueRow): Promise<void> {
  const { mitigation: id } = due.body as { mitigation: string };
  await commit(deps, clockCause, async (trx) => {
    await finishDue(trx, due.id, deps.clock.nowMs());
    const row = await mitigationById(trx, id);
    if (!row || !(await moveState(trx, id, { from: ['pending'], epoch: row.epoch }, 'expired'))) return;
    const text = 'Not approved in time. Propose it again if it is still wanted; the device is then read anew.';
    await recordOn(trx, deps, row.incident, [
      eventOf(clockCause, 'mitigation.outcome', { mitigation: id, outcome: 'expired', text, direction: 'apply' }),
    ]);
    await showMitigationCard(trx, deps, id);
  });
}
