import type { FigureRow, Spread } from './domain/figures.ts';
import { duration } from './domain/verdict-words.ts';

const headings = ['group', 'incidents', 'open', 'acknowledge', 'first fact', 'mitigate', 'resolve'];

/** Median and 90th percentile of each duration, in columns; a dash where no incident has it. */
export function figuresText(rows: readonly FigureRow[]): string {
  const cells = [
    headings,
    ...rows.map((row) => [
      row.group,
      `${row.incidents}`,
      `${row.open}`,
      ...[row.acknowledge, row.firstFact, row.mitigate, row.resolve].map(spreadText),
    ]),
  ];
  const widths = headings.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function spreadText({ medianSeconds, p90Seconds }: Spread): string {
  return medianSeconds === null || p90Seconds === null ? '-' : `${duration(medianSeconds)} / ${duration(p90Seconds)}`;
}

/** One line per row, durations in seconds, nothing where no incident has them. */
export function figuresCsv(rows: readonly FigureRow[]): string {
  const names = ['acknowledge', 'firstFact', 'mitigate', 'resolve'] as const;
  const head = [
    'group',
    'incidents',
    'open',
    ...names.flatMap((name) => [`${name}Count`, `${name}MedianSeconds`, `${name}P90Seconds`]),
  ];
  const lines = rows.map((row) => [
    row.group,
    row.incidents,
    row.open,
    ...names.flatMap((name) => [row[name].count, row[name].medianSeconds ?? '', row[name].p90Seconds ?? '']),
  ]);
  return `${[head, ...lines].map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A group is a name from the inventory: it may not become a formula or break its cell. */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
