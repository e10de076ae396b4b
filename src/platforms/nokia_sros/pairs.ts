import { differInOne } from '../damaged-label.ts';

/** One `Key : value` of a line. */
export interface Pair {
  key: string;
  /** Without the blanks around it; two blanks stand where there are more. */
  value: string;
  /** More than one blank stands between the colon and the value: the first word of it may be gone. */
  displaced: boolean;
  /** The next key is glued to the value: nobody knows where it begins. */
  glued: boolean;
  /** Where the value of what somebody wrote begins: in lines below that begin there it goes on. */
  column: number | null;
}

/** Lines that hold one pair whose value somebody wrote, or a maker put into a module: anything may stand in it. */
const written =
  /^ *(Interface Description|If Description|Last Reboot Reason|Last Boot Reason|(?:System )?(?:Name|Contact|Location|Coordinates|Description)|Port Description|Vendor Name|Manufacturer|(?:Vendor |Model |Vendor Part |Vendor Serial |Part |Serial )(?:Number|SN)|Comment) *: ?(.*)$/i;

/**
 * `Key : value` pairs of a line, one or two to a line, as SR OS prints details. Columns are two blanks or more apart;
 * what somebody wrote is taken as it stands.
 */
export function pairsOf(line: string): Pair[] {
  if (line.length > 400) return [];
  const free = line.includes(':') ? written.exec(line) : null;
  if (free) {
    const value = (free[2] ?? '').trim();
    return [
      { key: free[1] ?? '', value, displaced: false, glued: false, column: line.length - (free[2] ?? '').length },
    ];
  }
  const parts = line.trim().split(/ {2,}/);
  const pairs: Pair[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    const next = parts[index + 1];
    const last = pairs.at(-1);
    const inside = /^([A-Za-z][^:]{0,34}?)(?: ?:(?: (.*))?| :(\S.*))$/.exec(part);
    if (next?.startsWith(':') && !part.startsWith(':') && !part.includes(' : ')) {
      pairs.push({ key: part, value: next.slice(1).trim(), displaced: next === ':', glued: false, column: null });
      index += 1;
    } else if (inside) {
      const value = (inside[2] ?? inside[3] ?? '').trim();
      pairs.push({ key: inside[1] ?? '', value, displaced: value === '', glued: false, column: null });
    } else if (last) {
      last.glued ||= part.startsWith(':');
      last.value = last.value === '' ? part : `${last.value}  ${part}`;
    }
  }
  return pairs;
}

/** The fields of one block. What is asked for and stands there damaged is handed back. */
export interface Fields {
  has: (...keys: string[]) => boolean;
  /** The words of the first of these keys that is there; null without them and for a word that means nothing. */
  words: (...keys: string[]) => string | null;
  /** What `read` makes of the words; the line is handed back when there are none or `read` gives null. */
  value: <T>(read: (words: string) => T | null, ...keys: string[]) => T | null;
  /** The words of a list; the line is handed back when a word of it may be gone. */
  list: (...keys: string[]) => string[];
  /** The keys that fit, in the order of the lines. */
  keys: (pattern: RegExp) => string[];
  /** Hands the line of the first of these keys back. */
  doubt: (...keys: string[]) => void;
  /** Hands back lines in which one of these keys stands alone: on the device another pair follows on the same line. */
  withPartner: (...keys: string[]) => void;
}

interface Found extends Pair {
  line: string;
  alone: boolean;
}

/** Blanks and case do not tell keys apart: `Serial number`, and `Oper Speed` whose words are glued. */
function bare(key: string): string {
  return key.replaceAll(' ', '').toLowerCase();
}

