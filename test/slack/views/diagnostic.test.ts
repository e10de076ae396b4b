import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DiagnosticName,
  type DiagnosticResult,
  diagnosticNames,
  outcomes,
} from '../../../src/domain/diagnostics.ts';
import { diagnosticResult, diagnosticRunning } from '../../../src/slack/views/diagnostic.ts';
import { recordTable } from '../../../src/slack/views/record-table.ts';
import { hostile, problemsOf, shown } from '../slack-rules.ts';

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

const peer = (address: string, more: object = {}) => ({
  vrf: 'default',
  peer: address,
  remoteAs: 4_200_000_001,
  state: 'established',
  adminDown: false,
  prefixesReceived: 812,
  reason: null,
  description: 'a rather long description of this peer',
  ...more,
});
const port = (name: string, operStatus = 'up') => ({
  interface: name,
  adminStatus: 'up',
  operStatus,
  reason: null,
  ipAddresses: ['198.51.100.0/31'],
  description: 'to spine1',
});

const figure = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }));
/** Every other field that a table may show. */
const other = {
  lane: fc.option(fc.nat(8)),
  noLight: fc.option(fc.boolean()),
  rxPowerDbm: figure,
  txPowerDbm: figure,
  temperatureCelsius: figure,
  type: fc.option(hostile),
  alarms: fc.array(hostile, { maxLength: 3 }),
  best: fc.boolean(),
  nextHop: fc.option(hostile),
  localPreference: fc.option(fc.nat()),
  med: fc.option(fc.nat()),
  asPath: fc.array(fc.oneof(fc.nat(), fc.array(fc.nat(), { maxLength: 3 })), { maxLength: 5 }),
  bestReason: fc.option(hostile),
  rpki: fc.constantFrom('valid', 'invalid', null),
  prefix: hostile,
  protocol: fc.option(hostile),
  metric: fc.option(fc.nat()),
  nextHops: fc.array(fc.record({ address: fc.option(hostile), interface: fc.option(hostile) }), { maxLength: 3 }),
  neighborId: hostile,
  area: fc.option(hostile),
  upSeconds: fc.option(fc.nat()),
  systemId: fc.option(hostile),
  hostname: fc.option(hostile),
  level: fc.constantFrom('1', '2', null),
  transmitMs: fc.option(fc.nat()),
  multiplier: fc.option(fc.nat(9)),
  diagnosticCode: fc.option(hostile),
  neighborName: fc.option(hostile),
  neighborInterface: fc.option(hostile),
  chassisId: fc.option(hostile),
  ipAddress: hostile,
  macAddress: hostile,
  vlan: fc.option(hostile),
  component: fc.constantFrom('fan', 'psu'),
  name: hostile,
  status: fc.constantFrom('ok', 'failed', null),
  reading: figure,
  unit: fc.constantFrom('celsius', null),
  scope: hostile,
  cpuPercent5s: figure,
  cpuPercent1m: figure,
  cpuPercent5m: figure,
  load1m: figure,
  memoryTotalBytes: fc.option(fc.nat()),
  memoryUsedBytes: fc.option(fc.nat()),
  topProcesses: fc.array(fc.record({ name: hostile, cpuPercent: fc.nat(100) }), { maxLength: 4 }),
  id: hostile,
  user: fc.option(hostile),
  comment: fc.option(hostile),
  lag: hostile,
  members: fc.array(fc.record({ interface: hostile, state: fc.option(hostile) }), { maxLength: 4 }),
  to: fc.option(hostile),
  stratum: fc.option(fc.nat(16)),
  offsetMs: figure,
  queue: hostile,
  droppedPackets: fc.option(fc.nat()),
};

describe('the table of an answer', () => {
  test('is at most 46 columns wide and 15 rows long, whatever a device calls its things', () => {
    const records = fc.array(
      fc.record({
        vrf: fc.option(hostile),
        peer: hostile,
        interface: hostile,
        remoteAs: fc.option(fc.nat()),
        state: fc.constantFrom('idle', 'established', 'active'),
        operStatus: fc.constantFrom('up', 'down', 'lower-layer-down'),
        adminDown: fc.boolean(),
        adminStatus: fc.constantFrom('up', 'down', null),
        prefixesReceived: fc.option(fc.nat()),
        reason: fc.option(hostile),
        description: fc.option(hostile),
        ipAddresses: fc.array(hostile, { maxLength: 2 }),
        hop: fc.nat(64),
        replies: fc.array(fc.record({ address: hostile, rttMs: fc.array(fc.float({ noNaN: true })) }), {
          maxLength: 3,
        }),
        reached: fc.boolean(),
        atText: hostile,
        severity: fc.option(fc.nat(7)),
        mnemonic: fc.option(hostile),
        message: hostile,
        ...other,
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...diagnosticNames), records, (diagnostic, rows) => {
        const lines = recordTable(result(diagnostic, rows), { width: 46, rows: 15 }).split('\n');
        expect(lines.filter((line) => Array.from(line).length > 46)).toEqual([]);
        expect(lines.length).toBeLessThanOrEqual(15 * 6 + 2);
      }),
      { numRuns: 150 },
    );
  });

  test('shows what is broken first', () => {
    const table = recordTable(result('bgp-summary', [peer('192.0.2.1'), peer('192.0.2.2', { state: 'active' })]), {
      width: 46,
      rows: 1,
    });
    expect(table).toContain('192.0.2.2');
    expect(table).not.toContain('192.0.2.1 ');
    expect(table).toContain('cut at 1 of 2 rows');
  });

  test('keeps AS numbers and prefixes whole and lets the note give way', () => {
    const table = recordTable(result('bgp-summary', [peer('2001:db8::1:2')]), { width: 46, rows: 5 });
    expect(table).toMatch(/2001:db8::1:2 +4200000001 +estab +812/);
  });

  test('gives a long name a line of its own, and cuts it in the middle only where that is too short', () => {
    const table = recordTable(result('interfaces', [port('HundredGigE0/0/0/31/veryverylong.4095.subinterface.1')]), {
      width: 46,
      rows: 5,
    });
    expect(table).toMatch(/^HundredGigE.*….*subinterface\.1\n +up/m);
  });
});

