import { epochMs, isoTime } from '../lib/clock.ts';
import { inTransaction } from '../store/database.ts';
import { moveForward } from '../store/due.ts';
import { attemptNow } from '../store/outbox.ts';
import { getSetting, putSetting } from '../store/settings.ts';
import type { Deps } from './deps.ts';

/** Due at an hour of the day, which comes when the clock says so. */
const byTheClock = ['shift-change', 'channel-archive', 'mitigation-expiry'];
/** Clocks that are kept right move by less than this at once. */
const steadyMs = 5_000;
/** How often the time is written down, for the next start to compare with. */
const everyMs = 60_000;
const seenSetting = 'clock-seen';

/** Notices when the clock was put back: between two looks, or while no process was running. */
export interface ClockWatch {
  /** To be called with every look at what is due, before it. */
  look: () => Promise<void>;
}

export function createClockWatch(deps: Deps): ClockWatch {
  let lastMs: number | null = null;
  let writtenMs: number | null = null;

  /** A store that cannot be written now must not keep due rows from running; the next look tries again. */
  async function writeDown(nowMs: number): Promise<void> {
    const at = isoTime(nowMs);
    try {
      await inTransaction(deps.database, (trx) => putSetting(trx, seenSetting, at, at));
      writtenMs = nowMs;
    } catch (error) {
      deps.log.warn('the time could not be written down for the next start', { error });
    }
  }

  return {
    async look() {
      const nowMs = deps.clock.nowMs();
      if (lastMs === null) {
        const seen = await getSetting(deps.database.db, seenSetting);
        lastMs = seen === null ? nowMs : epochMs(seen.value);
      }
      const wasPutBack = lastMs - nowMs > steadyMs;
      if (wasPutBack) await followClockBack(deps, lastMs - nowMs);
      lastMs = nowMs;
      if (wasPutBack || writtenMs === null || nowMs - writtenMs >= everyMs) await writeDown(nowMs);
    },
  };
}

/**
 * After the system's clock was put back by `byMs`: what is due after a while, such as the next step of a page, does not
 * wait for the same time once more, and neither does a message that is to be tried again.
 */
async function followClockBack(deps: Deps, byMs: number): Promise<void> {
  const nowMs = deps.clock.nowMs();
  deps.log.warn('the clock was put back', { byMs });
  await inTransaction(deps.database, async (trx) => {
    await moveForward(trx, { byMs, nowMs, but: byTheClock });
    await attemptNow(trx, nowMs);
  });
}
