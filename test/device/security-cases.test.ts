import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const pages = [
  { page: 'docs/security-cases.md', letter: 'C', cases: 61 },
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
  // Words in a comment run nothing.
  const code = readFileSync(path, 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  expect(code).toContain(title);
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
