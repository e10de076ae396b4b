import type { Clock } from '../lib/clock.ts';

export const systemClock: Clock = { nowMs: () => Date.now() };
