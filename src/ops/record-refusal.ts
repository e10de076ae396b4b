import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { writeEntries } from './write-entries.ts';

/** A refusal is part of the record: on the incident it happened in, else on the chain outside incidents. */
export async function recordRefusal(
  deps: Deps,
  cause: Cause,
  incident: string | null,
  refusal: { person: string; right: string; words: string; why: string },
): Promise<void> {
  deps.log.warn('access refused', refusal);
  await commit(deps, cause, (trx) => writeEntries(trx, deps, incident, [eventOf(cause, 'access.refused', refusal)]));
}
