import { differInOne } from './damaged-label.ts';

/**
 * Whether the word is one of the known ones with a single letter changed, put in or taken out. Of lists that nobody has in
 * full an unknown word may be a real one; such a word is a damaged one.
 */
export function isBentWord(word: string, known: readonly string[]): boolean {
  const bent = word.toLowerCase();
  return known.some((one) => one.toLowerCase() !== bent && differInOne(bent, one.toLowerCase()));
}
