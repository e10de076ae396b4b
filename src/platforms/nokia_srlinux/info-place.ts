import { differInOne } from '../damaged-label.ts';
import { firstKeyOf, type Place, placeIn } from './info-keys.ts';

const context = /^--\{.{0,100}\}--\[(.{0,200})\]--$/;
const asked = /^(?:[A-Z]:[\w.@-]{1,63})?# ?info +from +state(?: +([^|]{1,200}))?$/;
const prompt = /^[A-Z]:[\w.@-]{1,63}#(?: .*)?$/;
/** Words of the command that are no part of the path: with these the answer has another form. */
const options = new Set(['with-context', 'flat', 'detail', 'depth', 'from']);
const firstWord = /^([a-z][\w-]{0,60})(?: |$)/;

/** No path to what we read has as many words by far. */
const longest = 40;

/**
 * Newer releases print what stands at the path that was asked without the branches that lead there, and every release
 * does so for what was asked inside of a working context. These branches are put around the answer, where the command
 * stands above it and the prompt below it shows that it is whole; any other output is given as it is.
 */
export function withBranches(output: string): string {
  if (!output.includes('info ')) return output;
  const lines = output.split('\n');
  const start = lines.findIndex((line) => line.length <= 400 && asked.test(line.trim()));
  const words = start < 0 ? null : pathOf(lines, start);
  const opened = words && openingsOf(words);
  const first = lines.slice(start + 1).find((line) => line.trim() !== '');
  if (!words || !opened || first === undefined || first.length > 400) return output;
  // What begins with the first word of the path, or what is left of it, has its branches.
  const begin = firstWord.exec(first.trim())?.[1];
  if (begin === undefined || begin === words[0] || differInOne(begin, words[0] ?? '')) return output;
  const end = lines.findIndex((line, at) => at > start && line.length <= 400 && isPrompt(line.trim()));
  if (end < 0) return output;
  const closings = opened.map(() => '}');
  return [
    ...lines.slice(0, start + 1),
    ...opened,
    ...lines.slice(start + 1, end),
    ...closings,
    ...lines.slice(end),
  ].join('\n');
}

function isPrompt(line: string): boolean {
  return context.test(line) || prompt.test(line);
}

/** The words of the path from the root; null where it has a part that is no single branch. */
function pathOf(lines: readonly string[], start: number): string[] | null {
  const path = (asked.exec(lines[start]?.trim() ?? '')?.[1] ?? '').trim();
  const above = lines.slice(0, start).findLast((line) => line.trim() !== '') ?? '';
  const within = above.length > 400 ? '' : (context.exec(above.trim())?.[1] ?? '').trim();
  const isAbsolute = path.startsWith('/');
  const words = `${isAbsolute ? '' : within} ${path.replace(/^\//, '')}`.split(' ').filter(Boolean);
  const isPlain = words.every((word) => /^[\w./:%-]{1,120}$/.test(word) && !options.has(word));
  return words.length > 0 && words.length <= longest && isPlain ? words : null;
}

/** The line that opens each branch of the path; null where a list has no key, or more than one. */
function openingsOf(words: readonly string[]): string[] | null {
  const lines: string[] = [];
  let place: Place = { name: '', within: null };
  for (let at = 0; at < words.length; at += 1) {
    const name = words[at] ?? '';
    if (!firstWord.test(name)) return null;
    if (firstKeyOf(name, place) === null) lines.push(`${name} {`);
    else {
      at += 1;
      if (words[at] === undefined) return null;
      lines.push(`${name} ${words[at]} {`);
    }
    place = placeIn(place, name);
  }
  return lines;
}
