import { sanitise } from '../lib/sanitise.ts';

/** The exact prompt of one terminal, learned from it: lines that belong to it (Junos' {master:0}) and the last one. */
export interface Prompt {
  context: readonly string[];
  line: string;
}

/** The prompt in the reply to an empty line. */
export function promptIn(reply: string): Prompt {
  const lines = shownLines(reply).filter((line) => line !== '');
  return { context: lines.slice(0, -1).slice(-mostContext), line: lines.at(-1) ?? '' };
}

export function samePrompt(one: Prompt, other: Prompt): boolean {
  return one.line !== '' && one.line === other.line && one.context.join('\n') === other.context.join('\n');
}

/** `exact`: the last line is the prompt. `glued`: it ends with the prompt, after output without a final newline. */
export function promptAtEnd(lines: readonly string[], prompt: Prompt): 'exact' | 'glued' | null {
  const last = lines.at(-1)?.trimEnd() ?? '';
  if (last === prompt.line) return 'exact';
  return last.endsWith(prompt.line) ? 'glued' : null;
}

/**
 * The prompt, nothing typed, and the prompt again: only a terminal that waits for a command shows that. A device that
 * echoes an empty line ahead of its turn prints both prompts on one line.
 */
export function promptTwiceAtEnd(lines: readonly string[], prompt: Prompt): boolean {
  const last = lines.at(-1)?.trimEnd() ?? '';
  if (onOneLine(last, prompt)) return true;
  return last === prompt.line && promptAtEnd(withoutPrompt(lines, prompt), prompt) !== null;
}

/** The prompt that both of two empty lines were answered with, when the reply is nothing but that. */
export function promptFromTwo(reply: string): Prompt | null {
  const lines = shownLines(reply).filter((line) => line !== '');
  return lines.length > 2 * (mostContext + 1) ? null : alike(lines, lines.length / 2);
}

/**
 * The prompt that stands twice at the end where the pinned one should: the host was renamed, or a mark before the prompt
 * (unsaved, uncommitted) came or went. Null when the last lines are not two alike.
 */
export function changedPrompt(lines: readonly string[], pinned: Prompt): Prompt | null {
  const shown: string[] = [];
  const size = pinned.context.length + 1;
  for (let at = lines.length - 1; at >= 0 && shown.length < 2 * size; at -= 1) {
    const line = lines[at]?.trimEnd() ?? '';
    if (line !== '') shown.unshift(line);
  }
  return alike(shown, size);
}

function alike(lines: readonly string[], half: number): Prompt | null {
  if (half < 1 || lines.length !== 2 * half) return null;
  const one = lines.slice(0, half);
  if (one.join('\n') !== lines.slice(half).join('\n')) return null;
  return { context: one.slice(0, -1), line: one.at(-1) ?? '' };
}

/** The answer alone: without the echo of the command and up to `prompts` at the end; a final newline tells a whole last line. */
export function answerOf(text: string, command: string, prompt: Prompt | null, prompts = 2): string {
  let lines = sanitise(text).split('\n');
  let wholeLine = false;
  if (prompt) {
    for (let round = 0; round < prompts; round += 1) {
      const last = lines.at(-1)?.trimEnd() ?? '';
      const both = onOneLine(last, prompt);
      if (!both && promptAtEnd(lines, prompt) === null) break;
      const rest = withoutPrompt(both ? [...lines.slice(0, -1), prompt.line] : lines, prompt);
      // What was glued to the prompt is another line now than it was.
      wholeLine = rest.at(-1) === lines[rest.length - 1];
      lines = rest;
      if (both) break;
    }
  }
  const answer = dropEcho(lines, command, prompt?.line ?? '').join('\n');
  return wholeLine && answer !== '' ? `${answer}\n` : answer;
}

function onOneLine(last: string, { line }: Prompt): boolean {
  return last.length <= 2 * line.length + 1 && (last === `${line}${line}` || last === `${line} ${line}`);
}

/** Takes one prompt off the end, with its context lines and the blank lines before it, glued to the answer or not. */
function withoutPrompt(lines: readonly string[], prompt: Prompt): string[] {
  const last = lines.at(-1)?.trimEnd() ?? '';
  const glued = last.slice(0, Math.max(0, last.length - prompt.line.length));
  const rest = lines.slice(0, -1);
  if (glued !== '') return [...rest, glued];
  for (const context of prompt.context.toReversed()) {
    while (rest.at(-1)?.trim() === '') rest.pop();
    const above = rest.at(-1)?.trimEnd() ?? '';
    // Output without a final newline, and a prompt of two lines behind it.
    if (above !== context && above.endsWith(context) && context === prompt.context[0])
      return [...rest.slice(0, -1), above.slice(0, -context.length)];
    if (above !== context) break;
    rest.pop();
  }
  while (rest.at(-1)?.trim() === '') rest.pop();
  return rest;
}

/**
 * Devices echo the command, some wrap it at their width and some print it twice when they fall behind; others do not
 * echo at all. A wrapped echo is put together again before it is compared.
 */
function dropEcho(lines: readonly string[], command: string, prompt: string): string[] {
  const wanted = squeeze(command);
  let rest = [...lines];
  for (let round = 0; round < 2; round += 1) {
    while (rest.length > 0 && rest[0]?.trim() === '' && round === 0) rest.shift();
    let joined = '';
    let taken = 0;
    while (taken < Math.min(rest.length, longestWrap)) {
      joined += squeeze(rest[taken] ?? '');
      taken += 1;
      const bare = joined.startsWith(squeeze(prompt)) ? joined.slice(squeeze(prompt).length) : joined;
      if (bare === wanted || joined === wanted) {
        rest = rest.slice(taken);
        break;
      }
      if (!wanted.startsWith(bare) && !wanted.startsWith(joined)) return rest;
    }
  }
  return rest;
}

const longestWrap = 6;

/** Lines that belong to a prompt besides its last one. */
const mostContext = 3;

function squeeze(text: string): string {
  return text.replace(/\s/g, '');
}

function shownLines(text: string): string[] {
  return sanitise(text)
    .split('\n')
    .map((line) => line.trimEnd());
}
