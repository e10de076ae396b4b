import type { Json } from '../lib/safe-json.ts';

/** Reads single values out of JSON and text. Whatever has another type or form is null: unknown, never 0 or "". */

/** A string that says something. */
export function textOf(value: Json | undefined): string | null {
  if (typeof value !== 'string') return null;
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
}

/** A whole number from 0 on, as a number or as decimal text; null also when a double cannot hold it. */
export function countOf(value: Json | undefined): number | null {
  if (typeof value === 'string') return /^\d{1,16}$/.test(value.trim()) ? safe(Number(value.trim())) : null;
  return typeof value === 'number' ? safe(value) : null;
}

/** A number from 0 on, whole or not. */
export function amountOf(value: Json | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** A counter as a decimal string: octets outgrow doubles. */
export function decimalOf(value: Json | undefined): string | null {
  if (typeof value === 'string') return /^\d{1,39}$/.test(value.trim()) ? BigInt(value.trim()).toString() : null;
  if (typeof value === 'bigint') return value >= 0n ? value.toString() : null;
  return typeof value === 'number' && safe(value) !== null ? String(value) : null;
}

/** AS number in plain or dotted form ("65001", "1.10"): 0 to 4294967295. */
export function asNumberOf(value: Json | undefined): number | null {
  if (typeof value === 'number') return safe(value) !== null && value <= 4_294_967_295 ? value : null;
  if (typeof value !== 'string') return null;
  const dotted = /^(\d{1,5})\.(\d{1,5})$/.exec(value);
  if (dotted) {
    const [high, low] = [Number(dotted[1]), Number(dotted[2])];
    return high <= 65_535 && low <= 65_535 ? high * 65_536 + low : null;
  }
  return /^\d{1,10}$/.test(value) && Number(value) <= 4_294_967_295 ? Number(value) : null;
}

/** Milliseconds as whole seconds. */
export function secondsOfMs(value: Json | undefined): number | null {
  const ms = amountOf(value);
  return ms === null ? null : Math.floor(ms / 1000);
}

/** September 2001: a smaller number is an age or nothing at all, not an instant of this device. */
const earliestEpoch = 1_000_000_000;

/** Age in whole seconds of an instant in epoch seconds; null without a clock, and for an instant that is not in the past. */
export function ageOfEpoch(value: Json | undefined, nowMs: number | null): number | null {
  const epoch = amountOf(value);
  if (epoch === null || epoch < earliestEpoch || nowMs === null) return null;
  const age = Math.floor(nowMs / 1000 - epoch);
  // The clocks of the device and of this machine may differ by a little.
  if (age < 0) return age >= -120 ? 0 : null;
  return age;
}

function safe(value: number): number | null {
  return Number.isSafeInteger(value) && value >= 0 ? value : null;
}
