import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';

/** The one object that `| json` and `| json native` print; null when the answer is another kind of document. */
export function nxosObject(documents: Json[]): JsonObject | null {
  const [only, ...more] = documents;
  return isJsonObject(only) && more.length === 0 ? only : null;
}

/**
 * The rows of `TABLE_<name>.ROW_<name>` right below `parent`. A single row is an object and no list; some releases print
 * the table itself as a list of tables. Null when the table is not there. What is no object becomes an empty row, which
 * no reader understands.
 */
export function rowsOf(parent: JsonObject, name: string): JsonObject[] | null {
  const table = parent[`TABLE_${name}`];
  if (table === undefined) return null;
  return listOf(table).flatMap((part) => {
    const rows = isJsonObject(part) ? part[`ROW_${name}`] : undefined;
    return rows === undefined ? [] : listOf(rows).map((row) => (isJsonObject(row) ? row : {}));
  });
}

/** Every row behind several tables inside each other. */
export function rowsUnder(parent: JsonObject, ...names: readonly string[]): JsonObject[] {
  return names.reduce<JsonObject[]>((parents, name) => parents.flatMap((one) => rowsOf(one, name) ?? []), [parent]);
}

/** The rows of a table that stands at the top of the documents; null when none of them has it. */
export function topRowsOf(documents: readonly Json[], name: string): JsonObject[] | null {
  const tables = documents.flatMap((document) => (isJsonObject(document) ? [rowsOf(document, name)] : []));
  const found = tables.filter((rows) => rows !== null);
  return found.length === 0 ? null : found.flat();
}

/** `| json` prints numbers as strings, `| json native` as numbers; both pad with blanks here and there. */
export function numberIn(value: Json | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  return /^ *-?\d{1,15}(?:\.\d{1,9})? *$/.test(value) ? Number(value) : null;
}

/** A number or a text as text: the two dialects of JSON do not agree which one it is. */
export function wordOf(value: Json | undefined): string | null {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text;
}

/** "true", "TRUE" and true; null for everything that is neither true nor false. */
export function flagOf(value: Json | undefined): boolean | null {
  const word = String(value).toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : null;
}

/** What NX-OS prints in JSON where there is nothing to print. */
export function saysNothing(output: string): boolean {
  return /^\s{0,20}""\s{0,20}$/.test(output);
}

function listOf(value: Json): Json[] {
  return Array.isArray(value) ? value : [value];
}
