import type { OspfNeighborRecord, OspfState } from '../../domain/routing-records.ts';

/** EOS' words for OSPF neighbours, as JSON (`exchStart`) and text (`EXCH START`) spell them. */

const states: Record<string, OspfState> = {
  down: 'down',
  attempt: 'attempt',
  init: 'init',
  '2way': 'twoway',
  '2ways': 'twoway',
  twoway: 'twoway',
  exstart: 'exstart',
  exchstart: 'exstart',
  exchange: 'exchange',
  loading: 'loading',
  full: 'full',
};

export function eosOspfState(words: string): OspfState | null {
  const key = words.toLowerCase().replaceAll(' ', '');
  return Object.hasOwn(states, key) ? (states[key] ?? null) : null;
}

const roles: Record<string, OspfNeighborRecord['role']> = {
  dr: 'dr',
  bdr: 'bdr',
  backupdr: 'bdr',
  drother: 'drother',
};

export function eosOspfRole(word: string): OspfNeighborRecord['role'] {
  const key = word.toLowerCase();
  return Object.hasOwn(roles, key) ? (roles[key] ?? null) : null;
}

/** From who is the designated router: null on a link without one. */
export function electedRole(own: string | null, dr: string | null, bdr: string | null): OspfNeighborRecord['role'] {
  const known = [dr, bdr].filter((address) => address !== null && address !== '0.0.0.0');
  if (own === null || known.length === 0) return null;
  return own === dr ? 'dr' : own === bdr ? 'bdr' : 'drother';
}
