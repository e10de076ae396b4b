import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DiagnosticName,
  type DiagnosticRecords,
  type DiagnosticResult,
  outcomes,
} from '../../../src/domain/diagnostics.ts';
import type { BgpSummaryRecord } from '../../../src/domain/routing-records.ts';
import { verdictOf } from '../../../src/domain/verdict.ts';
import { diagnosticResult, diagnosticRunning } from '../../../src/slack/views/diagnostic.ts';
import { hostile, problemsOf, shown, stringsOf } from '../slack-rules.ts';

function result<N extends DiagnosticName>(
  diagnostic: N,
  records: DiagnosticRecords[N][],
  more: object = {},
): DiagnosticResult {
  return {
    device: 'leaf1',
    platform: 'frr',
    diagnostic,
    outcome: 'ok',
    commands: [],
    records,
    unparsed: [],
    error: null,
    startedAt: '2026-11-23T03:02:11.482Z',
    durationMs: 41,
    truncated: false,
    ...more,
  };
}

const answer = (of: DiagnosticResult) => ({ result: of, verdict: verdictOf(of) });
const view = (...results: DiagnosticResult[]) =>
  diagnosticResult({ results: results.map(answer), shortcut: '/net bgp-summary leaf1' });
const monospace = (message: ReturnType<typeof view>) =>
  message.blocks.flatMap((block) =>
    JSON.stringify(block).includes('rich_text_preformatted') ? stringsOf(block, 'text') : [],
  );

function peer(address: string, more: Partial<BgpSummaryRecord> = {}): BgpSummaryRecord {
  return {
    vrf: 'default',
    addressFamily: 'ipv4-unicast',
    localAs: 65_001,
    routerId: '192.0.2.11',
    peer: address,
    remoteAs: 65_100,
    state: 'established',
    adminDown: false,
    reason: null,
    stateSeconds: 270_000,
    upSeconds: 270_000,
    prefixesReceived: 12,
    prefixesAccepted: 12,
    prefixesSent: 4,
    description: null,
    ...more,
  };
}

const interfaceNamed = (name: string, more: object = {}) => ({
  interface: name,
  description: null,
  adminStatus: 'up' as const,
  operStatus: 'up' as const,
  reason: null,
  speedBitsPerSecond: null,
  duplex: null,
  mediaType: null,
  mtuBytes: 1500,
  mtuLayer: 'ip' as const,
  vrf: null,
  lag: null,
  ipAddresses: [],
  ...more,
});

describe('an answer', () => {
  test('says the verdict first, in the notification too, and how to ask again', () => {
    const down = view(result('bgp-summary', [peer('198.51.100.1', { state: 'idle', upSeconds: null })]));
    expect(down.text).toMatch(/leaf1.*198\.51\.100\.1/);
    expect(shown(down).indexOf('198.51.100.1')).toBeLessThan(
      shown(down).indexOf('PEER') + 1 || Number.POSITIVE_INFINITY,
    );
    expect(shown(down)).toContain('/net bgp-summary leaf1');
    expect(problemsOf(down)).toEqual([]);
  });

  test('shows broken peers above healthy ones', () => {
    const table = monospace(
      view(result('bgp-summary', [peer('198.51.100.1'), peer('198.51.100.3', { state: 'active' })])),
    ).join('\n');
    expect(table.indexOf('198.51.100.3')).toBeLessThan(table.indexOf('198.51.100.1 '));
    expect(table).toMatch(/active/);
  });

  test('never cuts the address of a peer', () => {
    const long = '2001:db8:ffff:1111:2222:3333:4444:5555';
    expect(
      monospace(view(result('bgp-summary', [peer(long, { description: 'to the other side of the street' })]))).join(
        '\n',
      ),
    ).toContain(long);
  });

  test.for([
    [
      'interfaces',
      [
        interfaceNamed('TenGigabitEthernet0/0/0/12.3456', {
          description: 'x'.repeat(90),
          reason: 'link-not-connected',
        }),
      ],
    ],
    ['bgp-summary', [peer('198.51.100.1', { description: 'y'.repeat(90) }), peer('2001:db8::1:2:3')]],
    [
      'traceroute',
      [
        {
          hop: 1,
          reached: false,
          replies: [
            {
              address: '2001:db8:1:2:3:4:5:6',
              hostname: 'core.example.net',
              rttMs: [1.2, 2.5, 3],
              asn: null,
              mplsLabels: [],
              annotation: null,
            },
          ],
        },
      ],
    ],
    [
      'log',
      [
        {
          at: null,
          atText: 'Nov 23 03:02:11',
          clockSynced: null,
          severity: 3,
          facility: 'daemon',
          mnemonic: null,
          message: 'z'.repeat(120),
        },
      ],
    ],
    [
      'version',
      [
        {
          hostname: 'leaf1',
          model: 'm'.repeat(60),
          osVersion: '10',
          serial: null,
          uptimeSeconds: 5,
          lastRebootReason: null,
        },
      ],
    ],
  ] as const)('of %s fits a phone: 46 columns', ([diagnostic, records]) => {
    const lines = monospace(view(result(diagnostic as 'version', records as never)))
      .join('\n')
      .split('\n');
    expect(lines.filter((line) => Array.from(line).length > 46)).toEqual([]);
  });

  test('with hundreds of rows says how many it does not show', () => {
    const records = Array.from({ length: 400 }, (_, i) => peer(`198.51.100.${i % 250}`, { vrf: `v${i}` }));
    const many = view(result('bgp-summary', records));
    expect(problemsOf(many)).toEqual([]);
    expect(monospace(many).join('\n')).toMatch(/… .*400/);
  });

  test('with lines that were not understood shows them as they came', () => {
    const partial = view(
      result('bgp-summary', [peer('198.51.100.1')], {
        outcome: 'partial',
        unparsed: ['?? <!channel> ??'],
        error: 'one row',
      }),
    );
    expect(monospace(partial).join('\n')).toContain('?? <!channel> ??');
    expect(problemsOf(partial)).toEqual([]);
  });
});

