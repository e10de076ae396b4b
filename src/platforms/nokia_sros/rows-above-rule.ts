import type { Section } from './screen.ts';

/** Rows of a table whose rule below the heading is lost or damaged: nothing would be read of them, and nothing told. */
export function rowsAboveRule({ lines }: Section, row: RegExp): string[] {
  const rule = lines.indexOf('---');
  return (rule === -1 ? lines : lines.slice(0, rule)).filter((line) => row.test(line));
}
