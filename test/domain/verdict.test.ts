import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DiagnosticName, type DiagnosticResult, outcomes } from '../../src/domain/diagnostics.ts';
import { severityOf } from '../../src/domain/record-severity.ts';
import { verdictOf } from '../../src/domain/verdict.ts';

function result(diagnostic: DiagnosticName, records: object[], more: Partial<DiagnosticResult> = {}): DiagnosticResult {
  return {
    device: 'leaf1',
    platform: 'frr',
    diagnostic,
    outcome: 'ok',
    commands: [],
    records: records as DiagnosticResult['records'],
    unparsed: [],
    error: null,
    startedAt: '2026-11-23T03:02:11.000Z',
    durationMs: 41,
    truncated: false,
    ...more,
  };
}

const port = (name: string, more: object = {}) => ({
  interface: name,
  adminStatus: 'up',
  operStatus: 'up',
  reason: null,
  inErrors: 0,
  outErrors: 0,
  crcErrors: null,
  inDiscards: null,
  outDiscards: null,
  ...more,
});
const peer = (address: string, more: object = {}) => ({
  vrf: null,
  peer: address,
  state: 'established',
  adminDown: false,
  reason: null,
  upSeconds: null,
  prefixesReceived: null,
  lastResetReason: null,
  ...more,
});
const ping = { destination: '192.0.2.1', sent: 5, received: 5, lossPercent: 0, rttAvgMs: 1.2 };
const hop = (n: number, address: string | null, reached = false) => ({
  hop: n,
  replies:
    address === null ? [] : [{ address, hostname: null, rttMs: [1], asn: null, mplsLabels: [], annotation: null }],
  reached,
});
const line = (severity: number | null, message: string) => ({ severity, message });

describe('says what is wrong, and names it', () => {
  test.for([
    ['interfaces', [port('eth0'), port('eth1')], '2 of 2 interfaces up'],
    [
      'interfaces',
      [
        port('eth0'),
        port('eth1', { operStatus: 'down', reason: 'err-disabled' }),
        port('eth2', { operStatus: 'down', adminStatus: 'down' }),
      ],
      '1 of 3 interfaces not up: eth1 (err-disabled); 1 shut down on purpose',
    ],
    ['interfaces', [port('eth1', { operStatus: 'down', adminStatus: 'down' })], 'eth1 is shut down on purpose'],
    ['interface-detail', [port('eth1')], 'eth1 is up, no errors'],
    ['interface-detail', [port('eth1', { inErrors: 7, crcErrors: 1 })], 'eth1 is up, 7 input errors, 1 CRC error'],
    ['interface-detail', [port('eth1', { inErrors: null, outErrors: null })], 'eth1 is up, error counters unknown'],
    ['bgp-summary', [peer('192.0.2.1'), peer('192.0.2.2')], '2 of 2 BGP sessions established'],
    [
      'mpls-lsps',
      [
        { name: '16', type: 'ldp', from: null, to: null, state: null, upSeconds: null },
        { name: '17', type: 'ldp', from: null, to: null, state: null, upSeconds: null },
      ],
      '2 label-switched paths, the device does not say in which state',
    ],
    [
      'bgp-summary',
      [
        peer('192.0.2.1'),
        peer('192.0.2.2', { state: 'active', reason: 'no route' }),
        peer('192.0.2.3', { state: 'idle', adminDown: true }),
      ],
      '1 of 3 BGP sessions down: 192.0.2.2 active (no route); shut down on purpose: 192.0.2.3',
    ],
    [
      'bgp-peer',
      [peer('192.0.2.1', { upSeconds: 93_784, prefixesReceived: 12 })],
      '192.0.2.1 is established for 1 d 2 h, 12 prefixes received',
    ],
    [
      'bgp-peer',
      [peer('192.0.2.1', { state: 'idle', adminDown: true, lastResetReason: 'admin shutdown' })],
      '192.0.2.1 is shut down on purpose; last reset: admin shutdown',
    ],
    ['ping', [ping], '192.0.2.1 answers all 5, 1.2 ms on average'],
    ['ping', [{ ...ping, received: 4, lossPercent: 20 }], '192.0.2.1 loses 20 %: 4 of 5 answered, 1.2 ms on average'],
    ['ping', [{ ...ping, received: 0, lossPercent: 100, rttAvgMs: null }], '192.0.2.1 does not answer: all 5 lost'],
    ['traceroute', [hop(1, '198.51.100.1'), hop(2, '192.0.2.1', true)], 'Destination reached at hop 2'],
    [
      'traceroute',
      [hop(1, '198.51.100.1'), hop(2, null)],
      'Destination not reached; the last answer is hop 1, 198.51.100.1',
    ],
    ['traceroute', [hop(1, null)], 'Destination not reached; no hop answers'],
    ['log', [line(6, 'link up')], '1 log line'],
    [
      'log',
      [line(6, 'link up'), line(2, 'fan failed'), line(3, 'link down')],
      '3 log lines, 2 of them errors or worse; the gravest: fan failed',
    ],
    [
      'version',
      [{ hostname: 'leaf1', model: null, osVersion: '10.6', serial: null, uptimeSeconds: 59, lastRebootReason: null }],
      'leaf1, 10.6; up for 59 s',
    ],
  ] as const)('%s %j → %s', ([diagnostic, records, said]) =>
    expect(verdictOf(result(diagnostic, [...records]))).toBe(said),
  );
});

describe('an answer that is none', () => {
  test.for(outcomes.filter((outcome) => outcome !== 'ok' && outcome !== 'empty'))(
    '%s is said with its reason, never as a finding',
    (outcome) => {
      const said = verdictOf(result('ping', [], { outcome, error: '% Invalid input' }));
      expect(said).toMatch(/: % Invalid input$/);
      expect(said).not.toMatch(/answers all|established/);
    },
  );

  test('what was half understood says so beside what was found', () =>
    expect(verdictOf(result('ping', [ping], { outcome: 'partial', error: '1 row was not understood' }))).toBe(
      '192.0.2.1 answers all 5, 1.2 ms on average; not all was understood: 1 row was not understood',
    ));

  test('a cut-off answer is not judged, even where records were read', () =>
    expect(verdictOf(result('ping', [ping], { outcome: 'incomplete', error: 'cut' }))).toBe(
      'The answer was cut off and is not judged: cut',
    ));
});

test('is one line of bounded length, whatever the device wrote', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), fc.constantFrom(...outcomes), (words, outcome) => {
      const said = verdictOf(result('log', [line(1, words)], { outcome, error: words }));
      expect(said).not.toMatch(/\n/);
      expect(said.length).toBeLessThan(700);
    }),
  ));

test('ranks what is broken above what is shut on purpose above what is fine', () => {
  const rows = [peer('a'), peer('b', { state: 'idle', adminDown: true }), peer('c', { state: 'idle' })];
  expect(rows.map(severityOf)).toEqual([0, 1, 2]);
  expect(
    [port('a'), port('b', { operStatus: 'down', adminStatus: 'down' }), port('c', { operStatus: 'down' })].map(
      severityOf,
    ),
  ).toEqual([0, 1, 2]);
});
