import { type BgpStateWords, bgpState } from '../bgp-words.ts';

/** What IOS prints in brackets behind a state: shut down, too many prefixes, a family that was not agreed on. */
const brackets = /^(?:Admin|PfxCt|NoNeg)$/;

/** The state of a peer; null also where another word stands in brackets behind it. */
export function iosBgpState(words: string): BgpStateWords | null {
  const known = bgpState(words);
  return known?.reason == null || brackets.test(known.reason) ? known : null;
}
