import type { Json } from '../../lib/safe-json.ts';

/** Age in whole seconds of an RFC 3339 instant (`2026-06-12T16:29:35.500Z`); null without a clock and for one to come. */
export function ageOf(value: Json | undefined, nowMs: number | null): number | null {
  const ms = instantMs(value);
  if (ms === null || nowMs === null) return null;
  const age = Math.floor((nowMs - ms) / 1000);
  // The clocks of the device and of this machine may differ by a little.
  if (age < 0) return age >= -120 ? 0 : null;
  return age;
}

/** Milliseconds since 1970; null when the text has another form. Newer releases put the age in brackets behind it. */
export function instantMs(value: Json | undefined): number | null {
  if (typeof value !== 'string') return null;
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2}))(?: \(.{1,60}\))?$/.exec(
    value.trim(),
  );
  const ms = match ? Date.parse(match[1] ?? '') : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