describe('an answer', () => {
  test('puts the verdict before the table, and the line to type next time last', () => {
    const view = diagnosticResult({
      results: [{ result: result('interfaces', [port('eth0'), port('eth1', 'down')]), verdict: '1 of 2 not up: eth1' }],
      shortcut: '/net interfaces leaf1',
    });
    const words = shown(view);
    expect(words.indexOf('1 of 2 not up')).toBeLessThan(words.indexOf('INTERFACE'));
    expect(words.trimEnd().endsWith('Shortcut: `/net interfaces leaf1`')).toBe(true);
    expect(view.text).toContain('1 of 2 not up: eth1');
    expect(problemsOf(view)).toEqual([]);
  });

  test('a notice stands above the answers', () => {
    const notice = 'LEGACY: *SHA-1* <!channel>';
    const view = diagnosticResult({
      results: [{ result: result('bgp-summary', [peer('192.0.2.1')]), verdict: 'fine' }],
      shortcut: null,
      notice,
    });
    expect(JSON.stringify(view.blocks[0])).toContain('LEGACY: *SHA-1* &lt;!channel&gt;');
    expect(view.text).toMatch(/^:unlock: LEGACY/);
    expect(problemsOf(view)).toEqual([]);
  });

  test('of many devices names every one, those that failed first', () => {
    const results = Array.from({ length: 30 }, (_, i) => ({
      result: result('ping', [], { device: `leaf${i}`, outcome: i === 20 ? 'unreachable' : 'empty' }),
      verdict: 'said',
    }));
    const view = diagnosticResult({ results, shortcut: null });
    expect(shown(view).indexOf('leaf20')).toBeLessThan(shown(view).indexOf('leaf0'));
    for (const { result: one } of results) expect(shown(view)).toContain(`*${one.device}*`);
    expect(problemsOf(view)).toEqual([]);
  });

  test('shows what was not understood and that it was cut', () => {
    const unparsed = ['?? <!channel> ```', ...Array.from({ length: 9 }, (_, i) => `row ${i}`)];
    const view = diagnosticResult({
      results: [{ result: result('log', [], { outcome: 'partial', unparsed, truncated: true }), verdict: 'v' }],
      shortcut: null,
    });
    expect(shown(view)).toMatch(/not understood[\s\S]*\?\? <!channel> ```[\s\S]*and 5 more[\s\S]*cut/);
    expect(problemsOf(view)).toEqual([]);
  });

  test('whatever devices wrote, is one that Slack takes', () => {
    const answers = fc.array(
      fc.tuple(
        hostile,
        fc.constantFrom(...outcomes),
        fc.array(hostile, { maxLength: 20 }),
        fc.array(hostile, { maxLength: 6 }),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(answers, fc.option(hostile), (all, shortcut) => {
        const results = all.map(([verdict, outcome, messages, unparsed], i) => ({
          result: result(
            'log',
            messages.map((message) => ({ atText: message, severity: 3, mnemonic: null, message })),
            { device: `leaf${i}`, outcome, unparsed },
          ),
          verdict,
        }));
        expect(problemsOf(diagnosticResult({ results, shortcut }))).toEqual([]);
        const running = {
          diagnostic: 'log',
          devices: results.map((_, i) => `leaf${i}`),
          done: results,
          elapsedSeconds: 3,
        };
        expect(problemsOf(diagnosticRunning(running))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

test('while it runs: how many answered, what they said, and who is still waited for', () => {
  const done = [{ result: result('ping', []), verdict: 'answers all 5' }];
  const view = diagnosticRunning({ diagnostic: 'ping', devices: ['leaf1', 'leaf2'], done, elapsedSeconds: 4 });
  expect(view.text).toMatch(/1 of 2 devices answered \(4 s\)[\s\S]*answers all 5[\s\S]*Waiting for leaf2/);
});