describe('every outcome has words', () => {
  test.for(outcomes)('%s', (outcome) => {
    const error = outcome === 'ok' || outcome === 'empty' ? null : 'Connection refused by 192.0.2.11 port 22.';
    const said = view(result('version', [], { outcome, error }));
    expect(problemsOf(said)).toEqual([]);
    expect(said.text).toMatch(/leaf1\W.*\w+ \w+/);
    if (error !== null) expect(shown(said)).toContain('Connection refused');
  });

  test('a device that could not be read stands above one that could', () => {
    const good = result('version', [], { outcome: 'empty', device: 'aaa1' });
    const bad = result('version', [], { outcome: 'unreachable', error: 'no route', device: 'zzz9' });
    const text = shown(view(good, bad));
    expect(text.indexOf('zzz9')).toBeLessThan(text.indexOf('aaa1'));
  });
});

describe('many devices', () => {
  test('200 of them fit one message, and what is left out is said', () => {
    const results = Array.from({ length: 200 }, (_, i) =>
      result('interfaces', [interfaceNamed('eth1', { operStatus: 'down', reason: 'link-not-connected' })], {
        device: `leaf${i}`,
      }),
    );
    const message = view(...results);
    expect(problemsOf(message)).toEqual([]);
    expect(shown(message)).toMatch(/… |more|200/);
  });

  test('while they are being read, say who has answered, who has not, and how long it takes', () => {
    const done = [answer(result('version', [], { outcome: 'unreachable', error: 'no route', device: 'leaf2' }))];
    const running = diagnosticRunning({
      diagnostic: 'version',
      devices: ['leaf1', 'leaf2', 'leaf3'],
      done,
      elapsedSeconds: 4,
    });
    expect(running.text).toMatch(/version/);
    for (const word of ['leaf1', 'leaf2', 'leaf3', '4 s', 'no route']) expect(shown(running)).toContain(word);
    expect(problemsOf(running)).toEqual([]);
  });
});

test('whatever a device answers, the message is one that Slack takes, and nothing in it is markup', () =>
  fc.assert(
    fc.property(hostile, fc.array(hostile, { maxLength: 30 }), fc.constantFrom(...outcomes), (text, texts, outcome) => {
      const hostilePeers = texts.map((name) => peer(name, { reason: text, description: text, vrf: name }));
      const hostileLog = texts.map((message) => ({
        at: null,
        atText: text,
        clockSynced: null,
        severity: 2,
        facility: text,
        mnemonic: text,
        message,
      }));
      const more = { outcome, error: text, unparsed: texts, device: text, truncated: true };
      const message = view(
        result('bgp-summary', hostilePeers, more),
        result('log', hostileLog, more),
        result(
          'version',
          [{ hostname: text, model: text, osVersion: text, serial: text, uptimeSeconds: 1, lastRebootReason: text }],
          more,
        ),
      );
      expect(problemsOf(message)).toEqual([]);
      const running = diagnosticRunning({
        diagnostic: 'bgp-summary',
        devices: texts,
        done: [answer(result('bgp-summary', hostilePeers, more))],
        elapsedSeconds: 3,
      });
      expect(problemsOf(running)).toEqual([]);
    }),
    { numRuns: 60 },
  ));
