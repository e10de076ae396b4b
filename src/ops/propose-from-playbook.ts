import type { MitigationArguments, MitigationName } from '../domain/mitigation.ts';
import { UserError } from '../lib/errors.ts';
import { type DueRow, finishDue } from '../store/due.ts';
import { mitigationOfRun } from '../store/mitigations.ts';
import { runById } from '../store/playbook-runs.ts';
import { clockCause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { proposeMitigation } from './propose-mitigation.ts';
import { sayOn } from './say.ts';

interface Wanted {
  mitigation: MitigationName;
  device: string;
  args: MitigationArguments;
  reason: string;
}

/**
 * Draws up what a playbook's verdict proposes, for the person who ran it (else in the bot's own name). A guard that
 * says no is shown with its reason; the verdict stands all the same.
 */
export async function proposeFromPlaybook(deps: Deps, due: DueRow): Promise<void> {
  const { run: id, propose } = due.body as { run: string; propose: Wanted };
  const run = await runById(deps.database.db, id);
  if (run && (await mitigationOfRun(deps.database.db, id)) === null) {
    const actor = run.requester === null ? clockCause.actor : ({ kind: 'person', id: run.requester } as const);
    try {
      await proposeMitigation(deps, { ...clockCause, actor }, { ...propose, incident: run.incident, playbookRun: id });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { message } = error;
      await commit(deps, clockCause, (trx) =>
        sayOn(trx, deps, run.incident, `playbook:${id}:not-proposed`, 'No mitigation is proposed:', message),
      );
    }
  }
  await commit(deps, clockCause, (trx) => finishDue(trx, due.id, deps.clock.nowMs()));
}
