import { areExtendedCommunities } from '../community-words.ts';

/**
 * `RT:64500:1 ENCAP:8 Router MAC:0053.00aa.bbcc` as its communities: a word without a colon belongs to the next one that
 * has it.
 */
export function extendedCommunitiesOf(text: string): string[] {
  const found: string[] = [];
  let name = '';
  for (const word of text.trim().split(/ +/)) {
    const whole = name === '' ? word : `${name} ${word}`;
    if (word.includes(':')) {
      found.push(whole);
      name = '';
    } else name = whole;
  }
  return name === '' ? found : [...found, name];
}

/** A kind whose form is known has no other; of the others any may come. */
export function areExtended(communities: readonly string[]): boolean {
  return (
    areExtendedCommunities(communities) &&
    communities.every((one) => !/^(?:RT|SOO):(?![\d.]{1,15}:\d{1,10}$)|^ENCAP:(?!\d{1,5}$)/.test(one))
  );
}
