import type { Parsed } from './platform.ts';
import { isTooLong } from './text-lines.ts';

/** What an author marks a line with, before it: none of these is part of a word or a figure. */
const before =
  /^(\s*)((?:[-=]{1,9}>|<[-=]{1,9}|>{1,9}|\*{1,3}|\+{1,2}|-{1,2}|!{1,3}|#{1,6}|~{1,2}|[→►▶•·✗✘✓✔»|]|\/\/|\(?\d{1,2}\)|\[\d{1,2}\])\s|[>+!#~|→►▶•✗✘✓✔»])(?=\s*(?:[!*~^|:-]?\s{0,40}["(]?[A-Za-z\d_]|\+-|[-=]{5}))/;
/** Behind it: from the mark to the end. */
const behind =
  /(?<=\S)\s{1,200}(<[-=]{1,60}>?|<{2,9}|[-=]{1,60}>|>{2,9}|[←→►◄✗✘✓✔•]|#{1,40}|!{1,9}|\/\/|\/\*|\*{2,9}|;|\^{1,9}|\?{1,5}|[|\\](?=\s*$))(?:\s.{0,300})?\s*$/;
const ending = /\s(?:<|[-=]{1,9}>|>>|[#!*;^?|\\]|\/[/*]|[^\x20-\x7e])/;
/** Around words of it. */
const around: readonly RegExp[] = [
  /^\*\*(.{1,400})\*\*\s*$/g,
  /\*\*(?=[^\s*])([^*\n]{1,200})(?<=\S)\*\*/g,
  /__(?=[^\s_])([^\n]{1,200}?)(?<=[^\s_])__/g,
  /~~(?=[^\s~])([^~\n]{1,200})(?<=\S)~~/g,
  /==(?=[^\s=])([^=\n]{1,200})(?<=\S)==/g,
  /`([^`\n]{1,200})`/g,
  /\[[bius]\]([^[\]\n]{1,200})\[\/[bius]\]/g,
  /(?<![\w*])\*(?=[\w/.])([^*\n]{1,100})(?<=\w)\*(?![\w*])/g,
  /(?<![\w/.-])_(?=[^\s_])(\S{1,60}?)(?<=[^\s_])_(?!\w)/g,
];
/** Most lines have no two such signs. */
const wrapping = /\*\S[^*]*\*|_\S+_|~~[^~]+~~|==[^=]+==|`[^`]+`|\[\/[bius]\]/;
/** A line of the author's own. */
const remark = /^\s*(#{1,6}|!{2,3}|\/\/|<[-=]{1,40}|[-=]{1,40}>|\^{1,40})\s+\S/;
const typographic = /[“”„‟«»‘’‚′″–—―…]/;
const underlined = /(?<!\w)_|_(?!\w)/;
/** Behind it stands the description. */
const bareDescription = /descr[\w ]{0,20}:$/i;
/** A row of a table that is drawn with bars. */
const framed = /^\s*(?:\||\+[-=+])(?!.*[|+]\s+\|\s*$).*[|+]\s*$/;
/** Most lines hold no sign at all that marks. */
const plain = /^\s*(?:[\w.:,"'][\w\s.:/,"'-]*)?$/;

const ofRows =
  /^\s{0,40}(?:[*>=]{1,3}\s{0,60}(?:[a-z](?![a-z-]*:\d)|\d(?!\d*:\d+\s)|[A-Z]{1,2}\s{2}|$)|[+#!~|-]{1,3}\s{0,60}(?:[a-z]{1,3}(?![a-z])|\d(?!\d*:\d+\s))|\d|[A-Za-z][A-Za-z ]{0,4}[*>])/;

/** A line that an author may have marked. */
interface Suspect {
  at: number;
  mark: string;
  /** How it may have been without the mark: moved to the left by it or not. */
  without: string[];
}

function suspectsIn(line: string, at: number, diagnostic: string): Suspect[] {
  if (isTooLong(line) || (plain.test(line) && !underlined.test(line))) return [];
  const suspects: Suspect[] = [];
  if (typographic.test(line)) suspects.push({ at, mark: 'signs of a word processor', without: [withAscii(line)] });
  if (framed.test(line)) return suspects;
  if (wrapping.test(line))
    for (const marks of around) {
      const unwrapped = line.replace(marks, '$1');
      if (unwrapped !== line) suspects.push({ at, mark: signAround(line, unwrapped), without: [unwrapped] });
    }
  const end = ending.test(line) ? behind.exec(line) : null;
  if (end && !bareDescription.test(line.slice(0, end.index)))
    suspects.push({ at, mark: `"${end[1]}" behind a line`, without: [line.slice(0, end.index)] });
  if (ownMarks[diagnostic]?.test(line)) return suspects;
  const [whole = '', indent = '', sign = ''] = before.exec(line) ?? [];
  const rest = line.slice(whole.length);
  if (whole !== '')
    suspects.push({
      at,
      mark: `"${sign.trim()}" before a line`,
      without: [indent + rest, indent + ' '.repeat(sign.length) + rest],
    });
  const sole = remark.exec(line)?.[1];
  if (sole !== undefined) suspects.push({ at, mark: `a remark behind "${sole}"`, without: [''] });
  return suspects;
}

/** A star, an arrow or a number before a row is the device's own in these. */
const ownMarks: Readonly<Record<string, RegExp>> = {
  route: ofRows,
  'bgp-route': ofRows,
  'mac-table': ofRows,
  ntp: /^/,
  traceroute: /^\s{0,40}(?:[!*]\s{0,4}\d|\d)/,
};

function signAround(line: string, unwrapped: string): string {
  const at = [...line].findIndex((character, place) => character !== unwrapped[place]);
  return `"${line[at] ?? ''}" around words`;
}

function withAscii(line: string): string {
  return line
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‘’‚′]/g, "'")
    .replace(/[–―]/g, '-')
    .replace(/—/g, '--')
    .replace(/…/g, '...');
}

/** The text is read again as often as this at most, a long one less often. */
const mostReadings = 40;
const mostRead = 1_000_000;
/** Nobody marks more lines by hand. */
const mostMarked = 2_000;
/** A text with more of them is drawn with such signs. */
const mostSuspects = 20_000;

/**
 * The lines with something in them that no device may have printed and that changes what is read, and what that is.
 * The text is read once more without each kind of them; where that says the same, the device's own signs were it.
 */
export function markedLines<R>(
  text: string,
  diagnostic: string,
  reading: Parsed<R>,
  read: (text: string) => Parsed<R>,
): { lines: string[]; mark: string } | null {
  if (/^\s*[{[]/.test(text)) return null;
  const lines = text.split('\n');
  const suspects: Suspect[] = [];
  for (const [at, line] of lines.entries()) {
    suspects.push(...suspectsIn(line, at, diagnostic));
    if (suspects.length > mostSuspects) return null;
  }
  let readings = Math.max(1, Math.min(mostReadings, Math.floor(mostRead / (text.length + 1))));
  const isChangedBy = (some: readonly Suspect[]) =>
    ways(some).some((way) => {
      if (readings === 0) return false;
      readings -= 1;
      const bare = [...lines];
      for (const { at, without } of some) bare[at] = without[way] ?? without[0] ?? '';
      const again = read(bare.join('\n'));
      return isUnderstood(again) && !saysTheSame(reading, again);
    });
  // A device prints its own signs on many lines, an author marks few.
  const kinds = [...Map.groupBy(suspects, ({ mark }) => mark).values()]
    .filter(({ length }) => length <= mostMarked)
    .sort((a, b) => a.length - b.length);
  for (const kind of kinds) {
    const isKind = isChangedBy(kind);
    const marked = kind.length === 1 || readings === 0 ? [] : kind.filter((one) => isChangedBy([one]));
    const [first] = kind;
    if (first && (isKind || marked.length > 0))
      return { lines: (marked.length > 0 ? marked : kind).map(({ at }) => lines[at] ?? ''), mark: first.mark };
  }
  return null;
}

function ways(some: readonly Suspect[]): number[] {
  const most = some.reduce((length, { without }) => Math.max(length, without.length), 0);
  return Array.from({ length: most }, (_, way) => way);
}

function isUnderstood({ outcome }: Parsed<unknown>): boolean {
  return outcome === 'ok' || outcome === 'empty';
}

/** What is read of a text that is not understood as a whole has to be a part of what is read without the marks, with no other value. */
function saysTheSame<R>(reading: Parsed<R>, again: Parsed<R>): boolean {
  if (isUnderstood(reading)) return isSame(reading.records, again.records);
  const known = new Set(again.records.map((record) => JSON.stringify(record)));
  return reading.records.every(
    (record) => known.has(JSON.stringify(record)) || again.records.some((other) => isSame(record, other, '', true)),
  );
}

/** Words of people, in which such a mark may be their own. */
const free: ReadonlySet<string> = new Set(['description', 'neighborDescription', 'message', 'comment']);

/** `*** uplink ***`, `--> spine1`: a description of nothing but the mark. */
function isOwnWords(words: string): boolean {
  if (!/[\p{L}\d]/u.test(words)) return false;
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const isFramed = /[^\w\s`]/.test(first) && last === (mirrored[first] ?? first);
  return isFramed || /^(?:[-=]{1,9}>|>{2,9}|\*{2,9})/.test(words);
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '(': ')', '[': ']', '{': '}', '>': '<' };

function isSame(one: unknown, other: unknown, key = '', mayLack = false): boolean {
  if (one === other || (mayLack && one === null)) return true;
  if (typeof one === 'string' && other === null) return free.has(key) && isOwnWords(one);
  if (typeof one === 'string' && typeof other === 'string')
    return free.has(key) && other !== '' && lettersOf(one).includes(lettersOf(other));
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (mayLack && Array.isArray(one) && one.length === 0) return true;
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length && keys.every((name) => isSame(left[name], right[name], name, mayLack))
  );
}

function lettersOf(words: string): string {
  return words.replace(/[^\p{L}\d]/gu, '');
}
