import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answerOf,
  changedPrompt,
  lastLine,
  type Prompt,
  promptAtEnd,
  promptTwiceAtEnd,
} from '../../src/device/prompt.ts';

const plain: Prompt = { context: [], line: 'r1#' };
const master: Prompt = { context: ['{master:0}'], line: 'r1>' };
const command = 'show version';

describe('the answer of a terminal', () => {
  test.for<[string, string, Prompt, string]>([
    ['between echo and two prompts', 'show version\none\ntwo\nr1# \nr1# ', plain, 'one\ntwo\n'],
    ['with a blank line before each prompt', 'show version\none\n\nr1# \n\nr1# ', plain, 'one\n'],
    ['with a prompt of two lines', 'show version\none\n\n{master:0}\nr1> \n\n{master:0}\nr1> ', master, 'one\n'],
    ['without an end of its last line', 'show version\noner1# \nr1# ', plain, 'one'],
    [
      'with a prompt of two lines behind it on its last line',
      'show version\none{master:0}\nr1> \n\n{master:0}\nr1> ',
      master,
      'one',
    ],
    ['with both prompts on one line', 'show version\none\nr1# r1# ', plain, 'one\n'],
    ['without an echo', '\n\none\nr1# \nr1# ', plain, 'one\n'],
    ['with an echo behind a prompt', 'r1# show version\none\nr1# \nr1# ', plain, 'one\n'],
    ['with a wrapped echo', 'show ver\nsion\none\nr1# \nr1# ', plain, 'one\n'],
    ['with prompts drawn anew before the echo', 'r1# \nr1# \nr1# show version\none\nr1# \nr1# ', plain, 'one\n'],
    ['with the echo printed twice', 'show version\nr1# show version\none\nr1# \nr1# ', plain, 'one\n'],
    ['that is nothing', 'show version\nr1# \nr1# ', plain, ''],
    ['that is nothing, without an echo', 'r1# \nr1# ', plain, ''],
    ['with blanks in front of its first word', 'show version\n  one\nr1# \nr1# ', plain, '  one\n'],
  ])('%s', ([, shown, prompt, answer]) => {
    expect(answerOf(shown, command, prompt)).toBe(answer);
  });
});

/**
 * The same functions line by line, as one would write them without a thought for time. Here a text is all of its lines.
 */
const byLines = {
  promptAtEnd(lines: readonly string[], { line }: Prompt) {
    const last = lines.at(-1)?.trimEnd() ?? '';
    return last === line ? 'exact' : last.endsWith(line) ? 'glued' : null;
  },
  onOneLine(lines: readonly string[], { line }: Prompt) {
    return [line + line, `${line} ${line}`].includes(lines.at(-1)?.trimEnd() ?? '');
  },
  withoutPrompt(lines: readonly string[], prompt: Prompt): string[] {
    const last = lines.at(-1)?.trimEnd() ?? '';
    const glued = last.slice(0, Math.max(0, last.length - prompt.line.length));
    const rest = lines.slice(0, -1);
    if (glued !== '') return [...rest, glued];
    const dropBlanks = () => {
      while (rest.at(-1)?.trim() === '') rest.pop();
    };
    for (const context of prompt.context.toReversed()) {
      dropBlanks();
      const above = rest.at(-1)?.trimEnd() ?? '';
      if (above !== context && above.endsWith(context) && context === prompt.context[0])
        return [...rest.slice(0, -1), above.slice(0, -context.length)];
      if (above !== context) break;
      rest.pop();
    }
    dropBlanks();
    return rest;
  },
  promptTwiceAtEnd(lines: readonly string[], prompt: Prompt) {
    if (byLines.onOneLine(lines, prompt)) return true;
    if (byLines.promptAtEnd(lines, prompt) !== 'exact') return false;
    return byLines.promptAtEnd(byLines.withoutPrompt(lines, prompt), prompt) !== null;
  },
  changedPrompt(lines: readonly string[], { context }: Prompt): Prompt | null {
    const size = context.length + 1;
    const words = lines.map((line) => line.trimEnd()).filter((line) => line !== '');
    const last = words.slice(-2 * size);
    if (last.length < 2 * size || last.slice(0, size).join('\n') !== last.slice(size).join('\n')) return null;
    return { context: last.slice(size, -1), line: last.at(-1) ?? '' };
  },
  withoutEcho(lines: readonly string[], typed: string, prompt: string): string[] {
    const squeeze = (text: string) => text.replace(/\s/g, '');
    let rest = [...lines];
    while (rest.length > 0 && rest[0]?.trim() === '') rest.shift();
    for (let round = 0; round < 2; round += 1) {
      for (let taken = 1; taken <= Math.min(rest.length, 6); taken += 1) {
        const words = rest.slice(0, taken).map(squeeze);
        while (words.length > 0 && ['', squeeze(prompt)].includes(words[0] ?? '')) words.shift();
        const joined = words.join('');
        const bare = joined.startsWith(squeeze(prompt)) ? joined.slice(squeeze(prompt).length) : joined;
        if ([bare, joined].includes(squeeze(typed))) {
          rest = rest.slice(taken);
          break;
        }
        if (!squeeze(typed).startsWith(bare) && !squeeze(typed).startsWith(joined)) return rest;
      }
    }
    return rest;
  },
  answerOf(text: string, typed: string, prompt: Prompt | null, prompts: number): string {
    let lines = text.split('\n');
    let wholeLine = false;
    for (let round = 0; prompt && round < prompts; round += 1) {
      const both = byLines.onOneLine(lines, prompt);
      if (!both && byLines.promptAtEnd(lines, prompt) === null) break;
      const rest = byLines.withoutPrompt(both ? [...lines.slice(0, -1), prompt.line] : lines, prompt);
      wholeLine = rest.at(-1) === lines[rest.length - 1];
      lines = rest;
      if (both) break;
    }
    const answer = byLines.withoutEcho(lines, typed, prompt?.line ?? '').join('\n');
    return wholeLine && answer !== '' ? `${answer}\n` : answer;
  },
};

test('whatever a screen shows, all of it is what one finds line by line', () => {
  const piece = fc.constantFrom(
    ...['\n', '\n', '\n', '\n\n', ' ', '\t', 'r1#', 'r1# ', 'r1>', 'r1> ', 'r2# ', '{master:0}', '{master:1}'],
    ...['show version', 'show ', 'ver', 'sion', 'show version\n', 'r1# show version\n', 'one', 'é\u00a0'],
    ...['r1# \nr1# ', '\n{master:0}\nr1> ', 'r1# r1# ', '#', 'r1'],
  );
  const shown = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));
  const prompt = fc.constantFrom<Prompt>(
    plain,
    master,
    { context: ['a', '{master:0}'], line: 'r1#' },
    { context: [], line: '#' },
  );
  fc.assert(
    fc.property(shown, prompt, fc.constantFrom(2, 4), (text, pinned, prompts) => {
      const lines = text.split('\n');
      expect(lastLine(text)).toBe(lines.at(-1));
      expect(promptAtEnd(text, pinned)).toBe(byLines.promptAtEnd(lines, pinned));
      expect(promptTwiceAtEnd(text, pinned)).toBe(byLines.promptTwiceAtEnd(lines, pinned));
      expect(changedPrompt(text, pinned)).toEqual(byLines.changedPrompt(lines, pinned));
      expect(answerOf(text, command, pinned, prompts)).toBe(byLines.answerOf(text, command, pinned, prompts));
      expect(answerOf(text, command, null)).toBe(byLines.answerOf(text, command, null, 2));
    }),
    { numRuns: 20_000, seed: 3 },
  );
});
