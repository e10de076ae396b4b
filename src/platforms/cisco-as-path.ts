import { append } from '../lib/append.ts';
import { asNumberOf } from './values.ts';

const brackets: Record<string, string> = { '{': '}', '(': ')' };

/**
 * `64500 1.10 {64501,64502} (65001 65002)` from the neighbour to the origin: a set in curly brackets is an array of its
 * own, the sequence of a confederation stands in the path as it is; null when a word is no AS number.
 */
export function ciscoAsPath(text: string): (number | number[])[] | null {
  if (text === '') return [];
  const path: (number | number[])[] = [];
  let open: { end: string; numbers: number[] } | null = null;
  for (const [word] of text.matchAll(/[{}()]|[^{}() ,]+/g)) {
    const end = brackets[word];
    if (end !== undefined) {
      if (open) return null;
      open = { end, numbers: [] };
    } else if (open && word === open.end) {
      if (word === '}') path.push(open.numbers);
      else append(path, open.numbers);
      open = null;
    } else {
      const number = asNumberOf(word);
      if (number === null) return null;
      (open?.numbers ?? path).push(number);
    }
  }
  return open ? null : path;
}
