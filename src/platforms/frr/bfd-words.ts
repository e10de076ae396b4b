import type { BfdSessionRecord } from '../../domain/routing-records.ts';

/** bfdd says `shutdown` for a session that was switched off. */
export function bfdState(word: string): BfdSessionRecord['state'] | null {
  if (word === 'up' || word === 'down' || word === 'init') return word;
  return word === 'shutdown' ? 'admin-down' : null;
}
