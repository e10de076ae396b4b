import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { notRunning } from './json-rows.ts';

export interface TextTable<R> {
  /** The line above the rows. */
  heading: { test: (bare: string) => boolean };
  row: (bare: string) => R | null;
  /** Lines that are neither the heading nor rows. */
  skip?: RegExp;
  /** A line that says something about the rows that follow; true when the line was one of those. */
  aside?: (bare: string) => boolean;
  /** What stands below a row and belongs to it; true when the line was one of those. */
  below?: (record: R, bare: string) => boolean;
  /** A last line without its line break of which nothing that we read can be missing. */
  wholeTail?: RegExp;
  /** Lines below a row that must have been seen, or the row may lack some of its values. */
  isOpen?: (record: R) => boolean;
  /**
   * All that can stand below a row is there. Behind the only row of a text, nothing else tells a short answer from a long
   * one that was cut off: without it, an empty line or a foot must follow.
   */
  isWhole?: (record: R) => boolean;
}

/** A table in text: one row a line, perhaps with lines below it. Null when the heading is missing. */
export function readTable<R>(output: TextLines, table: TextTable<R>): Rows<R> | null {
  const text = table.wholeTail ? withWholeTail(output, table.wholeTail) : output;
  const rows: Rows<R> = { records: [], unparsed: [] };
  let headed = false;
  let taking = false;
  let ended = false;
  for (const line of text.lines) {
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line)) continue;
    if (isNoise(line)) {
      ended = true;
      continue;
    }
    const bare = line.trim();
    const last = rows.records.at(-1);
    if (table.heading.test(bare)) headed = true;
    else if (table.skip?.test(bare) || table.aside?.(bare)) ended = true;
    else if (!headed) return notRunning.test(bare) ? rows : null;
    else if (taking && last !== undefined && table.below?.(last, bare)) continue;
    else {
      const record = table.row(bare);
      taking = record !== null;
      ended = false;
      if (record) rows.records.push(record);
      else rows.unparsed.push(line);
    }
  }
  if (!headed) return null;
  const last = rows.records.at(-1);
  const isLone = rows.records.length === 1 && !ended && table.isWhole?.(last as R) === false;
  // What is set in may belong to the row above, whatever was cut off from it.
  const goesOn = taking && table.below !== undefined && /^\s/.test(text.cut ?? '');
  if (last === undefined || !(isLone || goesOn || table.isOpen?.(last))) return withCut(rows, text);
  return {
    records: rows.records.slice(0, -1),
    unparsed: rows.unparsed,
    incomplete: 'the lines below the last row are missing: the answer was cut off',
  };
}
