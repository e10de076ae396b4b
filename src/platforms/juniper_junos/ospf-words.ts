import type { OspfNeighborRecord, OspfState } from '../../domain/routing-records.ts';

/** Null where the link has no designated router, or where none is printed. */
export function roleOf(self: string | null, dr: string | null, bdr: string | null): OspfNeighborRecord['role'] {
  if (dr === null || self === null || dr === '0.0.0.0') return null;
  if (dr === self) return 'dr';
  if (bdr === self) return 'bdr';
  return bdr === null ? null : 'drother';
}

const states: Record<string, OspfState> = {
  down: 'down',
  attempt: 'attempt',
  init: 'init',
  '2way': 'twoway',
  exstart: 'exstart',
  exchange: 'exchange',
  loading: 'loading',
  full: 'full',
};

export function ospfState(word: string): OspfState | null {
  const lower = word.toLowerCase();
  return Object.hasOwn(states, lower) ? (states[lower] ?? null) : null;
}