/** The fields of several lines. Two that differ under one key are both handed back, and neither of them stands. */
export function fieldsOf(lines: readonly string[], unparsed: string[]): Fields {
  const found = new Map<string, Found[]>();
  // What stands where a key may begin, and what follows a value without a blank.
  const lone = new Map<string, string>();
  const tails: { words: string; line: string }[] = [];
  let open: Found | null = null;
  for (const line of lines) {
    if (open && isBelow(line, open.column)) {
      open.value += ` ${line.trim()}`;
      continue;
    }
    open = null;
    const pairs = pairsOf(line);
    if (pairs.length === 0 && line.length < longestKey) lone.set(line.trim(), line);
    for (const pair of pairs) {
      if (pair.glued && tails.length < mostGlued) tails.push({ words: bare(pair.value), line });
      else if (pair.glued) unparsed.push(line);
      else if (pair.value.includes('  ')) lone.set(pair.value.slice(pair.value.lastIndexOf('  ') + 2), line);
      const one: Found = { ...pair, line, alone: pairs.length === 1 };
      if (pair.column !== null) open = one;
      const same = found.get(bare(pair.key));
      if (same) same.push(one);
      else found.set(bare(pair.key), [one]);
    }
  }
  const back = new Set<string>();
  const handBack = (line: string | undefined): void => {
    if (line === undefined || back.has(line)) return;
    unparsed.push(line);
    back.add(line);
  };
  // Of a block of so many keys no device is the author.
  const damagedKey = (key: string): Found | undefined => {
    if (found.size > mostKeys) return undefined;
    for (const [one, lines] of found) if (differInOne(one, key)) return lines[0];
    return undefined;
  };
  const first = (keys: readonly string[]): Found | null => {
    for (const key of keys) {
      const [one, ...more] = found.get(bare(key)) ?? [];
      const damaged = one === undefined ? damagedKey(bare(key)) : undefined;
      if (damaged) {
        handBack(damaged.line);
        return null;
      }
      if (!one) continue;
      const others = more.filter(({ value }) => value !== one.value);
      if (others.length > 0) {
        for (const { line } of [one, ...others]) handBack(line);
        return null;
      }
      if (one.glued) handBack(one.line);
      return one;
    }
    for (const key of keys) {
      for (const start of beginningsOf(key)) handBack(lone.get(start));
      handBack(tails.find(({ words }) => words.includes(bare(key)))?.line);
    }
    return null;
  };
  return {
    has: (...keys) => keys.some((key) => found.has(bare(key))),
    words: (...keys) => wordsOf(first(keys)),
    value: (read, ...keys) => {
      const one = first(keys);
      const words = wordsOf(one);
      const value = words === null ? null : read(words);
      if (one && value === null && (one.value === '' || words !== null)) handBack(one.line);
      return value;
    },
    list: (...keys) => {
      const one = first(keys);
      if (one && (one.displaced || one.value.includes('  '))) handBack(one.line);
      return wordsOf(one)?.split(/ +/) ?? [];
    },
    keys: (pattern) => [...found.values()].flatMap(([one]) => (one && pattern.test(one.key) ? [one.key] : [])),
    doubt: (...keys) => {
      const one = first(keys);
      if (one) handBack(one.line);
    },
    withPartner: (...keys) => {
      for (const key of keys) for (const { alone, line } of found.get(bare(key)) ?? []) if (alone) handBack(line);
    },
  };
}

function isBelow(line: string, column: number | null): boolean {
  return column !== null && line.length > column && line.search(/\S/) === column;
}

const longestKey = 35;

/** A block with more lines like that is none of the device's: they are handed back without a look at what they hold. */
const mostGlued = 50;

const mostKeys = 300;

/** `IPv4`, `IPv4 Recd.` of `IPv4 Recd. Prefixes`: what is left of a line that ends inside of its key. */
function beginningsOf(key: string): string[] {
  const words = key.split(' ');
  return words.slice(1).map((_, end) => words.slice(0, end + 1).join(' '));
}

function wordsOf(pair: Pair | null): string | null {
  return pair === null || nothing.has(pair.value.toLowerCase()) ? null : pair.value;
}

const nothing = new Set([
  '',
  'n/a',
  'none',
  '-',
  '(not specified)',
  'not specified',
  'none specified',
  'unknown',
  'never',
]);
