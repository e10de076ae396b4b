import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const pages = [
  { page: 'docs/security-cases.md', letter: 'C', cases: 62 },
  { page: 'docs/transport-cases.md', letter: 'T', cases: 10 },
];
const rows = pages.flatMap(({ page, letter }) =>
  readFileSync(join(root, page), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, name, , , file, title] = line.split(' | ').length === 5 ? ['', ...cells(line)] : [];
      return name !== undefined && file !== undefined && title !== undefined && /^[CT]\d+$/.test(name)
        ? [{ letter, name, file, title }]
        : [];
    }),
);

test.for(rows)('$name: "$title" is a test', ({ file, title }) => {
  const path = join(root, file);
  expect(existsSync(path), file).toBe(true);
  expect(promises(readFileSync(path, 'utf8'), title)).toBe('a test');
});

test.for([
  ["test('holds', () => {});", 'a test'],
  ["describe.each([['holds', 1]])('%s', () => {});", 'a test'],
  ["test('other', () => {}); // test('holds', () => {})", 'nothing'],
  ["/* test('holds', () => {}) */ test('other', () => {});", 'nothing'],
  ["const why = 1; // 'holds'", 'nothing'],
  ["test.skip('holds', () => {});", 'skipped'],
  ["test.todo('holds');", 'skipped'],
  ["describe.skip('all', () => { test('holds', () => {}); });", 'skipped'],
  ["test.only('other', () => {}); test('holds', () => {});", 'skipped'],
  ["test('holds', { skip: true }, () => {});", 'skipped'],
  ["test('holds', ({ skip }) => skip());", 'skipped'],
  ["const url = 'https://leaf1'; test('holds', () => {});", 'a test'],
  ["const quoted = /['\"`]/; test('holds', () => {});", 'a test'],
] as const)('%s: %s', ([code, what]) => {
  expect(promises(code, 'holds')).toBe(what);
});

test.for(pages)('every case of $page has one', ({ letter, cases }) => {
  const named = new Set(rows.flatMap((row) => (row.letter === letter ? [row.name] : [])));
  const absent = Array.from({ length: cases }, (_, i) => `${letter}${i + 1}`).filter((name) => !named.has(name));
  expect(absent).toEqual([]);
});

function cells(line: string): string[] {
  return line
    .replace(/^\| | \|$/g, '')
    .split(' | ')
    .map((cell) => cell.trim());
}

/** Strings, then comments, then the patterns that may hold the quotes of both. */
const token =
  /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<=[(,=:[!&|?{};\n] *)\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//g;
const skipping = /\.(?:skip|todo|only|fails|skipIf|runIf)\b|\bx(?:test|it|describe)\(|\b(?:skip|todo): |\bskip\(/;

/** What a file of tests promises with `title`: words in a comment run nothing, and what is skipped does not either. */
function promises(source: string, title: string): 'a test' | 'skipped' | 'nothing' {
  const strings: string[] = [];
  const code = source.replace(token, (found) => {
    if (/^['"`]/.test(found)) strings.push(found.slice(1, -1).replaceAll(/\\(['"`])/g, '$1'));
    return "''";
  });
  if (!strings.some((text) => text.includes(title))) return 'nothing';
  return skipping.test(code) ? 'skipped' : 'a test';
}
