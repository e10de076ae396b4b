import { canonicalIp } from '../../domain/ip.ts';
import type { Json } from '../../lib/safe-json.ts';
import { textOf } from '../values.ts';

/** An address or a router id: null where the key is missing, undefined where its value is none. */
export function printedIp(value: Json | undefined): string | null | undefined {
  return value === undefined ? null : (canonicalIp(textOf(value) ?? '') ?? undefined);
}
