import { isoTime } from '../lib/clock.ts';
import { rearm } from '../store/due.ts';
import { openPages } from '../store/pages.ts';
import type { Cause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';

/** Makes the next step of every open page of the incident due now. Returns how many pages that were. */
export async function escalateNow(deps: Deps, cause: Cause, incident: string): Promise<number> {
  return commit(deps, cause, async (trx) => {
    const pages = await openPages(trx, incident);
    const dueAt = isoTime(deps.clock.nowMs());
    for (const page of pages)
      await rearm(trx, { key: `page:${page.id}`, kind: 'page-step', incident, dueAt, body: { page: page.id } });
    return pages.length;
  });
}
