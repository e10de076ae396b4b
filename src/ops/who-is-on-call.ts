import { nextChangeMs, onCallWith } from '../domain/override.ts';
import { isoTime } from '../lib/clock.ts';
import { overridesFrom } from '../store/overrides.ts';
import type { Deps } from './deps.ts';

export interface Shift {
  rotation: string;
  person: string;
  next: string;
  untilIso: string;
}

/** Every rotation with who has it now, until when, and who follows; overrides count. */
export async function whoIsOnCall(deps: Deps): Promise<Shift[]> {
  const nowMs = deps.clock.nowMs();
  const overrides = await overridesFrom(deps.database.db, nowMs);
  return Object.entries(deps.config.oncall?.rotations ?? {}).map(([name, rotation]) => {
    const endMs = nextChangeMs(rotation, name, overrides, nowMs);
    return {
      rotation: name,
      person: onCallWith(rotation, name, overrides, nowMs),
      next: onCallWith(rotation, name, overrides, endMs),
      untilIso: isoTime(endMs),
    };
  });
}
