import { append } from '../../lib/append.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';

interface EosTable<R> {
  /** The line of column names: without it the text is another table. */
  header: RegExp;
  /** Gets each header, where it says what a column counts. */
  headed?: (line: string) => void;
  /** Reads one line below it, without the blanks around it; null when it has another form. */
  row: (line: string, raw: string) => R | R[] | null;
  /** Lines that are known and hold no row; before the header nothing else may stand. */
  skip?: { test: (line: string) => boolean };
  /** What is printed instead of a table without rows. */
  none?: RegExp;
  /** A last line without its line break that is whole nevertheless; without it `none` or the header is. */
  whole?: RegExp | undefined;
}

/** Reads a table line by line. Null when its header is not there, or when a line above it is not one of EOS. */
export function eosTable<R>(given: TextLines, table: EosTable<R>): Rows<R> | null {
  const { header, row, skip, none, whole } = table;
  const text = withWholeTail(given, whole ?? none ?? header);
  const rows: Rows<R> = { records: [], unparsed: [] };
  let isHeaded = false;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    if (line === '' || isNoise(line) || isRule(line)) continue;
    if (header.test(line) || none?.test(line)) {
      isHeaded = true;
      table.headed?.(line);
      continue;
    }
    if (skip?.test(line)) continue;
    if (!isHeaded) return null;
    const record = row(line, raw);
    if (record === null) rows.unparsed.push(raw);
    else if (Array.isArray(record)) append(rows.records, record);
    else rows.records.push(record);
  }
  return isHeaded ? withCut(rows, text) : null;
}

/** `------- -----` below column names. */
export function isRule(line: string): boolean {
  return /^-{2,}[- ]*$/.test(line);
}
