import { append } from '../../lib/append.ts';
import { asNumberOf } from '../values.ts';

type AsPath = (number | number[])[];

const brackets: Record<string, string> = { '{': '}', '(': ')' };

/**
 * `64496 64497 {64498 64499} (65001) i`, `Local`, and nothing but the letter of the origin; null for anything else. A set
 * is an array of its own, the sequence of a confederation stands in the path as it is. A number is taken as printed: whether it is one that may be an AS
 * is the device's business.
 */
export function eosAsPath(text: string): AsPath | null {
  const words = text.trim().replace(/(?:^| )[ie?]$/, '');
  if (words === '' || words === 'Local') return [];
  const path: AsPath = [];
  let open: { end: string; numbers: number[] } | null = null;
  for (const token of words.split(/([{}() ,])/)) {
    if (token === '' || token === ' ' || token === ',') continue;
    const end = brackets[token];
    if (end !== undefined) {
      if (open) return null;
      open = { end, numbers: [] };
    } else if (open && token === open.end) {
      if (token === '}') path.push(open.numbers);
      else append(path, open.numbers);
      open = null;
    } else {
      const number = numberOf(token);
      if (number === null) return null;
      (open?.numbers ?? path).push(number);
    }
  }
  return open ? null : path;
}

function numberOf(token: string): number | null {
  const known = asNumberOf(token);
  if (known !== null) return known;
  const [, high, low] = /^(\d{1,6})\.(\d{1,6})$/.exec(token) ?? [];
  if (high !== undefined) return Number(high) * 65_536 + Number(low);
  return /^\d{1,12}$/.test(token) ? Number(token) : null;
}
