import type { FigureRow } from '../domain/figures.ts';
import { duration } from '../domain/verdict-words.ts';
import { palette } from './palette.ts';
import { element, picture } from './svg.ts';
import { fitting, words } from './words.ts';

const width = 1200;
const panels = [
  ['acknowledge', 'acknowledged'],
  ['firstFact', 'first fact'],
  ['mitigate', 'mitigated'],
  ['resolve', 'resolved'],
] as const;
const nameWidth = 190;
const panelWidth = (width - nameWidth - 24) / panels.length;
const rowHeight = 44;
const top = 104;

/** Figures over incidents: a row per group, four panels side by side, each with a bar for the median and a line to the 90th percentile. */
export function figureBars(rows: readonly FigureRow[], grouping: string): string {
  const height = top + rows.length * rowHeight + 16;
  return picture(
    { width, height },
    figuresAlt(rows, grouping),
    words(`Incidents by ${grouping}`, { x: 24, y: 34, size: 20, fill: palette.ink, weight: 'bold' }),
    words('time from the declaration; bar: median, line: 90th percentile', {
      x: 24,
      y: 56,
      size: 13,
      fill: palette.dim,
    }),
    ...rows.map((row, i) => rowGround(row, i)),
    ...panels.map(([field, title], panel) => panelOf(rows, field, title, panel)),
  );
}

/** The same in words. */
export function figuresAlt(rows: readonly FigureRow[], grouping: string): string {
  const lines = rows.map((row) => {
    const parts = panels.map(([field, title]) => {
      const { medianSeconds } = row[field];
      return `${title} ${medianSeconds === null ? 'never' : `after ${duration(medianSeconds)}`}`;
    });
    return `${row.group}: ${row.incidents} incidents, median ${parts.join(', ')}`;
  });
  return `Incidents by ${grouping}. ${lines.join('. ')}.`;
}

function rowGround({ group, incidents, open }: FigureRow, i: number): string {
  const y = top + i * rowHeight;
  const count = `${incidents} ${incidents === 1 ? 'incident' : 'incidents'}${open > 0 ? `, ${open} open` : ''}`;
  return [
    element('rect', { x: 0, y, width, height: rowHeight, fill: i % 2 === 0 ? palette.ground : '#ffffff' }),
    words(fitting(group, nameWidth - 32, 14), { x: 24, y: y + 20, size: 14, fill: palette.ink, weight: 'bold' }),
    words(count, { x: 24, y: y + 36, size: 11, fill: palette.dim }),
  ].join('');
}

function panelOf(rows: readonly FigureRow[], field: (typeof panels)[number][0], title: string, panel: number): string {
  const x = nameWidth + panel * panelWidth;
  const longest = Math.max(1, ...rows.map((row) => row[field].p90Seconds ?? 0));
  const room = panelWidth - 172;
  const bars = rows.map((row, i) => {
    const { medianSeconds, p90Seconds, count } = row[field];
    const y = top + i * rowHeight + rowHeight / 2;
    if (medianSeconds === null || p90Seconds === null)
      return words('not recorded', { x, y: y + 4, size: 12, fill: palette.dim });
    const median = (medianSeconds / longest) * room;
    const p90 = (p90Seconds / longest) * room;
    return [
      element('line', { x1: x, x2: x + p90, y1: y, y2: y, stroke: palette.plain, 'stroke-width': 2 }),
      element('line', { x1: x + p90, x2: x + p90, y1: y - 6, y2: y + 6, stroke: palette.plain, 'stroke-width': 2 }),
      element('rect', { x, y: y - 8, width: Math.max(2, median), height: 16, fill: palette.plain }),
      words(`${duration(medianSeconds)} / ${duration(p90Seconds)}`, {
        x: x + p90 + 8,
        y: y - 1,
        size: 11,
        fill: palette.ink,
      }),
      words(`of ${count}`, { x: x + p90 + 8, y: y + 12, size: 10, fill: palette.dim }),
    ].join('');
  });
  return words(title, { x, y: top - 14, size: 14, fill: palette.ink, weight: 'bold' }) + bars.join('');
}
