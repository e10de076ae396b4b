import { append } from '../../lib/append.ts';
import type { Rows } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { holds } from './first-look.ts';
import { type GridRow, gridAt, hasDamagedColumn, startsGrid } from './report-grid.ts';

export interface Report<R> {
  /** A line above the table, which may say whose it is. */
  title?: RegExp;
  /** True where several tables stand below one title. */
  many?: boolean;
  /** Columns without which it is another table. */
  columns: readonly string[];
  /** Columns that are not in every release. */
  optional?: ReadonlySet<string>;
  /** A column that has a text in the first line of each row, and in no other; where it may be empty, another one. */
  anchor: string | readonly string[];
  /** What an anchor begins with, where it may go on in the lines below. */
  begins?: RegExp;
  /** Lines around the tables that are known and hold nothing of ours. */
  other?: RegExp;
  /** The line that stands below the last table. */
  end?: RegExp;
  /** `name` is what the title says of whose table it is. */
  row: (row: GridRow, name: string | null, widths: ReadonlyMap<string, number>) => R | R[] | null;
  /** The key that holds this name where the report is printed in JSON. */
  nameKey?: string;
}

/** Reads what `show` prints: tables with lines of known form around them. Null when it is another report. */
export function readReport<R>(text: TextLines, report: Report<R>): Rows<R> | null {
  if (!holds(text, '--+')) return null;
  const rows: Rows<R> = { records: [], unparsed: [] };
  let title: RegExpExecArray | null = null;
  let found = false;
  let open = false;
  /** Below a line that was not understood, which may be the title of the next table, and below the one table of a title. */
  let lost = false;
  for (let at = 0; at < text.lines.length; at += 1) {
    const line = text.lines[at] ?? '';
    if (startsGrid(line)) {
      const grid = gridAt(text.lines, at, [report.anchor].flat(), report.begins);
      at = grid.end - 1;
      if (!report.columns.every((name) => grid.columns.includes(name)) || (report.title && !title)) return null;
      found = true;
      open = !grid.closed || report.end !== undefined;
      append(rows.unparsed, grid.unparsed);
      const isDamaged = report.optional !== undefined && hasDamagedColumn(grid, report.optional);
      for (const one of grid.rows) {
        const record = lost || isDamaged ? null : report.row(one, title?.[1] ?? null, grid.widths);
        if (record === null) rows.unparsed.push([...one.values()].map((parts) => parts.join('')).join(' | '));
        else if (Array.isArray(record)) append(rows.records, record);
        else rows.records.push(record);
      }
      if (!grid.closed) break;
      lost ||= report.title !== undefined && report.many !== true;
      continue;
    }
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line) || isNoise(line) || isDoubleRule(line)) continue;
    const named = report.title?.exec(line.trim());
    if (named) [title, lost] = [named, false];
    else if (report.end?.test(line.trim())) open = false;
    else if (!report.other?.test(line.trim())) {
      rows.unparsed.push(line);
      lost ||= found && report.title !== undefined;
    }
  }
  if (!found) return null;
  return open || text.cut !== null ? { ...rows, incomplete: 'the table has no end: the answer was cut off' } : rows;
}

/** A single rule is noise; this one is not. */
export function isDoubleRule(line: string): boolean {
  return /^ *={10,}$/.test(line);
}
