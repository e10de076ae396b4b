import { uptimeSeconds } from '../durations.ts';

/**
 * `5`, `1:05`, `3:04:05`, `1w2d 03:04:05`, and of old releases `1w2d3h`, in seconds. Junos prints a time behind its days:
 * days alone have lost it, and are null like every other form.
 */
export function ageOf(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  return /[:hm]/.test(text) && !/ {2}|^ | $/.test(text) ? uptimeSeconds(text) : null;
}
