import { type BgpStateWords, bgpState } from '../bgp-words.ts';

/**
 * A peer that is shut down is `Shut (Admin)` on NX-OS, and one whose session is being taken down is `Closing`: both are
 * the state idle of the protocol.
 */
export function nxosBgpState(words: string): BgpStateWords | null {
  const said = words.trim();
  if (said === 'Closing') return bgpState('Idle (Closing)');
  return bgpState(said.startsWith('Shut') ? said.replace(/^Shut\b/, 'Idle') : said);
}

/** 0 is what NX-OS prints where the peer has no AS number yet. */
export function remoteAsOf(value: number | null): number | null {
  return value === 0 ? null : value;
}

/** The codes of RFC 4271 and 7313. NX-OS prints 0 for none, and numbers above 100 for reasons of its own. */
export function notificationCodeOf(code: number | null): number | null {
  return code !== null && code >= 1 && code <= 7 ? code : null;
}
