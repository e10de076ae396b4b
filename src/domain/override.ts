import { onCallAt, type Rotation, shiftEndMs } from './rotation.ts';

/** Somebody is on call for a while, whatever the rotation says. */
export interface Override {
  rotation: string;
  person: string;
  fromMs: number;
  untilMs: number;
  createdMs: number;
}

/** Who is on call at an instant: the newest override that covers it, else whoever the rotation names. */
export function onCallWith(
  rotation: Rotation,
  name: string,
  overrides: readonly Override[],
  instantMs: number,
): string {
  return coveringAt(name, overrides, instantMs)?.person ?? onCallAt(rotation, instantMs);
}

/** The next instant after `instantMs` at which somebody else may be on call. */
export function nextChangeMs(
  rotation: Rotation,
  name: string,
  overrides: readonly Override[],
  instantMs: number,
): number {
  const edges = overrides
    .filter((override) => override.rotation === name)
    .flatMap(({ fromMs, untilMs }) => [fromMs, untilMs])
    .filter((edge) => edge > instantMs);
  return Math.min(shiftEndMs(rotation, instantMs), ...edges);
}

function coveringAt(name: string, overrides: readonly Override[], instantMs: number): Override | undefined {
  return overrides
    .filter(({ rotation, fromMs, untilMs }) => rotation === name && fromMs <= instantMs && instantMs < untilMs)
    .toSorted((a, b) => b.createdMs - a.createdMs)[0];
}
