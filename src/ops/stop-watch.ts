import { isoTime } from '../lib/clock.ts';
import type { Transaction } from '../store/database.ts';
import { cancelDue } from '../store/due.ts';
import { endWatch, openWatches, type WatchRow } from '../store/watches.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { armPicture } from './draw-picture.ts';
import { recordOn } from './incident-record.ts';
import { showWatch, unread } from './watch-message.ts';

/** Ends a watch; nothing happens when it has ended before. */
export async function stopWatch(deps: Deps, cause: Cause, row: WatchRow, why: string): Promise<void> {
  await commit(deps, cause, (trx) => stopWatchWithin(trx, deps, cause, row, why));
}

async function stopWatchWithin(trx: Transaction, deps: Deps, cause: Cause, row: WatchRow, why: string): Promise<void> {
  if (!(await endWatch(trx, row.id, isoTime(deps.clock.nowMs())))) return;
  await cancelDue(trx, `watch:${row.id}`);
  await recordOn(trx, deps, row.incident, [eventOf(cause, 'watch.stopped', { watch: row.id, why })]);
  await showWatch(trx, deps, row, unread, why);
  await armPicture(trx, deps, row.incident, { of: 'watch', watch: row.id });
}

/** Ends every watch of an incident that has ended. */
export async function stopWatchesOf(trx: Transaction, deps: Deps, cause: Cause, incident: string): Promise<void> {
  for (const row of await openWatches(trx, incident))
    await stopWatchWithin(trx, deps, cause, row, `${incident} is resolved`);
}
