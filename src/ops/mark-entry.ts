import { UserError } from '../lib/errors.ts';
import { readEvents } from '../store/timeline.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { entryOf } from './entry-of.ts';
import { recordOn } from './incident-record.ts';

/** Marks an entry for the postmortem; `--marked` exports show only these. */
export async function markEntry(deps: Deps, cause: Cause, incident: string, seq: number): Promise<void> {
  await commit(deps, cause, async (trx) => {
    await entryOf(trx, incident, seq);
    const marks = await readEvents(trx, incident, { types: ['note.marked'] });
    if (marks.some(({ body }) => body !== null && 'target' in body && body.target === seq))
      throw new UserError('usage', `Entry ${seq} of ${incident} is marked already.`);
    await recordOn(trx, deps, incident, [eventOf(cause, 'note.marked', { target: seq })]);
  });
}
