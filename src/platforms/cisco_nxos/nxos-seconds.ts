import type { Json } from '../../lib/safe-json.ts';
import { nxosAge } from './ages.ts';

/**
 * A duration of the routing half in whole seconds: what `nxosAge` reads, and `0.791823` for less than a minute. Null for
 * "never" and for whatever has another form.
 */
export function nxosSeconds(value: Json | undefined): number | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text.includes('.') && /^\d{1,6}\.\d{1,9}$/.test(text) ? Math.floor(Number(text)) : nxosAge(text);
}
