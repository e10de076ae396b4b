import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/record.md'), 'utf8');
const table = page.split('## How others fail')[1]?.split('\n## ')[0] ?? '';
const rows = table.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| elsewhere'));
const named = (row: string) =>
  [...row.matchAll(/`(test\/[^`]+)` “([^”]+)”/g)].map(([, file = '', title = '']) => ({ file, title }));

test('each way in which others fail has a test that would show it here', () => {
  expect(rows.length).toBe(5);
  for (const row of rows) expect(named(row).length, row).toBeGreaterThan(0);
});

test.for(rows.flatMap(named))('$file has "$title"', ({ file, title }) => {
  // Words in a comment run nothing.
  const code = readFileSync(join(root, file), 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  expect(code).toContain(`'${title}'`);
});
