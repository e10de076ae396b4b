import { isoTime } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import { rearm } from '../store/due.ts';
import { mitigationById, moveState } from '../store/mitigations.ts';
import type { Cause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { refuseWhenStopped } from './emergency-stop.ts';
import { showMitigationCard } from './mitigation-card.ts';
import { sayOn, whoSaid } from './say.ts';

/** Takes an applied change back with the undo lines that were part of the approved plan. */
export async function rollBackMitigation(deps: Deps, cause: Cause, id: string): Promise<void> {
  await refuseWhenStopped(deps);
  await commit(deps, cause, async (trx) => {
    const row = await mitigationById(trx, id);
    if (!row) throw new UserError('usage', `There is no mitigation ${id}.`);
    if (!(await moveState(trx, id, { from: ['applied', 'verified', 'needs-human'], epoch: row.epoch }, 'rolling-back')))
      throw new UserError('refused', `${row.name} on ${row.device} is ${row.state}; there is nothing to take back.`);
    await rearm(trx, {
      key: `mitigation-undo:${id}`,
      kind: 'mitigation-run',
      incident: row.incident,
      dueAt: isoTime(deps.clock.nowMs()),
      body: { mitigation: id, direction: 'undo' },
    });
    const said = `${whoSaid(deps, cause)} takes ${row.name} on ${row.device} back.`;
    await sayOn(trx, deps, row.incident, `rollback:${id}:${row.epoch}`, said, null, { lane: 'approval' });
    await showMitigationCard(trx, deps, id);
  });
}
