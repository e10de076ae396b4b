import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { linesTable, page, partOf, withPart } from './platform-page.ts';

test('docs/platforms.md shows the lines that are sent (RINGDOWN_PAGES=write makes it anew)', () => {
  if (process.env['RINGDOWN_PAGES'] === 'write') writeFileSync(page, withPart('lines', linesTable()));
  expect(partOf(readFileSync(page, 'utf8'), 'lines')).toBe(linesTable());
});
