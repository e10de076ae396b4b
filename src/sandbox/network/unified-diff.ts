const contextLines = 3;

interface Row {
  mark: ' ' | '+' | '-';
  text: string;
  /** Lines of the old and new text up to and without this row. */
  before: number;
  after: number;
}

/** Hunks of a unified diff without the file header; "" when nothing differs. */
export function unifiedDiff(before: readonly string[], after: readonly string[]): string {
  const rows = diffRows(before, after);
  const changed = rows.flatMap((row, index) => (row.mark === ' ' ? [] : [index]));
  const hunks: [from: number, to: number][] = [];
  for (const index of changed) {
    const last = hunks.at(-1);
    const from = Math.max(0, index - contextLines);
    const to = Math.min(rows.length, index + contextLines + 1);
    if (last && from <= last[1]) last[1] = to;
    else hunks.push([from, to]);
  }
  return hunks.map(([from, to]) => hunk(rows.slice(from, to))).join('');
}

function hunk(rows: Row[]): string {
  const first = rows[0];
  if (!first) return '';
  const old = rows.filter(({ mark }) => mark !== '+').length;
  const fresh = rows.filter(({ mark }) => mark !== '-').length;
  const lines = rows.map(({ mark, text }) => `${mark}${text}\n`).join('');
  return `@@ -${first.before + 1},${old} +${first.after + 1},${fresh} @@\n${lines}`;
}

/** The two texts laid side by side along their longest common subsequence. */
function diffRows(before: readonly string[], after: readonly string[]): Row[] {
  const common = commonLengths(before, after);
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  const rows: Row[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const old = before[i];
    const fresh = after[j];
    if (old !== undefined && old === fresh) {
      rows.push({ mark: ' ', text: old, before: i++, after: j++ });
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      rows.push({ mark: '-', text: old, before: i++, after: j });
    } else {
      rows.push({ mark: '+', text: fresh ?? '', before: i, after: j++ });
    }
  }
  return rows;
}

/** `[i][j]`: length of the longest common subsequence of `before` from i and `after` from j. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (!row) continue;
      row[j] =
        before[i] === after[j]
          ? (lengths[i + 1]?.[j + 1] ?? 0) + 1
          : Math.max(lengths[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}
