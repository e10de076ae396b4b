import type { BgpState } from '../../domain/routing-records.ts';
import type { BgpStateWords } from '../bgp-words.ts';

const states: Record<string, BgpState> = {
  Idle: 'idle',
  Connect: 'connect',
  Active: 'active',
  OpenSent: 'opensent',
  OpenConfirm: 'openconfirm',
  Established: 'established',
};

/**
 * The words of bgpd, with why it keeps a peer idle in brackets: `Idle (Admin)`, `Idle (PfxCt)`. It knows two states more: the
 * session's routes are being cleared, or the peer is being deleted; its session is gone. Null for any other word.
 */
export function frrBgpState(words: string): BgpStateWords | null {
  if (words === 'Clearing' || words === 'Deleted') return { state: 'idle', adminDown: false, reason: words };
  const [, word = '', idle, reason = null] = /^(?:([A-Za-z]{4,11})|(Idle) \((Admin|PfxCt)\))$/.exec(words) ?? [];
  const state = Object.hasOwn(states, idle ?? word) ? states[idle ?? word] : undefined;
  return state === undefined ? null : { state, adminDown: reason === 'Admin', reason };
}
