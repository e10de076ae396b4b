import { append } from '../../lib/append.ts';
import { incomplete, notUnderstood, type Rows, refusal, rejected, settle } from '../parsed.ts';
import type { Parsed } from '../platform.ts';
import { isTooLong, textLines, withWholeTail } from '../text-lines.ts';
import { withoutPager } from './pager.ts';
import { rejectedBySros } from './rejected.ts';

/** A heading between two double rules and what stands below it, without blank lines. Single rules are "---". */
export interface Section {
  title: string;
  lines: string[];
  /** A rule stands behind the last row. */
  closed: boolean;
  /** The end of the screen was seen, which a single rule inside of it is not. */
  ended: boolean;
}

/**
 * Reads the sections whose title fits. The screen is not known when there is none; it is incomplete when the last one
 * has no closing rule or the last line no end.
 */
export function readSections<R>(
  output: string,
  title: RegExp,
  read: (sections: Section[]) => Rows<R>,
  alone = false,
): Parsed<R> {
  const { lines, cut } = withWholeTail(textLines(withoutPager(output)), shortened);
  const words = refusal(
    lines
      .slice(0, 60)
      .filter((line) => !isAround(line))
      .join('\n'),
    rejectedBySros,
  );
  if (words !== null) return rejected(words);
  const { sections, above, swallowed } = sectionsOf(lines);
  const wanted = sections.filter((section) => title.test(section.title));
  if (wanted.length === 0) {
    const nothing = cut === null && lines.every((line) => isAround(line));
    return nothing ? incomplete([], 'the device printed nothing') : notUnderstood(output);
  }
  const rows = read(wanted);
  append(rows.unparsed, swallowed);
  append(rows.unparsed, damagedFrame(lines, sections));
  if (alone) {
    for (const line of above) rows.unparsed.push(line);
    append(
      rows.unparsed,
      sections.filter((one) => !wanted.includes(one)).map((one) => one.title),
    );
  }
  if (rows.incomplete !== undefined) return settle(rows);
  // Rules are equally long: a shorter one may have rows below it.
  const isClosed = cut !== null && isRule(cut) && lines.includes(cut);
  if (cut !== null && !isAround(cut) && !isClosed)
    return settle({ ...rows, incomplete: `the last line has no end and may be cut: "${cut.trim().slice(0, 80)}"` });
  const open = sections.at(-1)?.closed === false && !isClosed;
  return settle(open ? { ...rows, incomplete: 'the table has no end: the answer was cut off' } : rows);
}

/** As `readSections`, where the screen has sections of these titles alone: another title may be a damaged one. */
export function readTables<R>(output: string, title: RegExp, read: (sections: Section[]) => Rows<R>): Parsed<R> {
  return readSections(output, title, read, true);
}

/** Lines that are no part of an answer: echo, prompts of both engines, times, events of the log. */
export function isAround(line: string): boolean {
  // Rows and rules are the most of an answer: they are told apart before anything costs time.
  if (line === '') return true;
  if (isTooLong(line) || line.startsWith('==') || line.startsWith('--')) return false;
  const bare = line.trim();
  return bare === '' || around.test(bare);
}

const prompts = [
  /^[!*]{0,2}[A-Da-d]:[\w.@-]{1,64}(?:>[\w>.-]{1,100})?[#$]$/,
  /^[!*]{0,2}(?:\((?:ex|gl|pr|ro)\))?\[(?:[\w:]{0,4}\/?[^\]]{0,200})?\]$/,
];

