import { isDamaged } from '../damaged-label.ts';

const typed = new Set(['static']);

/** Nearly the word for a neighbour that an operator typed in; the other sources are not told apart. */
export function isBentSource(word: string): boolean {
  return isDamaged(word.toLowerCase(), typed);
}
