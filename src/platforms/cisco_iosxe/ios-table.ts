import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';

export interface IosTable<R> {
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

/** Reads a table line by line. Null when its header is not there. */
export function iosTable<R>(given: TextLines, { header, row, skip, none, whole }: IosTable<R>): Rows<R> | null {
  const text = withWholeTail(given, whole ?? none ?? header);
  const rows: Rows<R> = { records: [], unparsed: [] };
  let headed = false;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const line = raw.trim();
    if (isIosNoise(line)) continue;
    if (header.test(line) || none?.test(line)) {
      headed = true;
      continue;
    }
    if (skip?.test(line)) continue;
    const record = headed ? row(line, raw) : null;
    if (record === null) rows.unparsed.push(raw);
    else if (Array.isArray(record)) rows.records.push(...record);
    else rows.records.push(record);
  }
  return headed ? withCut(rows, text) : null;
}

/** Blank lines, prompts, echoes, rules, the clock lines of `terminal exec prompt timestamp`, and messages in the middle. */
export function isIosNoise(line: string): boolean {
  if (line === '') return true;
  const first = line.charCodeAt(0);
  // A dash, L, T, N, an asterisk, a dot, a percent sign or a letter of a month: everything else is looked at by isNoise alone.
  return isNoise(line) || /^[-=+ ]{3,}$/.test(line) || (first < 128 && around.test(line));
}

const around =
  /^(?:Load for five secs: |Time source is |No time source, |(?:\d{1,10}: )?[*.]?[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d.{0,40}: %[A-Z0-9_-]{3,60}-[0-7]-[A-Z0-9_]{1,60}: |%[A-Z][A-Z0-9_]{1,30}(?:-[A-Z0-9_]{1,30})?-[0-7]-[A-Z0-9_]{1,60}: )/;
