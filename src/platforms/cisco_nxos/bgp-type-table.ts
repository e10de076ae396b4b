/**
 * What newer releases print below the summary of EVPN: the prefixes of each peer again, by their type. The summary above
 * it has all that is read.
 */
const heading = /^Neighbor +T +AS((?: +PfxRcd)?(?: +Type-\d{1,2}){1,16})$/;
const row =
  /^\S{2,64} +[A-Z] +[\d.]{1,12} +(?:\d{1,10}|[A-Z][a-zA-Z]{3,11}(?: ?\([\w ]{1,20}\))?)((?: +\d{1,10}){0,16})$/;
/** A peer or an AS number that is too long for its column ends the line. */
const begunRow = /^\S{2,64}(?: +[A-Z](?: +[\d.]{1,12})?)?$/;

/** How many columns of figures the heading names, one for each type and in most releases one for all; null for another line. */
export function bgpTypeCounts(line: string): number | null {
  const columns = heading.exec(line)?.[1];
  return columns === undefined ? null : words(columns);
}

/** A row with a figure for each of the columns; in the first one of them the state may stand. */
export function isTypeRow(line: string, columns: number): boolean {
  const figures = row.exec(line)?.[1];
  return figures !== undefined && figures.split(/ +/).length === columns;
}

export function isBegunTypeRow(line: string): boolean {
  return begunRow.test(line);
}

function words(text: string): number {
  return text.trim().split(/ +/).length;
}
