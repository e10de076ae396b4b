import { describe, expect, test } from 'vitest';
import { newsOf, type WatchedAnswer, watchChanges, watchIntervalMs } from '../../src/domain/watch.ts';

const answer = (outcome: WatchedAnswer['outcome'], records: object[] | null, atMs = 0): WatchedAnswer => ({
  outcome,
  records,
  atMs,
});
const port = (operStatus: string) => [{ interface: 'eth1', adminStatus: 'up', operStatus }];

describe('a watch', () => {
  test.each([
    [60_000, 10_000],
    [300_000, 10_000],
    [600_000, 20_000],
    [3_600_000, 120_000],
    [86_400_000, 300_000],
    [59_999, null],
    [86_400_001, null],
  ])('of %d ms reads every %s ms', (length, every) => {
    expect(watchIntervalMs(length)).toBe(every);
  });

  test('sees what changed between two readings', () => {
    const changes = watchChanges('interfaces', answer('ok', port('up')), answer('ok', port('down'), 20_000));
    expect(changes).toEqual([{ words: 'eth1: up → down', isWorse: true }]);
    expect(watchChanges('interfaces', answer('ok', port('up')), answer('ok', port('up'), 20_000))).toEqual([]);
    expect(watchChanges('interfaces', undefined, answer('ok', port('down')))).toEqual([]);
  });

  test('tells a device that stopped answering and one that answers again, once', () => {
    const [up, gone] = [answer('ok', port('up')), answer('unreachable', null)];
    expect(watchChanges('interfaces', up, gone)).toEqual([{ words: 'ok → unreachable', isWorse: true }]);
    expect(watchChanges('interfaces', gone, gone)).toEqual([]);
    expect(watchChanges('interfaces', gone, up)).toEqual([{ words: 'unreachable → ok', isWorse: false }]);
  });

  test('a counter that goes on rising is the same news', () => {
    expect(newsOf('eth1: +1,204 CRC errors, 9,001 in all')).toBe(newsOf('eth1: +3 CRC errors, 9,004 in all'));
    expect(newsOf('eth1: up → down')).not.toBe(newsOf('eth1: down → up'));
  });
});
