import type { Json } from '../../lib/safe-json.ts';
import { asNumberOf } from '../values.ts';

/** bgpd prints 0 for a peer of any external or internal AS that never said which one it has. */
export function remoteAsOf(value: Json | undefined): number | null {
  const number = asNumberOf(value);
  return number === 0 ? null : number;
}
