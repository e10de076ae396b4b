import { describe, expect, test } from 'vitest';
import {
  type CriteriaCourse,
  conditionText,
  criterionText,
  judge,
  nextCourse,
  parseCondition,
  soakMs,
} from '../../src/domain/criterion.ts';
import type { DiagnosticResult, Outcome } from '../../src/domain/diagnostics.ts';

const result = (diagnostic: string, records: object[], outcome: Outcome = 'ok', device = 'leaf1') =>
  ({ device, diagnostic, outcome, records }) as unknown as DiagnosticResult;
const peer = (state: string, more: object = {}) => ({ peer: state, state, adminDown: false, ...more });

describe('a condition', () => {
  test.each(['established', 'up', 'full', 'healthy', 'flat', 'loss 0', 'loss 0.5', 'prefixes >= 100'])(
    '"%s" is read and written the same',
    (text) => {
      const condition = parseCondition(text);
      expect(condition && conditionText(condition)).toBe(text);
    },
  );

  test.each([
    ['errors flat', 'flat'],
    ['loss <= 1 %', 'loss 1'],
    ['  Established ', 'established'],
  ])('"%s" means %s', (text, meaning) => {
    const condition = parseCondition(text);
    expect(condition && conditionText(condition)).toBe(meaning);
  });

  test.each(['', 'loss', 'loss 101', 'loss -1', 'prefixes > 1', 'down', 'established; reload'])(
    '"%s" is none',
    (text) => expect(parseCondition(text)).toBe(null),
  );

  test('reads as the question and what is expected of it', () =>
    expect(criterionText('/net bgp-summary leaf1', 'established')).toBe('bgp-summary leaf1: established'));
});

describe('a judgement', () => {
  const judged = (text: string, results: DiagnosticResult[], before: Record<string, number> | null = null) => {
    const condition = parseCondition(text);
    if (!condition) throw new Error(text);
    const { holds, says } = judge(condition, results, before);
    return [holds, says];
  };

  test('of states counts every row; nothing there does not hold', () => {
    expect(judged('established', [result('bgp-summary', [peer('established'), peer('established')])])).toEqual([
      true,
      '2 of 2 established',
    ]);
    expect(judged('established', [result('bgp-summary', [peer('established'), peer('idle')])])).toEqual([
      false,
      '1 of 2 established',
    ]);
    expect(judged('established', [result('bgp-summary', [], 'empty')])).toEqual([false, '0 of 0 established']);
    expect(judged('up', [result('interfaces', [{ interface: 'eth1', operStatus: 'up' }])])).toEqual([
      true,
      '1 of 1 up',
    ]);
  });

  test('is unknown when a device did not answer, whatever the others say', () => {
    const results = [result('ping', [{ lossPercent: 0 }]), result('ping', [], 'timed-out', 'leaf2')];
    expect(judged('loss 0', results)).toEqual([null, 'leaf2: timed-out']);
  });

  test('of loss takes the worst; a ping without a figure proves nothing', () => {
    expect(judged('loss 1', [result('ping', [{ lossPercent: 0 }, { lossPercent: 1.5 }])])).toEqual([
      false,
      'loss 1.5 %',
    ]);
    expect(judged('loss 0', [result('ping', [{ lossPercent: null }])])).toEqual([null, 'no loss was measured']);
  });

  test('of counters compares two readings; the first one and a new counter prove nothing, a cleared one is flat', () => {
    const port = (crcErrors: number) => [result('interface-detail', [{ interface: 'eth1', crcErrors }])];
    expect(judged('flat', port(7))).toEqual([null, 'read once; the next reading tells']);
    expect(judged('flat', port(7), { 'leaf1 eth1 CRC errors': 7 })).toEqual([true, 'flat']);
    expect(judged('flat', port(9), { 'leaf1 eth1 CRC errors': 7 })).toEqual([false, 'leaf1 eth1 CRC errors +2']);
    expect(judged('flat', port(1_465_876), { 'leaf1 eth1 CRC errors': 7 })[1]).toBe('leaf1 eth1 CRC errors +1,465,869');
    expect(judged('flat', port(0), { 'leaf1 eth1 CRC errors': 7 })).toEqual([true, 'flat']);
    expect(judged('flat', [result('interface-detail', [{ interface: 'eth1', crcErrors: null }])])).toEqual([
      null,
      'nothing is counted there',
    ]);
  });

  test('keeps what was counted while a device is silent', () => {
    const silent = judge({ kind: 'flat' }, [result('interface-detail', [], 'timed-out')], { a: 1 });
    expect(silent.counters).toEqual({ a: 1 });
  });

  test('of prefixes sums what the peers say; what none says is unknown', () => {
    expect(
      judged('prefixes >= 10', [
        result('bgp-summary', [peer('a', { prefixesReceived: 4 }), peer('b', { prefixesReceived: 6 })]),
      ]),
    ).toEqual([true, '10 prefixes']);
    expect(judged('prefixes >= 1', [result('bgp-summary', [peer('a', { prefixesReceived: null })])])).toEqual([
      null,
      'no peer says how many prefixes it has',
    ]);
  });
});

