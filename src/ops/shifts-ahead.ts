import { onCallAt, shiftEndMs } from '../domain/rotation.ts';
import { isoTime } from '../lib/clock.ts';
import type { Deps } from './deps.ts';

export interface ShiftAhead {
  rotation: string;
  person: string;
  /** Null for the shift that has begun. */
  fromIso: string | null;
  untilIso: string;
}

/** The shift that runs and the next ones of every rotation, in order. */
export function shiftsAhead(deps: Deps, count: number): ShiftAhead[] {
  return Object.entries(deps.config.oncall?.rotations ?? {}).flatMap(([rotation, shifts]) => {
    const ahead: ShiftAhead[] = [];
    let atMs = deps.clock.nowMs();
    for (let i = 0; i < count; i += 1) {
      const endMs = shiftEndMs(shifts, atMs);
      ahead.push({
        rotation,
        person: onCallAt(shifts, atMs),
        fromIso: i === 0 ? null : isoTime(atMs),
        untilIso: isoTime(endMs),
      });
      atMs = endMs;
    }
    return ahead;
  });
}
