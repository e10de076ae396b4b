import { isTooLong } from '../text-lines.ts';

const width = 8;

/** The line with blanks in the place of its tabs, so that what stands behind them keeps its column. */
export function withoutTabs(line: string): string {
  if (!line.includes('\t') || isTooLong(line)) return line;
  let wide = '';
  let start = 0;
  for (let tab = line.indexOf('\t'); tab !== -1; tab = line.indexOf('\t', start)) {
    wide += line.slice(start, tab);
    wide += ' '.repeat(width - (wide.length % width));
    start = tab + 1;
  }
  return wide + line.slice(start);
}
