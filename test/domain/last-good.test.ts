import { describe, expect, test } from 'vitest';
import { compareWithLastGood, type LastGood } from '../../src/domain/last-good.ts';

const hour = 3_600_000;
const peer = (state: string, prefixesReceived: number | null = 100) => ({
  vrf: null,
  addressFamily: null,
  peer: '198.51.100.1',
  state,
  adminDown: false,
  prefixesReceived,
  upSeconds: null,
});
const good = (changed: Partial<LastGood> = {}): LastGood => ({
  records: [peer('established')],
  atMs: 0,
  isHealthy: true,
  worseSinceMs: null,
  ...changed,
});
const compare = (kept: LastGood | null, records: object[], atMs: number) =>
  compareWithLastGood('bgp-summary', kept, records, atMs);

describe('the last good answer', () => {
  test('the first answer is kept, and whether it was healthy', () => {
    expect(compare(null, [peer('established')], hour)).toEqual({ keep: good({ atMs: hour }), changes: [] });
    expect(compare(null, [peer('idle')], hour).keep.isHealthy).toBe(false);
  });

  test('an answer that is not worse takes its place', () => {
    expect(compare(good(), [peer('established', 101)], hour).keep.atMs).toBe(hour);
    const healed = compare(good({ records: [peer('idle')], isHealthy: false }), [peer('established')], hour);
    expect(healed.keep).toMatchObject({ atMs: hour, isHealthy: true });
    expect(healed.changes.map(({ words }) => words)).toEqual(['198.51.100.1: idle → established']);
  });

  test('worse answers are all compared with the same one, however many come', () => {
    const first = compare(good(), [peer('idle', null)], hour);
    expect(first.keep).toEqual(good({ worseSinceMs: hour }));
    const second = compare(first.keep, [peer('active', null)], 2 * hour);
    expect(second.keep).toEqual(good({ worseSinceMs: hour }));
    expect(second.changes.map(({ words }) => words)).toEqual(['198.51.100.1: established → active']);
  });

  test('once it is no longer worse, the count begins anew', () => {
    const healed = compare(good({ worseSinceMs: hour }), [peer('established')], 2 * hour);
    expect(healed.keep).toEqual(good({ atMs: 2 * hour }));
  });

  test('what stays worse for a day is the new normal, and is told once more', () => {
    const day = compare(good({ worseSinceMs: hour }), [], 25 * hour);
    expect(day.changes).toHaveLength(1);
    expect(day.keep).toMatchObject({ records: [], atMs: 25 * hour });
    expect(compare(good({ worseSinceMs: hour }), [], 25 * hour - 1).keep.atMs).toBe(0);
  });
});
