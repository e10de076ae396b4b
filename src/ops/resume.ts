import { epochMs } from '../lib/clock.ts';
import { bringForward } from '../store/due.ts';
import { head } from '../store/timeline.ts';
import { clockCause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { finishReceived, interruptedRequests } from './inbox.ts';
import { recordOn } from './incident-record.ts';
import { openIncidents } from './open-incidents.ts';
import { markInterrupted } from './reconcile-mitigations.ts';
import { sayOn } from './say.ts';
import { writeEntries } from './write-entries.ts';

/** Older requests are dropped: nobody waits for them any more. */
const staleAfterMs = 60_000;

/**
 * After a start on a store that was used before: changes that were under way become unknown and are asked about, open
 * incidents go on, and what people had asked for in the last moment is named, because a press or a command that had no
 * effect yet is not carried out by itself.
 */
export async function resumeAfterRestart(deps: Deps): Promise<{ resumed: string[]; unknown: string[] }> {
  const isFirstStart = (await head(deps.database.db, null)) === null && (await openIncidents(deps)).length === 0;
  if (isFirstStart) return { resumed: [], unknown: [] };
  const unknown = await markInterrupted(deps);
  const resumed = (await openIncidents(deps)).map(({ id }) => id);
  const lost = await interruptedRequests(deps);
  const body = { resumed, unknown };
  await commit(deps, clockCause, async (trx) => {
    await bringForward(trx, 'reading', deps.clock.nowMs());
    await writeEntries(trx, deps, null, [eventOf(clockCause, 'bot.restarted', body)]);
    for (const incident of resumed) {
      const { events } = await recordOn(trx, deps, incident, [eventOf(clockCause, 'bot.restarted', body)]);
      const fresh = lost.filter((request) => deps.clock.nowMs() - epochMs(request.receivedAt) < staleAfterMs);
      const said =
        fresh.length === 0
          ? 'ringdown was restarted and goes on; nothing on record was lost.'
          : `ringdown was restarted and goes on. ${fresh.length} ${fresh.length === 1 ? 'request' : 'requests'} of the last minute had no effect yet: please type or press again.`;
      await sayOn(trx, deps, incident, `restarted:${incident}:${events[0]?.seq ?? 0}`, said, null);
    }
  });
  for (const request of lost) await finishReceived(deps, request.key);
  return { resumed, unknown };
}
