/** The exact prompt of one terminal, learned from it: lines that belong to it (Junos' {master:0}) and the last one. */
export interface Prompt {
  context: readonly string[];
  line: string;
}

/** The prompt in the reply to an empty line. */
export function promptIn(shown: string): Prompt {
  const lines = wordyLines(shown);
  return { context: lines.slice(0, -1).slice(-mostContext), line: lines.at(-1) ?? '' };
}

export function samePrompt(one: Prompt, other: Prompt): boolean {
  return one.line !== '' && one.line === other.line && one.context.join('\n') === other.context.join('\n');
}

/** What stands behind the last line end. */
export function lastLine(text: string): string {
  return text.slice(lineStart(text, text.length));
}

/** `exact`: the last line is the prompt. `glued`: it ends with the prompt, after output without a final newline. */
export function promptAtEnd(shown: string, prompt: Prompt): 'exact' | 'glued' | null {
  return promptAt(shown, shown.length, prompt);
}

/**
 * The prompt, nothing typed, and the prompt again: only a terminal that waits for a command shows that. A device that
 * echoes an empty line ahead of its turn prints both prompts on one line.
 */
export function promptTwiceAtEnd(shown: string, prompt: Prompt): boolean {
  const end = shown.length;
  if (onOneLine(lastWords(shown, end), prompt)) return true;
  return promptAt(shown, end, prompt) === 'exact' && promptAt(shown, beforePrompt(shown, end, prompt), prompt) !== null;
}

/** The prompt that both of two empty lines were answered with, when the reply is nothing but that. */
export function promptFromTwo(shown: string): Prompt | null {
  const lines = wordyLines(shown);
  return lines.length > 2 * (mostContext + 1) ? null : alike(lines, lines.length / 2);
}

/**
 * The prompt that stands twice at the end where the pinned one should: the host was renamed, or a mark before the prompt
 * (unsaved, uncommitted) came or went. Null when the last lines are not two alike.
 */
export function changedPrompt(shown: string, pinned: Prompt): Prompt | null {
  const size = pinned.context.length + 1;
  const lines: string[] = [];
  for (let end = shown.length; end >= 0 && lines.length < 2 * size; ) {
    const feed = end === 0 ? -1 : shown.lastIndexOf('\n', end - 1);
    const line = shown.slice(feed + 1, end).trimEnd();
    if (line !== '') lines.unshift(line);
    end = feed;
  }
  return alike(lines, size);
}

function alike(lines: readonly string[], half: number): Prompt | null {
  if (half < 1 || lines.length !== 2 * half) return null;
  const one = lines.slice(0, half);
  if (one.join('\n') !== lines.slice(half).join('\n')) return null;
  return { context: one.slice(0, -1), line: one.at(-1) ?? '' };
}

/** The answer alone: without the echo of the command and up to `prompts` at the end; a final newline tells a whole last line. */
export function answerOf(shown: string, command: string, prompt: Prompt | null, prompts = 2): string {
  let end = shown.length;
  if (prompt) {
    for (let round = 0; round < prompts; round += 1) {
      const both = onOneLine(lastWords(shown, end), prompt);
      if (!both && promptAt(shown, end, prompt) === null) break;
      end = beforePrompt(shown, both ? lineStart(shown, end) + prompt.line.length : end, prompt);
      if (both) break;
    }
  }
  const start = afterEcho(shown, end, command, prompt?.line ?? '');
  if (start >= end) return '';
  const answer = shown.slice(start, end);
  // What was glued to a prompt is no whole line. A slice alone would be slower to read, character by character.
  return shown[end] === '\n' ? `${answer}\n` : answer;
}

/** Whether the terminal repeated the command, wrapped or not: what it shows behind that is the answer, even when it is nothing. */
export function hasEcho(shown: string, command: string, { line }: Prompt): boolean {
  return afterEcho(shown, shown.length, command, line) > afterBlanks(shown, shown.length);
}

