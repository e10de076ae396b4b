import { type BgpStateWords, bgpState } from '../bgp-words.ts';

/**
 * The states of `Bgp-conn-state` in Cisco-IOS-XR-ipv4-bgp-oper: what every other system calls idle has two more names here
 * while a session is taken down. Null for a word that is no state.
 */
export function xrBgpState(words: string): BgpStateWords | null {
  return /^Closing(?:Sync)?$/.test(words) ? { state: 'idle', adminDown: false, reason: words } : bgpState(words);
}
