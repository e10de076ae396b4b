import type { Comparison, Recorded, Row } from './compare.ts';

/** One row of an expected file of ntc: all of its values are text. */
export type Text = Record<string, string>;

/** One expected row per record, in order; `fields` gives the values of an expected row by field of ours. */
export function byRow(recorded: Recorded, fields: (row: Text, index: number) => Row): Comparison[] {
  return byRows(recorded, recorded.expected as Text[], fields);
}

/** The same where the rows are some of the expected ones, or come from another form. */
export function byRows(
  { records }: Recorded,
  rows: readonly Text[],
  fields: (row: Text, index: number) => Row,
): Comparison[] {
  return [
    ['rows', records.length, rows.length],
    ...rows.flatMap((row, index) =>
      Object.entries(fields(row, index)).map(
        ([field, wanted]): Comparison => [`${index} ${field}`, records[index]?.[field], wanted],
      ),
    ),
  ];
}
