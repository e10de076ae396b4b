import { append } from '../../lib/append.ts';
import { asNumberOf } from '../values.ts';

/** From the neighbour to the origin; a set is an array of its own, the sequence of a confederation stands in the path as it is. */
export type AsPath = (number | number[])[];

const brackets: Record<string, string> = { '{': '}', '(': ')', '[': ']' };

/** `64496 64497 {64498,64499} (65001 65002)`, and `Local` for a path of the router's own; null for anything else. */
export function asPathOf(text: string): AsPath | null {
  const path: AsPath = [];
  if (text === 'Local' || text === '') return path;
  let open: { end: string; numbers: number[] } | null = null;
  for (const token of text.split(/([{}()[\] ,])/)) {
    if (token === '' || token === ' ' || token === ',') continue;
    const end = brackets[token];
    if (end !== undefined) {
      if (open) return null;
      open = { end, numbers: [] };
    } else if (open && token === open.end) {
      if (token === ')') append(path, open.numbers);
      else path.push(open.numbers);
      open = null;
    } else {
      const number = asNumberOf(token);
      if (number === null) return null;
      if (open) open.numbers.push(number);
      else path.push(number);
    }
  }
  return open ? null : path;
}
