import type { JsonObject } from '../../lib/safe-json.ts';
import { textOf } from '../values.ts';

/** Releases before 5 call the default VRF `Default-IP-Routing-Table`. */
export function frrVrfName(printed: string): string {
  return printed === 'Default-IP-Routing-Table' ? 'default' : printed;
}

/** The VRF of a BGP document. The same releases write `Default` for the default one, whose number is 0. */
export function frrBgpVrf(document: JsonObject): string | null {
  const name = textOf(document['vrfName']);
  return name === 'Default' && document['vrfId'] === 0 ? 'default' : name;
}
