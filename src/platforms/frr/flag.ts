import type { Json } from '../../lib/safe-json.ts';

/** FRR prints true for what holds, and leaves out the key or prints false for what does not. Null for any other value. */
export function flagOf(value: Json | undefined): boolean | null {
  if (value === undefined) return false;
  return typeof value === 'boolean' ? value : null;
}
