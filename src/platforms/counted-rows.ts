import type { Rows } from './parsed.ts';
import { isTooLong, type TextLines } from './text-lines.ts';

/** How many rows a device says there are, in all the lines that say it. */
export interface Announced {
  rows: number;
  /** The line break behind the last figure is missing: it may have lost digits. */
  isCut: boolean;
}

/** The sum of the figures that `count` captures, `text` as it was printed; null when no line has one. */
export function announcedIn({ lines, cut }: TextLines, count: RegExp): Announced | null {
  const figuresOf = (line: string) => (isTooLong(line) ? [] : (count.exec(line.trim())?.slice(1) ?? []));
  const last = figuresOf(cut ?? '');
  const figures = [...lines.flatMap(figuresOf), ...last];
  if (figures.length === 0) return null;
  return { rows: figures.reduce((sum, figure) => sum + Number(figure), 0), isCut: last.length > 0 };
}

/**
 * The rows of a table beside how many of them the device says there are, above the table or below it. With fewer, those that
 * were handed back included, the answer was cut off between two rows, or somebody took some out. `things` is what they are,
 * `isCounted` whether the device counts such a row.
 */
export function countedRows<R>(
  rows: Rows<R>,
  announced: Announced | null,
  things: string,
  isCounted: (record: R) => boolean = () => true,
): Rows<R> {
  if (announced === null || rows.incomplete !== undefined) return rows;
  const there = rows.records.filter(isCounted).length + rows.unparsed.length;
  if (there >= announced.rows) return rows;
  return { ...rows, incomplete: `${there} of ${announced.rows} ${things} are there: the answer is not whole` };
}

/** As `countedRows`, of a device that counts every row it prints: what is there beyond that did not come from it. */
export function exactlyCounted<R>(rows: Rows<R>, announced: Announced | null, things: string): Rows<R> {
  const counted = countedRows(rows, announced, things);
  const there = rows.records.length;
  // Of what was handed back the count says nothing new.
  if (announced === null || announced.isCut || rows.unparsed.length > 0 || there <= announced.rows) return counted;
  return { ...counted, unparsed: [`${announced.rows} ${things} are announced, ${there} are there`] };
}
