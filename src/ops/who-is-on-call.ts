import { onCallAt, shiftEndMs } from '../domain/rotation.ts';
import { isoTime } from '../lib/clock.ts';
import type { Deps } from './deps.ts';

export interface Shift {
  rotation: string;
  person: string;
  next: string;
  untilIso: string;
}

/** Every rotation with who has it now, until when, and who follows. */
export function whoIsOnCall(deps: Deps): Shift[] {
  const nowMs = deps.clock.nowMs();
  return Object.entries(deps.config.oncall?.rotations ?? {}).map(([name, rotation]) => {
    const endMs = shiftEndMs(rotation, nowMs);
    return {
      rotation: name,
      person: onCallAt(rotation, nowMs),
      next: onCallAt(rotation, endMs),
      untilIso: isoTime(endMs),
    };
  });
}
