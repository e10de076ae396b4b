import type { TextLines } from '../text-lines.ts';

/**
 * True when some line holds the words without which there is no report of a kind. It costs a small part of what reading
 * the lines does, and decides which kinds are worth it.
 */
export function holds(text: TextLines, words: string): boolean {
  return text.lines.some((line) => line.includes(words));
}
