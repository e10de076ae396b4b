import { UserError } from '../lib/errors.ts';
import { redactBody } from '../store/timeline.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { entryOf } from './entry-of.ts';
import { recordOn } from './incident-record.ts';

/** Free text of people. Other entries carry the state of the incident, which cannot be taken out of the record. */
const redactable: readonly string[] = ['note.added', 'note.corrected', 'incident.update', 'pin.added'];

/**
 * Takes the text of an entry out of the record for good, such as a password somebody typed. Its hash and a tombstone
 * stay, so the chain holds. `emptied` is false while somebody reads the store: the text is then still in its write-ahead
 * log until the next checkpoint.
 */
export async function redactEntry(
  deps: Deps,
  cause: Cause,
  incident: string,
  seq: number,
): Promise<{ emptied: boolean }> {
  await commit(deps, cause, async (trx) => {
    const entry = await entryOf(trx, incident, seq);
    if (!redactable.includes(entry.type))
      throw new UserError(
        'usage',
        `Entry ${seq} of ${incident} is ${entry.type}. Only notes, updates and pins can be redacted; the others are the state of the incident.`,
      );
    await recordOn(trx, deps, incident, [eventOf(cause, 'note.redacted', { target: seq })]);
    await redactBody(trx, incident, seq);
  });
  return { emptied: deps.database.foldLog() };
}
