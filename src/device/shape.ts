import { isIP } from 'node:net';

/**
 * Matches a line word by word against shapes such as `interface <interface>`. A word stands for itself, `<slot>` for
 * one value. Written apart from the renderers of the platforms, without regular expressions, so that one mistake
 * cannot be in both.
 */
export function fitsShape(words: readonly string[], shape: string): boolean {
  return valuesIn(words, shape) !== null;
}

/** The values of the slots when the line has this shape, else null. */
export function valuesIn(words: readonly string[], shape: string): Partial<Record<Slot, string>> | null {
  const pattern = shape.split(' ');
  if (pattern.length !== words.length) return null;
  const values: Partial<Record<Slot, string>> = {};
  for (const [index, part] of pattern.entries()) {
    const word = words[index] ?? '';
    if (!part.startsWith('<')) {
      if (part !== word) return null;
      continue;
    }
    const slot = part.slice(1, -1) as Slot;
    if (!slots[slot](word)) return null;
    values[slot] = word;
  }
  return values;
}

export type Slot =
  | 'interface'
  | 'port'
  | 'address'
  | 'peer'
  | 'prefix'
  | 'mac'
  | 'name'
  | 'vrf'
  | 'asn'
  | 'unit'
  | 'count'
  | 'size'
  | 'seconds'
  | 'minutes'
  | 'lines'
  | 'timer'
  | 'tag';

export const slots: Record<Slot, (word: string) => boolean> = {
  interface: isInterface,
  port: (word) => isName(word, '/.-:', 24),
  address: (word) => isIP(word) !== 0 && !word.includes('%'),
  peer: (word) => slots.address(word) || isInterface(word),
  prefix: isPrefix,
  mac: isMac,
  name: (word) => isName(word, '_.:-', 64),
  vrf: (word) => isName(word, '_.:-', 32),
  asn: (word) => isNumber(word, 1, 4_294_967_294),
  unit: (word) => isNumber(word, 0, 1_073_741_823),
  count: (word) => isNumber(word, 1, 10),
  size: (word) => isNumber(word, 36, 9_000),
  seconds: (word) => isNumber(word, 1, 5),
  minutes: (word) => isNumber(word, 1, 60),
  lines: (word) => isNumber(word, 1, 200),
  timer: isTimer,
  tag: (word) => word.startsWith('ringdown-') && isName(word, '-', 48),
};

const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Letters first, then numbers with / : . and - between; covers Ethernet1/1, et-0/0/1.0, ae0, swp1s0 and lo. */
function isInterface(word: string): boolean {
  return (
    word.length <= 64 &&
    letters.includes(word[0] ?? ' ') &&
    consistsOf(word, `${letters}${digits}/:.-_`) &&
    !word.includes('--')
  );
}

function isName(word: string, extra: string, longest: number): boolean {
  return (
    word.length <= longest &&
    `${letters}${digits}`.includes(word[0] ?? ' ') &&
    consistsOf(word, `${letters}${digits}${extra}`)
  );
}

function isNumber(word: string, least: number, most: number): boolean {
  if (word.length > 10 || !consistsOf(word, digits) || (word.length > 1 && word.startsWith('0'))) return false;
  return Number(word) >= least && Number(word) <= most;
}

/** Address, a slash and a length that the family has. */
function isPrefix(word: string): boolean {
  const [address = '', length = '', ...more] = word.split('/');
  const family = isIP(address);
  return more.length === 0 && slots.address(address) && isNumber(length, 0, family === 4 ? 32 : 128);
}

/** Twelve hex digits, in six pairs or three groups of four. */
function isMac(word: string): boolean {
  const groups = word.includes('.') ? word.split('.') : word.split(word.includes('-') ? '-' : ':');
  const size = groups.length === 3 ? 4 : 2;
  return (
    (groups.length === 3 || groups.length === 6) &&
    groups.every((group) => group.length === size && consistsOf(group, '0123456789abcdefABCDEF'))
  );
}

/** hh:mm:ss of at most one hour. */
function isTimer(word: string): boolean {
  const parts = word.split(':');
  if (parts.length !== 3 || parts.some((part) => part.length !== 2 || !consistsOf(part, digits))) return false;
  const [hours = 0, minutes = 0, seconds = 0] = parts.map(Number);
  const total = hours * 3_600 + minutes * 60 + seconds;
  return minutes < 60 && seconds < 60 && total > 0 && total <= 3_600;
}

function consistsOf(word: string, alphabet: string): boolean {
  if (word === '') return false;
  for (const character of word) if (!alphabet.includes(character)) return false;
  return true;
}
