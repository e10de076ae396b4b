import { isTooLong } from '../text-lines.ts';

const width = 8;

/** The line with blanks in the place of its tabs, so that what stands behind them keeps its column. */
export function withoutTabs(line: string): string {
  if (!line.includes('\t') || isTooLong(line)) return line;
  let wide = '';
  for (const [index, part] of line.split('\t').entries()) {
    if (index > 0) wide += ' '.repeat(width - (wide.length % width));
    wide += part;
  }
  return wide;
}
