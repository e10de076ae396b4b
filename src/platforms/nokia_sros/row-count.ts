import type { Rows } from '../parsed.ts';
import type { Section } from './screen.ts';

const count =
  /^(?:No\. of (?:BFD sessions|(?:MAC |ARP |Neighbor )?Entries|Neighbors|Rollback Files)|Number of neighbors|Adjacencies|LSPs|Total Lag-ids) *: *(\d{1,9})(?: +Single Chassis: .{1,80})?$/;

/**
 * Reads one table, below which the device says how many rows it has: where another number of them was read, some were
 * lost on the way, and it is said. Routes are left out: the device counts the next hops of one together or alone.
 */
export function withRowCount<R>(section: Section, rows: Rows<R>, read: () => void): void {
  const [records, unparsed] = [rows.records.length, rows.unparsed.length];
  read();
  const said = section.lines.flatMap((line) => count.exec(line)?.[1] ?? [])[0];
  const shown = rows.records.length - records;
  // What was not understood is told already.
  if (said !== undefined && rows.unparsed.length === unparsed && Number(said) !== shown)
    rows.unparsed.push(`${said} rows are announced, ${shown} are shown`);
}
