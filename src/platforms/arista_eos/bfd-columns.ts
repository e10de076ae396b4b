/** What is taken from a row of `show bfd peers`; a part of the table gives some of it. */
export interface BfdCells {
  address?: string;
  port?: string;
  diagnostic?: string;
  state?: string;
}

/** A part of the table: its columns from `from` up to, not with, `to`. */
export interface BfdPart {
  from: number;
  to: number;
  row: RegExp;
}

const time = String.raw`(?:NA|\d\d/\d\d/\d\d \d\d:\d\d)`;

/** The columns in the order in which every release prints them, each with the form of its cells. */
const columns: readonly { name: RegExp; cell: string }[] = [
  { name: /^DstAddr$/, cell: '(?<address>[0-9A-Fa-f:.]{2,45})' },
  { name: /^MyDisc$/, cell: String.raw`\d{1,12}` },
  { name: /^YourDisc$/, cell: String.raw`\d{1,12}` },
  { name: /^Interface(?:\/Transport)?$/, cell: String.raw`(?<port>\S{1,64})` },
  { name: /^Type$/, cell: String.raw`\S{2,30}` },
  { name: /^LastUp$/, cell: time },
  { name: /^LastDown$/, cell: time },
  { name: /^LastDiag$/, cell: String.raw`(?<diagnostic>\S.{1,60}?)` },
  { name: /^State$/, cell: String.raw`(?<state>\S[A-Za-z ]{1,11}?)` },
];
export const allBfdColumns = columns.length;

const rows = new Map<string, RegExp>();

/** The part of the table below this line of column names; null when it is none. A column behind the last known one is not read. */
export function bfdPart(line: string): BfdPart | null {
  const names = line.split(/ +/, columns.length + 3);
  const from = columns.findIndex(({ name }) => name.test(names[0] ?? ''));
  if (from === -1) return null;
  const to = Math.min(from + names.length, columns.length);
  const known = columns.slice(from, to);
  const more = names.length - known.length;
  if (more > 2 || !known.every(({ name }, index) => name.test(names[index] ?? ''))) return null;
  const key = `${from} ${to} ${more}`;
  const row = rows.get(key) ?? rowOf(known, more);
  rows.set(key, row);
  return { from, to, row };
}

/** Diagnostics hold blanks, so that two of them stand before the state. */
function rowOf(known: typeof columns, more: number): RegExp {
  const cells = known.map(({ name, cell }, index) => {
    if (index === 0) return cell;
    return name.test('State') ? ` {2,}${cell}` : ` +${cell}`;
  });
  return new RegExp(`^${cells.join('')}${more > 0 ? '(?: +-){0,2}' : ''}$`);
}
