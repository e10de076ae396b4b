import type { OspfNeighborRecord, OspfState } from '../../domain/routing-records.ts';
import { nxosInterfaceName } from './interface-names.ts';

const roles: Record<string, OspfNeighborRecord['role']> = { DR: 'dr', BDR: 'bdr', DROTHER: 'drother' };

/** The word behind the slash; "-" on a link without a designated router. */
export function ospfRole(word: string): OspfNeighborRecord['role'] {
  return Object.hasOwn(roles, word) ? (roles[word] ?? null) : null;
}

/** From the two designated routers, which OSPFv2 names by address and OSPFv3 by router id. */
export function roleAmong(own: string | null, dr: string | null, bdr: string | null): OspfNeighborRecord['role'] {
  if (own === null || dr === null || (dr === '0.0.0.0' && (bdr ?? '0.0.0.0') === '0.0.0.0')) return null;
  return own === dr ? 'dr' : own === bdr ? 'bdr' : 'drother';
}

/** How long a neighbour is up: the time since its last change, once it has reached the state in which it stays. */
export function upSecondsOf(state: OspfState, sinceChange: number | null): number | null {
  return state === 'full' || state === 'twoway' ? sinceChange : null;
}

/** An interface, or a sham or virtual link by its ends (`SL1-0.0.0.0-192.0.2.1`); null for another word. */
export function ospfInterface(text: string): string | null {
  return nxosInterfaceName(text) ?? (/^[A-Z]{2}\d{1,6}(?:-[\d.]{7,15}){1,3}$/.test(text) ? text : null);
}
