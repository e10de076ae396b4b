import { describe, expect, test } from 'vitest';
import type { DiagnosticResult } from '../../src/domain/diagnostics.ts';
import { samplesOf, watchPlot } from '../../src/domain/watch-series.ts';

const result = (records: object[]) =>
  ({ device: 'leaf1', diagnostic: 'interface-detail', records }) as unknown as DiagnosticResult;
const port = (crcErrors: number | null) => ({ interface: 'eth1', operStatus: 'up', mtuBytes: 1500, crcErrors });
const readings = (...values: (number | null)[]) =>
  values.map((value, i) => ({ atMs: i * 20_000, samples: samplesOf([result([port(value)])]) }));

describe('what a watch plots', () => {
  test('are the numbers that are watched, by device and row; what was not said is no zero', () => {
    expect(samplesOf([result([port(7)])])).toEqual([
      { series: 'leaf1 eth1 CRC errors', kind: 'total', unit: 'per second', value: 7 },
    ]);
    expect(samplesOf([result([port(null)])])).toEqual([]);
  });

  test('is a rate for what only rises, with a gap where it was cleared or not read', () => {
    expect(watchPlot(readings(0, 40, null, 100, 160, 0, 20))).toEqual({
      unit: 'per second',
      lines: [
        {
          name: 'leaf1 eth1 CRC errors',
          points: [2, null, null, 3, null, 1].map((value, i) => ({ atMs: (i + 1) * 20_000, value })),
        },
      ],
    });
  });

  test('is nothing where nothing moved, or nothing was read', () => {
    expect(watchPlot(readings(5, 5, 5))).toBe(null);
    expect(watchPlot(readings(5))).toBe(null);
    expect(watchPlot([])).toBe(null);
  });

  test('is bounded: 200 numbers of a reading, 6 lines of a plot, those that moved most', () => {
    const many = Array.from({ length: 300 }, (_, i) => ({ interface: `eth${i}`, crcErrors: i }));
    expect(samplesOf([result(many)])).toHaveLength(200);
    const at = (factor: number) =>
      samplesOf([result(many.slice(0, 20).map((one) => ({ ...one, crcErrors: one.crcErrors * factor })))]);
    const plot = watchPlot([0, 1, 5].map((factor, i) => ({ atMs: i * 1_000, samples: at(factor) })));
    expect(plot?.lines.map(({ name }) => name)).toEqual(
      [19, 18, 17, 16, 15, 14].map((n) => `leaf1 eth${n} CRC errors`),
    );
  });
});