/** Nothing but empty lines and a few prompts. */
export function isOnlyPrompts(shown: string, prompt: Prompt): boolean {
  if (shown.length > longestPrompts) return false;
  return wordyLines(shown).every(
    (line) => line === prompt.line || onOneLine(line, prompt) || prompt.context.includes(line),
  );
}

function onOneLine(last: string, { line }: Prompt): boolean {
  return last.length <= 2 * line.length + 1 && (last === `${line}${line}` || last === `${line} ${line}`);
}

/** Like `promptAtEnd`, for the text up to `end`. */
function promptAt(shown: string, end: number, { line }: Prompt): 'exact' | 'glued' | null {
  const last = lastWords(shown, end);
  if (last === line) return 'exact';
  return last.endsWith(line) ? 'glued' : null;
}

/** Where the text ends without the prompt at `end`, its context lines and the blank lines before it, glued or not. */
function beforePrompt(shown: string, end: number, prompt: Prompt): number {
  const start = lineStart(shown, end);
  const glued = lastWords(shown, end).length - prompt.line.length;
  if (glued > 0) return start + glued;
  let rest = beforeBlanks(shown, start - 1);
  for (const context of prompt.context.toReversed()) {
    const above = lastWords(shown, rest);
    // Output without a final newline, and a prompt of two lines behind it.
    if (above !== context && above.endsWith(context) && context === prompt.context[0])
      return lineStart(shown, rest) + above.length - context.length;
    if (above !== context) break;
    rest = beforeBlanks(shown, lineStart(shown, rest) - 1);
  }
  return rest;
}

/** The end of the last line up to `end` that is not blank; 0 when there is none. */
function beforeBlanks(text: string, end: number): number {
  const words = text.slice(0, Math.max(0, end)).trimEnd().length;
  return words === 0 ? 0 : lineEnd(text, words, end);
}

/** The last line up to `end`, without blanks behind it. */
function lastWords(text: string, end: number): string {
  return text.slice(lineStart(text, end), end).trimEnd();
}

function lineStart(text: string, end: number): number {
  return end === 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
}

function lineEnd(text: string, start: number, end: number): number {
  const feed = text.indexOf('\n', start);
  return feed === -1 || feed > end ? end : feed;
}

/**
 * Where the text up to `end` begins behind the echo. Devices echo the command, some wrap it at their width and some
 * print it twice when they fall behind; others do not echo at all. A wrapped echo is put together again before it is
 * compared; prompts that were drawn anew in front of it go with it.
 */
function afterEcho(shown: string, end: number, command: string, prompt: string): number {
  const wanted = squeeze(command);
  const before = squeeze(prompt);
  let rest = afterBlanks(shown, end);
  for (let round = 0; round < 2; round += 1) {
    let joined = '';
    let start = rest;
    for (let taken = 0; taken < longestWrap && start <= end; taken += 1) {
      const stop = lineEnd(shown, start, end);
      const words = squeeze(shown.slice(start, stop));
      start = stop + 1;
      if (joined === '' && words === before) continue;
      joined += words;
      const bare = joined.startsWith(before) ? joined.slice(before.length) : joined;
      if (bare === wanted || joined === wanted) {
        rest = start;
        break;
      }
      if (!wanted.startsWith(bare) && !wanted.startsWith(joined)) return rest;
    }
  }
  return rest;
}

/** The start of the first line that is not blank. */
function afterBlanks(text: string, end: number): number {
  const words = end - text.slice(0, end).trimStart().length;
  return words === end ? end : lineStart(text, words);
}

const longestWrap = 6;

/** Longer texts are more than a few prompts in a row. */
const longestPrompts = 800;

/** Lines that belong to a prompt besides its last one. */
const mostContext = 3;

function squeeze(text: string): string {
  return text.replace(/\s/g, '');
}

/** The lines that are not blank, without blanks behind them. */
function wordyLines(shown: string): string[] {
  return shown
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}
