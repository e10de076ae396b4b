import { isIP } from 'node:net';
import { isPrintedName } from './interface-names.ts';

/** Whether bgpd may call a peer so: by its address, or by the interface behind which it is; no damaged address. */
export function isPeerName(text: string): boolean {
  return isIP(text) !== 0 || (isPrintedName(text) && !/^\d{1,3}\.\d/.test(text));
}
