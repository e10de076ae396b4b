import type { ShownResult } from '../../domain/diagnostics.ts';
import { tableOf } from './record-rows.ts';

/**
 * The records of one answer as monospace text of at most `width` columns: the worst rows first, at most `rows` of them,
 * cut aloud. Empty when there is no record.
 */
export function recordTable(result: ShownResult, { width, rows }: { width: number; rows: number }): string {
  if (result.records.length === 0) return '';
  const { head, body, giveWay } = tableOf(result, width);
  const shown = body.slice(0, rows);
  const cut = body.length > rows ? [`… cut at ${rows} of ${body.length} rows`] : [];
  const table = head === null ? shown.map((cells) => cells.join(' ')) : aligned([head, ...shown], giveWay, width);
  return [...table, ...cut].map((line) => line.trimEnd()).join('\n');
}

const gap = 1;
/** A column that would be narrower than this says nothing any more. */
const narrowest = 6;

/** Columns side by side, those without any value left out. A name too long for its column has a line of its own above. */
function aligned(rows: readonly string[][], giveWay: readonly number[], width: number): string[] {
  const cells = rows.map((row) => row.map((cell) => Array.from(cell.replace(/\s+/g, ' '))));
  const widths = (rows[0] ?? []).map((_, i) =>
    cells.slice(1).some((row) => (row[i]?.length ?? 0) > 0) ? Math.max(...cells.map((row) => row[i]?.length ?? 0)) : 0,
  );
  const excess = () => widths.reduce((sum, one) => sum + (one === 0 ? 0 : one + gap), -gap) - width;
  for (const column of giveWay) {
    const natural = widths[column] ?? 0;
    const over = excess();
    if (over <= 0) break;
    const isLast = column > 0 && column === widths.length - 1;
    const left = natural - over;
    widths[column] = left >= narrowest ? left : isLast && natural > 0 ? 0 : Math.min(natural, narrowest);
  }
  const first = Math.max(narrowest, (widths[0] ?? 0) - Math.max(0, excess()));
  return cells.flatMap(([name = [], ...rest]) => {
    const cut = rest.flatMap((cell, i) => (widths[i + 1] ? [padded(cell, widths[i + 1] ?? 0)] : []));
    const row = [padded(name.length > first ? [] : name, first), ...cut].join(' '.repeat(gap));
    const lines = name.length > first ? [middleCut(name, width), row] : [row];
    return lines.map((line) => Array.from(line).slice(0, width).join(''));
  });
}

function padded(cell: readonly string[], size: number): string {
  return cell.length <= size ? cell.join('') + ' '.repeat(size - cell.length) : `${cell.slice(0, size - 1).join('')}…`;
}

/** Both ends of a name tell it apart. */
function middleCut(name: readonly string[], size: number): string {
  if (name.length <= size) return name.join('');
  const tail = Math.floor((size - 1) / 2);
  return [...name.slice(0, size - 1 - tail), '…', ...name.slice(-tail)].join('');
}
