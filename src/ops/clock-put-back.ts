import { inTransaction } from '../store/database.ts';
import { moveForward } from '../store/due.ts';
import { attemptNow } from '../store/outbox.ts';
import type { Deps } from './deps.ts';

/** Due at an hour of the day, which comes when the clock says so. */
const byTheClock = ['shift-change', 'channel-archive', 'mitigation-expiry'];

/**
 * After the system's clock was put back by `byMs`: what is due after a while, such as the next step of a page, does not
 * wait for the same time once more, and neither does a message that is to be tried again.
 */
export async function followClockBack(deps: Deps, byMs: number): Promise<void> {
  const nowMs = deps.clock.nowMs();
  deps.log.warn('the clock was put back', { byMs });
  await inTransaction(deps.database, async (trx) => {
    await moveForward(trx, { byMs, nowMs, but: byTheClock });
    await attemptNow(trx, nowMs);
  });
}
