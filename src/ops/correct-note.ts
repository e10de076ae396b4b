import { UserError } from '../lib/errors.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { entryOf } from './entry-of.ts';
import { recordOn } from './incident-record.ts';
import { sayEntryAnew } from './said-about.ts';

/** What people wrote; what the bot observed is never corrected, only added to. */
const written: readonly string[] = ['note.added', 'note.corrected', 'incident.update'];

/**
 * Puts a better text in the place of what somebody wrote, on the card and in the messages that told it, too. The old one
 * stays on the record, struck through. Returns the new entry's number.
 */
export async function correctNote(
  deps: Deps,
  cause: Cause,
  incident: string,
  seq: number,
  text: string,
): Promise<number> {
  return commit(deps, cause, async (trx) => {
    const entry = await entryOf(trx, incident, seq);
    if (!written.includes(entry.type) || entry.actor.kind !== 'person')
      throw new UserError(
        'usage',
        `Entry ${seq} of ${incident} is ${entry.type}, recorded by ${entry.actor.id}: only what people wrote can be corrected. Add a note instead.`,
      );
    const { events } = await recordOn(trx, deps, incident, [
      eventOf(cause, 'note.corrected', { supersedes: seq, text }),
    ]);
    const correction = events[0]?.seq ?? 0;
    await sayEntryAnew(trx, deps, entry, correction);
    return correction;
  });
}
