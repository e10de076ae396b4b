import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { asNumberOf } from '../values.ts';

interface Path {
  asPath: BgpRouteRecord['asPath'];
  origin: BgpRouteRecord['origin'];
}

const origins: Record<string, NonNullable<BgpRouteRecord['origin']>> = { I: 'igp', E: 'egp', '?': 'incomplete' };

const brackets: Record<string, string> = { '{': '}', '(': ')', '[': ']', '([': '])' };

/**
 * `AS path: 64496 {64497 64498} I (Looped: 64496)`. A local AS in square brackets at the start is not part of the path;
 * a set is an array of its own, that of a confederation, `([64497 64498])`, too; the sequence of a confederation stands
 * in the path as it is. Null for another form.
 */
export function asPathOf(text: string): Path | null {
  // Between two numbers, one blank: a wider gap is a number that is missing. Behind the origin stand remarks.
  const path = text.replace(/(?<=(?:^| )[IE?]) .*$/, '');
  if (/^ |\d {2,}\(| {2,}(?:[\d{[]|[IE?]$)/.test(path)) return null;
  const tokens = text
    .replace(/^(?:AS path:|AS2 PA ?\d?: ?)/, '')
    .replace(/^ *(?:\[\d{1,10}(?:\.\d{1,5})?\] )?/, '')
    .split(/(\(\[|\]\)|[{}()[\] ,])/)
    .filter((token) => token !== '' && token !== ' ' && token !== ',');
  const asPath: BgpRouteRecord['asPath'] = [];
  let open: { end: string; numbers: number[] } | null = null;
  for (const [index, token] of tokens.entries()) {
    const number = asNumberOf(token);
    const origin = open === null && Object.hasOwn(origins, token) ? origins[token] : undefined;
    if (origin !== undefined) return isRemark(tokens.slice(index + 1)) ? { asPath, origin } : null;
    const end = brackets[token];
    if (number !== null) (open?.numbers ?? asPath).push(number);
    else if (open === null && end !== undefined) open = { end, numbers: [] };
    else if (open !== null && token === open.end) {
      if (token === ')') append(asPath, open.numbers);
      else asPath.push(open.numbers);
      open = null;
    } else return null;
  }
  return null;
}

/** Behind the origin stand remarks in brackets or with a colon: (Originator), Cluster list: …, Aggregator: … */
function isRemark(tokens: readonly string[]): boolean {
  return tokens.every((token) => /^[\w.:{}()[\]/-]{1,64}$/.test(token));
}
