import { isDamaged } from '../damaged-label.ts';
import { isTooLong } from '../text-lines.ts';

/**
 * A row of a table that `show` draws: the lines of each cell, without the blank at the edge, by the name of its column in
 * small letters without blanks.
 */
export type GridRow = ReadonlyMap<string, readonly string[]>;

export interface Grid {
  columns: string[];
  rows: GridRow[];
  /** Lines inside of the table that do not fit its columns. */
  unparsed: string[];
  /** The rule below the last row was seen. */
  closed: boolean;
  /** The number of the first line behind the table. */
  end: number;
  /** How many characters of a text fit into a line of each column. */
  widths: ReadonlyMap<string, number>;
}

/** True where a column has one of these names but for one letter: its cells are nobody's. */
export function hasDamagedColumn({ columns }: Grid, names: ReadonlySet<string>): boolean {
  return columns.some((name) => isDamaged(name, names));
}

/** True for the rule above the heading of a table: `+------+------+`. */
export function startsGrid(line: string): boolean {
  return line.endsWith('-+') && !isTooLong(line) && /^ {0,8}\+-{2,}(?:\+-{2,})*\+$/.test(line);
}

/**
 * Reads the table that begins in line `start`. A cell that is too long goes on in the lines below, so a line that has
 * nothing in the columns of `anchors`, or nothing that `begins` one, belongs to the row above it.
 */
export function gridAt(lines: readonly string[], start: number, anchors: readonly string[], begins = /./): Grid {
  const rule = lines[start] ?? '';
  const below = rule.replaceAll('-', '=');
  const edges = [...rule.matchAll(/\+/g)].map(({ index }) => index);
  const widths = new Map<string, number>();
  const grid: Grid = { columns: [], rows: [], unparsed: [], closed: false, end: start + 1, widths };
  let heading: string[][] | null = null;
  let row: string[][] | null = null;
  const finish = () => {
    if (row) grid.rows.push(new Map(grid.columns.map((name, at) => [name, row?.[at] ?? []])));
    row = null;
  };
  for (; grid.end < lines.length; grid.end += 1) {
    const line = lines[grid.end] ?? '';
    if (line === '') continue;
    if (line === rule) {
      grid.closed = grid.columns.length > 0;
      grid.end += 1;
      break;
    }
    if (line === below && grid.columns.length === 0) {
      grid.columns = (heading ?? []).map((parts) => parts.join('').replaceAll(' ', '').toLowerCase());
      for (const [at, name] of grid.columns.entries()) widths.set(name, (edges[at + 1] ?? 0) - (edges[at] ?? 0) - 3);
      continue;
    }
    const cells = cellsOf(line, edges);
    if (cells === null) {
      if (!line.trimStart().startsWith('|')) break;
      grid.unparsed.push(line);
    } else if (grid.columns.length === 0) {
      heading ??= cells.map(() => []);
      for (const [at, cell] of cells.entries()) heading[at]?.push(cell);
    } else if (anchors.some((name) => begins.test(cells[grid.columns.indexOf(name)] ?? '')) || row === null) {
      finish();
      row = cells.map((one) => [one]);
    } else if (cells.every((cell) => cell === '')) grid.unparsed.push(line);
    else for (const [at, cell] of cells.entries()) row[at]?.push(cell);
  }
  // Of a table without an end nobody knows whether its last row is whole.
  if (grid.closed) finish();
  return grid;
}

/** The texts between the edges, without the blanks around them; null where an edge is not where the heading has it. */
function cellsOf(line: string, edges: readonly number[]): string[] | null {
  if (isTooLong(line) || line.length !== (edges.at(-1) ?? 0) + 1) return null;
  if (line.slice(0, edges[0]).trim() !== '' || !edges.every((at) => line[at] === '|')) return null;
  if (!edges.slice(0, -1).every((at) => line[at + 1] === ' ')) return null;
  return edges.slice(1).map((edge, at) => line.slice((edges[at] ?? 0) + 2, edge).trimEnd());
}

/** The whole text of a cell that has no blanks inside. */
export function cellOf(row: GridRow, column: string): string {
  return (row.get(column) ?? []).map((part) => part.trim()).join('');
}

/**
 * The text of a cell that may have blanks inside. The device goes on below at a blank, behind a hyphen between letters,
 * and, in a word that is longer than the line, behind its last hyphen or where the line ends.
 */
export function textOf(row: GridRow, column: string, widths: ReadonlyMap<string, number>): string {
  const width = widths.get(column) ?? 0;
  return (row.get(column) ?? [])
    .filter((part) => part !== '')
    .reduce(
      (text, part, at, parts) => text + (at > 0 && isOneWord(parts[at - 1] ?? '', part, width) ? '' : ' ') + part,
      '',
    )
    .trim();
}

/** True when what stands at the end of `above` and at the beginning of `below` is one word. */
function isOneWord(above: string, below: string, width: number): boolean {
  const hyphenated = /(?:[A-Za-z]{2}|[A-Za-z]-[A-Za-z])-$/.test(above) && /^[A-Za-z]-?[A-Za-z]/.test(below);
  const length = above.length - above.lastIndexOf(' ') - 1 + (/^\S*/.exec(below)?.[0].length ?? 0);
  return hyphenated || ((above.endsWith('-') || above.length === width) && length > width);
}