describe('all criteria together', () => {
  const none: CriteriaCourse = { heldSinceMs: null, offeredForMs: null, failedChecks: 0 };
  /** Judged all along, unless it is said when the judgement before was. */
  const rounds = (list: [atMs: number, holds: (boolean | null)[], lastMs?: number][]) => {
    let course = none;
    return list.map(([atMs, holds, lastMs = atMs]) => {
      const next = nextCourse(course, holds, { lastMs, nowMs: atMs });
      course = next.course;
      return next.offer ? 'offer' : next.relapsed ? 'relapse' : '-';
    });
  };

  test('offer the end once after the soak period, and again only after a break', () => {
    expect(
      rounds([
        [0, [true]],
        [soakMs - 1, [true]],
        [soakMs, [true]],
        [soakMs + 1, [true]],
      ]),
    ).toEqual(['-', '-', 'offer', '-']);
    expect(
      rounds([
        [0, [true]],
        [soakMs, [true]],
        [soakMs + 1, [false]],
        [soakMs + 2, [true]],
        [2 * soakMs + 2, [true]],
      ]),
    ).toEqual(['-', 'offer', '-', '-', 'offer']);
  });

  test('a time in which nobody judged proves nothing: the soak begins anew', () => {
    const minute = 60_000;
    expect(
      rounds([
        [0, [true]],
        [minute, [true]],
        [10 * minute, [true], minute],
        [19 * minute, [true]],
        [20 * minute, [true]],
      ]),
    ).toEqual(['-', '-', '-', '-', 'offer']);
  });

  test('neither does a clock that was put back, and what was offered is not offered again for it', () => {
    const hour = 3_600_000;
    expect(
      rounds([
        [hour, [true]],
        [1, [true], hour],
        [soakMs, [true]],
        [soakMs + 1, [true]],
      ]),
    ).toEqual(['-', '-', '-', 'offer']);
    expect(
      rounds([
        [0, [true]],
        [soakMs, [true]],
        [soakMs + hour, [true], soakMs],
        [2 * soakMs + hour, [true]],
      ]),
    ).toEqual(['-', 'offer', '-', '-']);
  });

  test('what is unknown stops the soak and is no relapse', () => {
    expect(
      rounds([
        [0, [true]],
        [1, [null]],
        [2, [true]],
        [soakMs, [true]],
        [soakMs + 2, [true]],
      ]),
    ).toEqual(['-', '-', '-', '-', 'offer']);
    expect(
      rounds([
        [0, [null]],
        [1, [null]],
        [2, [null]],
      ]),
    ).toEqual(['-', '-', '-']);
  });

  test('one bad reading is no relapse, two in a row are', () => {
    expect(
      rounds([
        [0, [false]],
        [1, [true]],
        [2, [false]],
        [3, [false, true]],
      ]),
    ).toEqual(['-', '-', '-', 'relapse']);
    expect(
      rounds([
        [0, [false]],
        [1, [null]],
        [2, [false]],
      ]),
    ).toEqual(['-', '-', '-']);
  });

  test('what never held is no relapse: it was so when the incident ended', () => {
    expect(
      rounds([
        [0, [false]],
        [1, [false]],
        [2, [false]],
      ]),
    ).toEqual(['-', '-', '-']);
    expect(
      rounds([
        [0, [false]],
        [1, [true]],
        [2, [false]],
        [3, [false]],
      ]),
    ).toEqual(['-', '-', '-', 'relapse']);
  });

  test('no criteria at all never offer anything', () =>
    expect(
      rounds([
        [0, []],
        [soakMs * 2, []],
      ]),
    ).toEqual(['-', '-']));
});
