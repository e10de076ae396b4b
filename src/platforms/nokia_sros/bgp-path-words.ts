import { networkPrefix } from '../../domain/ip.ts';
import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { append } from '../../lib/append.ts';
import { asNumberOf } from '../values.ts';

/** A route distinguisher may stand in front of the prefix: two or three words with colons between them. */
export function prefixOf(network: string): string | null {
  return networkPrefix(network) ?? networkPrefix(/^[\d.]{1,15}:\d{1,10}:(.+)$/.exec(network)?.[1] ?? '');
}

const brackets: Record<string, string> = { '{': '}', '(': ')', '[': ']' };

/**
 * `No As-Path`, `65001 65002`, `65001 { 65002 65003 }`, `( 65010 ) 65001`: a set is an array of its own, the sequence of
 * a confederation stands in the path as it is. Null when a word is none of them.
 */
export function asPathOf(text: string): BgpRouteRecord['asPath'] | null {
  // Where two blanks stand a number is gone.
  if (text === '' || text.includes('  ')) return null;
  if (/^No As-Path$/i.test(text)) return [];
  const path: BgpRouteRecord['asPath'] = [];
  let open: { end: string; numbers: number[] } | null = null;
  for (const word of text
    .replace(/[{}()[\]]/g, ' $& ')
    .split(/[ ,]+/)
    .filter((part) => part !== '')) {
    const end = brackets[word];
    if (end !== undefined) {
      if (open) return null;
      open = { end, numbers: [] };
    } else if (open && word === open.end) {
      if (word === ')') append(path, open.numbers);
      else path.push(open.numbers);
      open = null;
    } else {
      const as = asNumberOf(word);
      if (as === null) return null;
      (open?.numbers ?? path).push(as);
    }
  }
  return open ? null : path;
}
