import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';

/**
 * The rows of `TABLE_<name>.ROW_<name>` right below `parent`. A single row is an object and no list; some releases print
 * the table itself as a list of tables. Null when the table is not there.
 */
export function rowsOf(parent: JsonObject, name: string): JsonObject[] | null {
  const table = parent[`TABLE_${name}`];
  if (table === undefined) return null;
  return objectsIn(table).flatMap((one) => objectsIn(one[`ROW_${name}`]));
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

/** What NX-OS prints in JSON where there is nothing to print. */
export function saysNothing(output: string): boolean {
  return /^\s{0,20}""\s{0,20}$/.test(output);
}

function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : isJsonObject(value) ? [value] : [];
}