const terminal = [
  /^[!*]{0,2}[A-Da-d]:[\w.@-]{1,64}(?:>[\w>.-]{1,100})?[#$] .{0,250}$/,
  ...prompts,
  /^\/?(?:show|ping|traceroute|environment) [\w.:/| "-]{1,200}$/,
  /^[\w.@()/:-]{1,63}[>#%](?: ?\/?(?:show|ping|traceroute) .{0,250})?$/,
  /^\[[\w@.~ /-]{1,80}\]\$ .{0,200}$/,
  /^INFO: /,
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{1,6}(?:Z|[+-]\d{2}:\d{2})$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} +\d{1,2} \d{2}:\d{2}:\d{2} [A-Z]{1,5} \d{4}$/,
  /^Press any key to continue/,
];

/** One pattern, because each look at a line has its cost. */
const around = anyOf([
  ...terminal,
  /^\d{1,9} \d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2}\.\d{1,3} [A-Z]{1,5} (?:CRITICAL|MAJOR|MINOR|WARNING|INDETERMINATE|CLEARED): /,
]);

const ofTerminal = anyOf(terminal);

/** Echo, prompts and times: what a log has around its events. */
export function isOfTerminal(line: string): boolean {
  return !isTooLong(line) && ofTerminal.test(line.trim());
}

function anyOf(patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'));
}

/** Stands behind the last row of a screen with shortened words, and nowhere else. */
const shortened = /^\* indicates that the corresponding row element may have been truncated\.$/;

/** Standing text below and above tables. */
const furniture =
  /^(?:\* indicates that the corresponding|Legend ?[:-]|Flags ?: [a-z] =|No\. of |Number of |[A-Z] = |\* = )/;

function isRule(line: string): boolean {
  return /^\s*(?:={10,}|-{10,})$/.test(line);
}

/** No title has one, nor a line below it; what stands in a legend is indented. */
const pair = /^[A-Z][\w -]{1,30}? : /;

/** Rules in which a character is another one, and titles that lost a rule: what stands below them is told of another title, or of none. */
function damagedFrame(lines: readonly string[], sections: readonly Section[]): string[] {
  const titles = new Set(sections.map(({ title }) => title).filter((title) => title.includes(' ')));
  return [
    ...lines.filter((line) => /^ *[-=]{10,}[^-=]{1,2}[-=]{10,}$/.test(line)),
    ...sections.flatMap((section) => section.lines.filter((line) => titles.has(line))),
    ...[...titles].filter((title) => pair.test(title)),
  ];
}

function end(section: Section): void {
  section.closed = true;
  section.ended = true;
}

/** A page may show the whole screen further to the right: most of its double rules say how far. */
export function withoutIndent(lines: string[]): string[] {
  const counted = new Map<number, number>();
  for (const line of lines) {
    const indent = /^([ \t]*)={10,}$/.exec(line)?.[1]?.length;
    if (indent !== undefined) counted.set(indent, (counted.get(indent) ?? 0) + 1);
  }
  const [indent = 0] = [...counted].toSorted(([, one], [, other]) => other - one)[0] ?? [];
  return indent === 0 ? lines : lines.map((line) => (line.slice(0, indent).trim() === '' ? line.slice(indent) : line));
}

/** A rule further to the right than the others, and as long as they are, is a rule all the same. */
function rulesInPlace(lines: readonly string[]): string[] {
  const lengths = new Set(lines.flatMap((line) => (/^(?:={10,}|-{10,})$/.test(line) ? [line.length] : [])));
  return lines.map((line) => {
    const bare = line.startsWith(' ') && isRule(line) ? line.trim() : line;
    return lengths.has(bare.length) ? bare : line;
  });
}

/**
 * `above` is what stands below a rule and above the first title that has both of its rules: rows whose title is damaged.
 * `swallowed` are pairs that would be lines of a title, for the rule below it is lost.
 */
function sectionsOf(raw: string[]): { sections: Section[]; above: string[]; swallowed: string[] } {
  const above: string[] = [];
  const swallowed: string[] = [];
  if (!raw.some((line) => line.includes('=========='))) return { sections: [], above, swallowed };
  const lines = rulesInPlace(withoutIndent(raw).filter((line) => !isAround(line)));
  const sections: Section[] = [];
  let current: Section | null = null;
  let rules = 0;
  let ruled = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (/^={10,}$/.test(line)) {
      const title = titleAt(lines, at + 1);
      ruled = !/^ ?Legend/.test(title?.text ?? '');
      if (current) end(current);
      if (title !== null && !/^ ?Legend/.test(title.text)) {
        current = { title: title.text, lines: [], closed: false, ended: false };
        sections.push(current);
        rules = 0;
      }
      if (title !== null)
        append(
          swallowed,
          lines.slice(at + 2, at + 1 + title.length).filter((one) => pair.test(one)),
        );
      // The rule below one title may be the one above the next.
      if (title !== null) at += isChained(lines, at + title.length + 1) ? title.length : title.length + 1;
    } else if (/^-{10,}$/.test(line)) {
      rules += 1;
      if (current) {
        current.lines.push('---');
        current.closed = rules > 1;
      }
    } else if (current) {
      current.lines.push(line);
      if (shortened.test(line.trim())) end(current);
      else if (!furniture.test(line.trim())) current.closed = false;
    } else if (ruled) above.push(line);
  }
  // A prompt shows that nothing was to come.
  const last = raw.findLast((line) => line.trim() !== '')?.trim() ?? '';
  if (current && prompts.some((prompt) => prompt.test(last))) end(current);
  return { sections, above, swallowed };
}

/** True when the rule is followed by a single line and another rule, and that line is no pair and no notice. */
function isChained(lines: readonly string[], rule: number): boolean {
  const [text = '', next = ''] = lines.slice(rule + 1, rule + 3);
  return /^={10,}$/.test(next) && /^\S/.test(text) && !/[:=]|^(?:No |[-=]{10,}$)/.test(text);
}

/** One to six lines that stand between two double rules; the first of them is the title. */
function titleAt(lines: readonly string[], from: number): { text: string; length: number } | null {
  for (let length = 1; length <= 6; length += 1) {
    const line = lines[from + length];
    if (/^-{10,}$/.test(lines[from + length - 1] ?? '---------- ')) return null;
    if (line !== undefined && /^={10,}$/.test(line)) {
      if (/^={10,}$/.test(lines[from] ?? '')) return null;
      return { text: (lines[from] ?? '').trim(), length };
    }
  }
  return null;
}
