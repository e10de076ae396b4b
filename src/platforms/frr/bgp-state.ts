import { type BgpStateWords, bgpState } from '../bgp-words.ts';

/** bgpd knows two states more: the session's routes are being cleared, or the peer is being deleted. Its session is gone. */
export function frrBgpState(words: string): BgpStateWords | null {
  if (words !== 'Clearing' && words !== 'Deleted') return bgpState(words);
  return { state: 'idle', adminDown: false, reason: words };
}
