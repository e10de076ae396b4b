import { redact } from '../lib/redact.ts';
import { appendEvents } from '../store/timeline.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';

/** A refusal is part of the record: on the incident it happened in, else on the chain outside incidents. */
export async function recordRefusal(
  deps: Deps,
  cause: Cause,
  incident: string | null,
  refusal: { person: string; right: string; words: string; why: string },
): Promise<void> {
  deps.log.warn('access refused', refusal);
  await commit(deps, cause, (trx) =>
    appendEvents(trx, incident, [eventOf(cause, 'access.refused', refusal)], deps.clock.nowMs(), redact),
  );
}
