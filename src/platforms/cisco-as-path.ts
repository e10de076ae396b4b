import { asNumberOf } from './values.ts';

/** `64500 1.10 {64501,64502} (65001 65002)` from the neighbour to the origin; null when a word is no AS number. */
export function ciscoAsPath(text: string): (number | number[])[] | null {
  const path: (number | number[])[] = [];
  let set: number[] | null = null;
  for (const [word] of text.matchAll(/[{}()]|[^{}() ,]+/g)) {
    if (word === '{' || word === '(') {
      if (set) return null;
      set = [];
    } else if (word === '}' || word === ')') {
      if (!set) return null;
      path.push(set);
      set = null;
    } else {
      const number = asNumberOf(word);
      if (number === null) return null;
      (set ?? path).push(number);
    }
  }
  return set ? null : path;
}
