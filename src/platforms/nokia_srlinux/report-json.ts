import { append } from '../../lib/append.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { isDamaged } from '../damaged-label.ts';
import type { Rows } from '../parsed.ts';
import type { Report } from './report.ts';
import type { GridRow } from './report-grid.ts';

const noWidths: ReadonlyMap<string, number> = new Map();

/**
 * Reads what `show … | as json` prints: the rows of the table, each an object whose keys are the headings of its columns,
 * in lists below the objects whose tables they are. Null when nothing in it is a row of this report.
 */
export function readReportJson<R>(documents: readonly Json[], report: Report<R>): Rows<R> | null {
  const rows: Rows<R> = { records: [], unparsed: [] };
  let found = false;
  const columns = new Set(report.columns);
  const countOf = (object: JsonObject) => {
    let count = 0;
    for (const key in object) if (columns.has(headingOf(key))) count += 1;
    return count;
  };
  const isRow = (value: Json) => isJsonObject(value) && countOf(value) * 2 >= columns.size;
  const walk = (value: Json, name: string | null, isAmongRows = false) => {
    if (Array.isArray(value)) {
      const areRows = value.some(isRow);
      for (const one of value) walk(one, name, areRows);
      return;
    }
    if (!isJsonObject(value)) {
      if (isAmongRows) rows.unparsed.push(String(value));
      return;
    }
    const known = countOf(value);
    if (known * 2 < columns.size && !isAmongRows) {
      const own = report.nameKey === undefined ? undefined : value[report.nameKey];
      for (const inside of Object.values(value)) walk(inside, typeof own === 'string' ? own : name);
      return;
    }
    found = true;
    const row = rowOf(value);
    const isWhole = report.columns.every((column) => row.has(column)) && !hasBentKey(row, report.optional);
    const record = isWhole && !isNested(value) ? report.row(row, name, noWidths) : null;
    if (record === null) rows.unparsed.push([...row.values()].map((parts) => parts.join('')).join(' | '));
    else if (Array.isArray(record)) append(rows.records, record);
    else rows.records.push(record);
  };
  for (const one of documents) walk(one, null);
  return found ? rows : null;
}

/** The lines of each value, by its heading as tables have them; what is no word or number is an empty one. */
function rowOf(object: JsonObject): GridRow {
  return new Map(
    Object.entries(object).map(([key, value]) => [
      headingOf(key),
      typeof value === 'object'
        ? ['']
        : String(value)
            .split('\n')
            .map((part) => part.trim()),
    ]),
  );
}

/** A key as tables have it for a heading. */
function headingOf(key: string): string {
  return key.replaceAll(' ', '').toLowerCase();
}

function isNested(object: JsonObject): boolean {
  return Object.values(object).some((value) => typeof value === 'object' && value !== null);
}

function hasBentKey(row: GridRow, names: ReadonlySet<string> | undefined): boolean {
  return names !== undefined && [...row.keys()].some((key) => isDamaged(key, names));
}
