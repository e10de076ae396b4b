import type { Comparison, Recorded, Row } from './compare.ts';

/** What others recorded, walked without the parsers. */
// biome-ignore lint/suspicious/noExplicitAny: a step that is not there throws and fails the test, as a check of each would.
export type Walked = any;

/** The number of rows, then every field of each wanted row beside the record in the same place. */
export function inOrder({ records }: Pick<Recorded, 'records'>, wanted: readonly Row[]): Comparison[] {
  return [
    ['rows', records.length, wanted.length],
    ...wanted.flatMap((row, index) => fieldsOf(`row ${index + 1}`, records[index], row)),
  ];
}

/** As above, beside the record with the same values under those of the keys that every wanted row has. */
export function byKeys(
  { records }: Pick<Recorded, 'records'>,
  wanted: readonly Row[],
  keys: readonly string[],
): Comparison[] {
  const present = keys.filter((key) => wanted.every((row) => key in row));
  const keyOf = (row: Row) => present.map((key) => row[key]).join(' ');
  const found = Map.groupBy(records, keyOf);
  return [
    ['rows', records.length, wanted.length],
    ...wanted.flatMap((row) => fieldsOf(keyOf(row), found.get(keyOf(row))?.shift(), row)),
  ];
}

function fieldsOf(name: string, record: Row | undefined, wanted: Row): Comparison[] {
  return Object.entries(wanted).map(([field, value]) => [`${name} ${field}`, record?.[field], value]);
}
