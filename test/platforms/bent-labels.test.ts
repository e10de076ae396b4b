import { expect, test } from 'vitest';
import { isNoise } from '../../src/platforms/text-lines.ts';
import { changes } from './damage/changes.ts';
import { read, type Sample, samples } from './samples.ts';

/** Values that a word leaves which is nobody's, and why. */
const left: { line: RegExp; field: string; why: string }[] = [
  {
    line: /BGP Notification|CEASE notification|^Last Error {2}|Notification was Error/,
    field: 'lastErrorCode lastErrorSubcode',
    why: 'the words of the reason are shown; no code is known of them',
  },
  { line: /\d UTC[ :]/, field: 'at', why: 'a zone that nobody knows: the time is shown in the words of the device' },
  {
    line: /Chassis 1 Detail|^ {2}Type {2}|Serial number|Fan Information/,
    field: 'serial',
    why: 'an optional screen whose form is not known: the version is whole without it, and the number is not known',
  },
  {
    line: /^ *(?:0\/\S+:? |host +PM )/,
    field: 'status',
    why: 'the words for the state of a part are those of each chassis, of which nobody has a list: one that is not known is no state',
  },
  { line: /^Virtual-Access/, field: 'records', why: 'the name of another interface, whose block stands once' },
];

/** Of JSON every release has other keys: what is not there is not known, and only the values are damaged, in a test of their own. */
const json = /^\s*[[{]\s*["[\]{}]/m;

/** The same tree in braces. */
const tree = /^ *[a-z-]+ (?:\S+ )?\{$/m;

test('a letter of a word is another one or gone: no value is lost, and no yes becomes a no, in an answer that is called whole', () => {
  let bent = 0;
  const lost = samples
    .filter(({ expected }) => expected.outcome === 'ok')
    .flatMap((sample) => {
      const whole = read(sample, sample.outputs).records;
      return sample.outputs.flatMap((output, place) =>
        bentWords(output).flatMap(({ text, line, word }) => {
          bent += 1;
          const result = read(sample, sample.outputs.with(place, text));
          if (result.outcome !== 'ok' && result.outcome !== 'empty') return [];
          return changes(whole, result.records, () => false)
            .filter(({ from, to, field }) => isLost(from, to) && !isLeft(field, line))
            .slice(0, 1)
            .map(({ field, from, to }) => `${nameOf(sample)}: ${word} in "${line}": ${field} ${from} became ${to}`);
        }),
      );
    });
  expect(lost).toEqual([]);
  expect(left.filter((one) => !used.has(one)).map(({ why }) => why)).toEqual([]);
  expect(bent).toBeGreaterThan(1_000);
}, 120_000);

function isLost(from: unknown, to: unknown): boolean {
  return to === null || (from === true && to === false) || (typeof from === 'number' && typeof to === 'number');
}

const used = new Set<(typeof left)[number]>();

function isLeft(field: string, line: string): boolean {
  const why = left.find((one) => one.field.split(' ').includes(field) && one.line.test(line));
  if (why) used.add(why);
  return why !== undefined;
}

function nameOf({ platform, diagnostic, name }: Sample): string {
  return `${platform} ${diagnostic} ${name}`;
}

const words = /(?<![\w.:/-])[A-Za-z][A-Za-z-]+(?!:?\w|:\S|[./])/g;

/** The text once for each word in each form of a line, with another second letter; where a word stands first, in all ways. */
function bentWords(output: string): { text: string; line: string; word: string }[] {
  if (json.test(output) || tree.test(output)) return [];
  const seen = new Set<string>();
  const lines = output.split('\n');
  return lines.flatMap((whole, index) =>
    [...whole.matchAll(words)].flatMap(({ 0: word, index: at }, place) => {
      const [where, isFirst] = [`${formOf(whole)} ${place}`, !seen.has(word)];
      if (seen.has(where)) return [];
      seen.add(where).add(word);
      return (isFirst ? bends : bends.slice(0, 1))
        .map((bend) => `${whole.slice(0, at)}${bend(word)}${whole.slice(at + word.length)}`)
        .filter((line) => line !== whole && !isNoise(line))
        .map((line) => ({ text: lines.with(index, line).join('\n'), line: whole, word }));
    }),
  );
}

/** The second letter is another one, the first one is, the second one is gone. A mark behind a letter is none. */
const bends: readonly ((word: string) => string)[] = [
  (word) => word[0] + otherThan(word[1] ?? '') + word.slice(2),
  (word) => otherThan(word[0] ?? '') + word.slice(1),
  (word) => word[0] + word.slice(word[1] === '-' ? 1 : 2),
];

function otherThan(letter: string): string {
  const other = letter.toLowerCase() === 'q' ? 'z' : 'q';
  return /[A-Z]/.test(letter) ? other.toUpperCase() : other;
}

/** A line without its figures and addresses. */
function formOf(line: string): string {
  return line.replaceAll(/[\da-f.:/]*\d[\da-f.:/]*/g, '#');
}
