/** What may be used up: `most` at once, filled again evenly over `perMs`. */
export interface Allowance {
  most: number;
  perMs: number;
}

export interface Level {
  left: number;
  atMs: number;
}

/** What is left by now; null for what was never used. A clock that was set back fills nothing. */
export function levelNow(kept: Level | null, { most, perMs }: Allowance, nowMs: number): Level {
  if (kept === null) return { left: most, atMs: nowMs };
  const passedMs = Math.max(0, nowMs - kept.atMs);
  return { left: Math.min(most, kept.left + (passedMs * most) / perMs), atMs: nowMs };
}

/** Milliseconds until one more is allowed; 0 when it is now. */
export function waitMs({ left }: Level, { most, perMs }: Allowance): number {
  return left >= 1 ? 0 : Math.ceil(((1 - left) * perMs) / most);
}
