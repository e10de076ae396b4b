import { isoTime } from '../lib/clock.ts';
import { deleteButton } from '../store/buttons.ts';
import { inTransaction, type Transaction } from '../store/database.ts';
import { cancelDue, type DueRow, finishDue, rearm } from '../store/due.ts';
import { clockCause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';

/** Nobody comes back to a form or to a choice that only they saw after that. */
const keptMs = 24 * 3_600_000;

/** What somebody typed may hold anything, a password too: behind a button or a form it is kept for a day. */
export async function forgetLater(trx: Transaction, deps: Deps, button: string): Promise<void> {
  await rearm(trx, {
    key: keyOf(button),
    kind: 'forget-words',
    incident: null,
    dueAt: isoTime(deps.clock.nowMs() + keptMs),
    body: { button },
  });
}

/** What was submitted is done with. */
export async function forgetNow(deps: Deps, button: string): Promise<void> {
  await inTransaction(deps.database, async (trx) => {
    await deleteButton(trx, button);
    await cancelDue(trx, keyOf(button));
  });
}

export async function forgetWords(deps: Deps, due: DueRow): Promise<void> {
  const { button } = due.body as { button: string };
  await commit(deps, clockCause, async (trx) => {
    await deleteButton(trx, button);
    await finishDue(trx, due.id, deps.clock.nowMs());
  });
}

function keyOf(button: string): string {
  return `forget-words:${button}`;
}
