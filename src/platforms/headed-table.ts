import { append } from '../lib/append.ts';
import { type Rows, withCut } from './parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from './text-lines.ts';

export interface HeadedTable<R> {
  /** The line of column names (or the heading of a block): without it the text is another table. */
  header: RegExp;
  /** Reads one line without the blanks around it; null when it has another form. */
  row: (line: string, raw: string) => R | R[] | null;
  /** Lines that are known and hold no row. */
  skip?: { test: (line: string) => boolean };
  /** What is printed instead of a table without rows. */
  none?: RegExp;
  /** A last line without its line break that is whole nevertheless. */
  whole?: RegExp;
}

/** Reads a table line by line; `isNoise` names the lines around it. Null when its header is not there. */
export function headedTable<R>(
  given: TextLines,
  { header, row, skip, none, whole }: HeadedTable<R>,
  isNoise: (line: string) => boolean,
): Rows<R> | null {
  const text = withWholeTail(given, whole ?? none ?? header);
  const rows: Rows<R> = { records: [], unparsed: [] };
  let headed = false;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    if (isNoise(line)) continue;
    if (header.test(line) || none?.test(line)) {
      headed = true;
      continue;
    }
    if (skip?.test(line)) continue;
    const record = headed ? row(line, raw) : null;
    if (record === null) rows.unparsed.push(raw);
    else if (Array.isArray(record)) append(rows.records, record);
    else rows.records.push(record);
  }
  return headed ? withCut(rows, text) : null;
}
