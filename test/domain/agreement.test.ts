import { describe, expect, test } from 'vitest';
import { agreementOf, agreementText } from '../../src/domain/agreement.ts';
import type { DiagnosticName, DiagnosticResult, Outcome } from '../../src/domain/diagnostics.ts';

const answer = (
  device: string,
  diagnostic: DiagnosticName,
  records: object[],
  outcome: Outcome = 'ok',
  error: string | null = null,
): DiagnosticResult =>
  ({
    device,
    platform: 'frr',
    diagnostic,
    outcome,
    records,
    unparsed: [],
    error,
    commands: [],
    startedAt: '',
    durationMs: 1,
    truncated: false,
  }) as unknown as DiagnosticResult;
const version = (device: string, osVersion: string) =>
  answer(device, 'version', [{ osVersion, uptimeSeconds: device.length }]);
const peers = (device: string, ...states: string[]) =>
  answer(
    device,
    'bgp-summary',
    states.map((state, i) => ({ peer: `198.51.100.${i}`, state, adminDown: false, reason: null, upSeconds: i })),
  );

describe('many answers to one question', () => {
  test('37 agree, 2 differ, and each is named with what it says', () => {
    const results = [
      version('leaf7', '4.28.3M'),
      ...Array.from({ length: 37 }, (_, i) => version(`leaf${i + 100}`, '4.30.1F')),
      version('leaf9', '4.28.3M'),
    ];
    expect(agreementText(results)).toBe('37 agree: 4.30.1F. 2 differ: leaf7, leaf9: 4.28.3M.');
  });

  test('ages and counters of a device are not what it says', () => {
    expect(agreementOf([peers('a', 'established'), peers('bb', 'established', 'established')])).toEqual([
      { says: 'every BGP session established or shut on purpose', devices: ['a', 'bb'] },
    ]);
  });

  test('a broken one and a silent one are told apart from the healthy', () => {
    const silent = answer('d', 'bgp-summary', [], 'unreachable', 'd (192.0.2.9, frr): no answer. Check that it is up.');
    const text = agreementText([
      peers('a', 'established'),
      peers('b', 'established'),
      peers('c', 'idle', 'established'),
      silent,
    ]);
    expect(text).toBe(
      '2 agree: every BGP session established or shut on purpose. 2 differ: c: 1 of 2 BGP sessions down: 198.51.100.0 idle; d: the device could not be reached.',
    );
  });

  test('all alike and all different are said so; two are read one by one', () => {
    expect(agreementText([version('a', '1'), version('b', '1'), version('c', '1')])).toBe('All 3 agree: 1.');
    expect(agreementText([version('a', '1'), version('b', '2'), version('c', '3')])).toBe('All 3 differ.');
    expect(agreementText([version('a', '1'), version('b', '2')])).toBeNull();
    expect(agreementText([])).toBeNull();
  });

  test('many kinds of answers are cut aloud', () => {
    const results = [
      version('x', '0'),
      version('y', '0'),
      ...Array.from({ length: 9 }, (_, i) => version(`l${i}`, `v${i}`)),
    ];
    expect(agreementText(results)).toMatch(/^2 agree: 0\. 9 differ: l0: v0; .*; l4: v4; 4 more kinds of answers\.$/);
  });
});
