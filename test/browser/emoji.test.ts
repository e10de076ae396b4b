import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '../../src');

/** Every `:name:` that stands in a string of the bot, not in an object, a type or a time. */
function shortcodes(): string[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const names = files.flatMap((file) =>
    [...readFileSync(join(src, file), 'utf8').matchAll(/(?<=['"`\s>(]):([a-z][a-z0-9_]+):(?=['"`\s])/g)].map(
      ([, name]) => name ?? '',
    ),
  );
  return [...new Set(names)].sort();
}

test('the page draws itself every emoji that the bot names, also on a machine without an emoji font', async () => {
  const pictures: string = '../../src/sandbox/page/pictures.js';
  const { PICTURES } = (await import(pictures)) as { PICTURES: Record<string, unknown> };
  const named = shortcodes();
  expect(named).toContain('white_check_mark');
  expect(named.filter((name) => !(name in PICTURES))).toEqual([]);
});
