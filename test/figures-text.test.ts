import { expect, test } from 'vitest';
import type { FigureRow } from '../src/domain/figures.ts';
import { figuresCsv, figuresText } from '../src/figures-text.ts';

const none = { count: 0, medianSeconds: null, p90Seconds: null };
const row = (group: string): FigureRow => ({
  group,
  incidents: 2,
  open: 1,
  acknowledge: { count: 2, medianSeconds: 90, p90Seconds: 120 },
  firstFact: none,
  mitigate: none,
  resolve: { count: 1, medianSeconds: 3_600, p90Seconds: 3_600 },
});

test('durations read as durations, and what did not happen is a dash', () => {
  expect(figuresText([row('all')])).toBe(
    [
      'group  incidents  open  acknowledge         first fact  mitigate  resolve',
      'all    2          1     1 min 30 s / 2 min  -           -         1 h / 1 h',
    ].join('\n'),
  );
});

test('a site cannot become a formula or break its cell', () => {
  const [, line] = figuresCsv([row('=1+1,"x"')]).split('\r\n');
  expect(line).toBe('"\'=1+1,""x""",2,1,2,90,120,0,,,0,,,1,3600,3600');
});
