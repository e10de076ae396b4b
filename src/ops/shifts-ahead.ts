import { nextChangeMs, onCallWith } from '../domain/override.ts';
import { isoTime } from '../lib/clock.ts';
import { overridesFrom } from '../store/overrides.ts';
import type { Deps } from './deps.ts';

export interface ShiftAhead {
  rotation: string;
  person: string;
  /** Null for the shift that has begun. */
  fromIso: string | null;
  untilIso: string;
}

/** The shift that runs and the next ones of every rotation, in order; overrides count. */
export async function shiftsAhead(deps: Deps, count: number): Promise<ShiftAhead[]> {
  const nowMs = deps.clock.nowMs();
  const overrides = await overridesFrom(deps.database.db, nowMs);
  return Object.entries(deps.config.oncall?.rotations ?? {}).flatMap(([name, rotation]) => {
    const ahead: ShiftAhead[] = [];
    let atMs = nowMs;
    for (let i = 0; i < count; i += 1) {
      const endMs = nextChangeMs(rotation, name, overrides, atMs);
      ahead.push({
        rotation: name,
        person: onCallWith(rotation, name, overrides, atMs),
        fromIso: i === 0 ? null : isoTime(atMs),
        untilIso: isoTime(endMs),
      });
      atMs = endMs;
    }
    return ahead;
  });
}
