import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const rows = readFileSync(join(root, 'docs/security-cases.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, name, , , file, title] = line.split(' | ').length === 5 ? ['', ...cells(line)] : [];
    return name !== undefined && file !== undefined && title !== undefined && /^C\d+$/.test(name)
      ? [{ name, file, title }]
      : [];
  });

test.for(rows)('$name: "$title" is a test', ({ file, title }) => {
  const path = join(root, file);
  expect(existsSync(path), file).toBe(true);
  // Words in a comment run nothing.
  const code = readFileSync(path, 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  expect(code).toContain(title);
});

test('every case of the device side has one', () => {
  const named = new Set(rows.map(({ name }) => Number(name.slice(1))));
  const absent = Array.from({ length: 48 }, (_, i) => i + 1).filter((number) => !named.has(number));
  expect(absent).toEqual([]);
});

function cells(line: string): string[] {
  return line
    .replace(/^\| | \|$/g, '')
    .split(' | ')
    .map((cell) => cell.trim());
}
