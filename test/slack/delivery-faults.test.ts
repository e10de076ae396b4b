import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const [, table = ''] = readFileSync(join(root, 'docs/delivery.md'), 'utf8').split('## When Slack will not');
const rows = table.split('\n').flatMap((line) => {
  const [what, outcome, said, file, title] = line.replace(/^\| | \|$/g, '').split(' | ');
  return what && outcome && said && file?.startsWith('test/') && title ? [{ what, outcome, file, title }] : [];
});

test('every fault that the page names is there, with what becomes of it', () => {
  expect(rows.length).toBeGreaterThan(20);
  const lines = table.split('\n').filter((line) => line.startsWith('| '));
  // The head of the table is the one line that is no fault.
  expect(rows).toHaveLength(lines.length - 1);
});

test.for(rows)('$what: "$title" is a test', ({ file, title }) => {
  const path = join(root, file);
  expect(existsSync(path), file).toBe(true);
  // Words in a comment run nothing.
  const code = readFileSync(path, 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  expect(code.replaceAll("\\'", "'")).toContain(title);
});
