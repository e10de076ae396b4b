import { inTransaction, type Transaction } from '../store/database.ts';
import { finishInbox } from '../store/inbox.ts';
import type { Cause } from './cause.ts';
import type { Deps } from './deps.ts';

/**
 * Runs one decision as one transaction. What came in from Slack is finished in it, so that a crash leaves either the
 * request or its effect, never both and never neither. Afterwards the bot looks for work at once.
 */
export async function commit<T>(deps: Deps, cause: Cause, work: (trx: Transaction) => Promise<T>): Promise<T> {
  const result = await inTransaction(deps.database, async (trx) => {
    const value = await work(trx);
    if (cause.inboxKey !== null) await finishInbox(trx, cause.inboxKey, deps.clock.nowMs());
    return value;
  });
  deps.poke();
  return result;
}
