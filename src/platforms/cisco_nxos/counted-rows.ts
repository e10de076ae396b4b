import type { Rows } from '../parsed.ts';

/**
 * The rows of a table beside how many of them NX-OS says there are, above the table or below it. With fewer, those that were
 * handed back included, the answer was cut off between two rows, or somebody took some out. `things` is what they are.
 */
export function countedRows<R>(rows: Rows<R>, announced: number, things: string): Rows<R> {
  const there = rows.records.length + rows.unparsed.length;
  if (there >= announced) return rows;
  return { ...rows, incomplete: `${there} of ${announced} ${things} are there: the answer is not whole` };
}
