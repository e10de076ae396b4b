import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figuresBy, type IncidentFigures } from '../../src/domain/figures.ts';

const incident = (changed: Partial<IncidentFigures> = {}): IncidentFigures => ({
  id: 'INC-1',
  severity: 'sev2',
  declaredAt: '2026-11-23T03:00:00.000Z',
  isOpen: false,
  acknowledgeSeconds: 60,
  firstFactSeconds: 4,
  mitigateSeconds: null,
  resolveSeconds: 3_600,
  sites: ['ams1'],
  platforms: ['frr'],
  ...changed,
});

describe('figures over incidents', () => {
  test('of none are none', () => {
    expect(figuresBy([], 'severity')).toEqual([
      expect.objectContaining({
        group: 'all',
        incidents: 0,
        resolve: { count: 0, medianSeconds: null, p90Seconds: null },
      }),
    ]);
  });

  test('what did not happen is not counted as nothing', () => {
    const [all] = figuresBy(
      [incident(), incident({ resolveSeconds: null, isOpen: true }), incident({ resolveSeconds: 7_200 })],
      'severity',
    );
    expect(all).toMatchObject({
      incidents: 3,
      open: 1,
      resolve: { count: 2, medianSeconds: 5_400, p90Seconds: 7_200 },
      mitigate: { count: 0 },
    });
  });

  test('an incident on two sites counts for both, one without a device for none', () => {
    const rows = figuresBy([incident({ sites: ['ams1', 'fra1'] }), incident(), incident({ sites: [] })], 'site');
    expect(rows.map(({ group, incidents }) => [group, incidents])).toEqual([
      ['all', 3],
      ['ams1', 2],
      ['fra1', 1],
      ['unknown', 1],
    ]);
  });

  test('months are those of the declaration in UTC', () => {
    const rows = figuresBy([incident(), incident({ declaredAt: '2026-10-31T23:59:59.999Z' })], 'month');
    expect(rows.map(({ group }) => group)).toEqual(['all', '2026-10', '2026-11']);
  });

  test('the 90th percentile is an observed value, at least the median, at most the largest', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1e6), { minLength: 1, maxLength: 50 }), (seconds) => {
        const [all] = figuresBy(
          seconds.map((resolveSeconds) => incident({ resolveSeconds })),
          'severity',
        );
        const { count, medianSeconds, p90Seconds } = all?.resolve ?? {
          count: 0,
          medianSeconds: null,
          p90Seconds: null,
        };
        expect(count).toBe(seconds.length);
        expect(seconds).toContain(p90Seconds);
        expect(p90Seconds).toBeGreaterThanOrEqual(medianSeconds ?? Number.POSITIVE_INFINITY);
        expect(seconds.filter((one) => one <= (p90Seconds ?? -1)).length / count).toBeGreaterThanOrEqual(0.9);
      }),
    );
  });
});
