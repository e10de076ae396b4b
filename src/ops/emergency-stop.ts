import { isoTime } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import type { Reader } from '../store/database.ts';
import { getSetting, putSetting } from '../store/settings.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { sayOn, whoSaid } from './say.ts';
import { writeEntries } from './write-entries.ts';

const setting = 'emergency-stop';

/** Who stopped all mitigations, or null. It is looked at before every line that is sent. */
export async function stoppedBy(deps: Deps): Promise<string | null> {
  return (await standingStop(deps.database.db))?.by ?? null;
}

/** Who stopped all mitigations and when; null while they are allowed. */
export async function standingStop(db: Reader): Promise<{ by: string; since: string } | null> {
  const kept = await getSetting(db, setting);
  return kept === null || kept.value === '' ? null : { by: kept.value, since: kept.changedAt };
}

export async function refuseWhenStopped(deps: Deps): Promise<void> {
  const who = await stoppedBy(deps);
  if (who !== null)
    throw new UserError(
      'refused',
      `All mitigations are stopped (by ${who}). /inc resume lifts it; a person with the right "admin" may do that.`,
    );
}

/** Stops, or allows again, every mitigation on every incident. It survives restarts. */
export async function setEmergencyStop(
  deps: Deps,
  cause: Cause,
  stop: boolean,
  incident: string | null,
): Promise<void> {
  await commit(deps, cause, async (trx) => {
    const nowMs = deps.clock.nowMs();
    await putSetting(trx, setting, stop ? cause.actor.id : '', isoTime(nowMs));
    const text = stop ? 'All mitigations are stopped.' : 'Mitigations are allowed again.';
    const event = eventOf(cause, 'note.added', { text });
    if (incident === null) await writeEntries(trx, deps, null, [event]);
    else {
      const { events } = await recordOn(trx, deps, incident, [event]);
      await sayOn(
        trx,
        deps,
        incident,
        `stop:${incident}:${events[0]?.seq ?? 0}`,
        `${whoSaid(deps, cause)}: ${text}`,
        null,
      );
    }
  });
}
