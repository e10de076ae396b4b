import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DiagnosticName, PlatformName } from '../../src/domain/diagnostics.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';

const sampleOf = (platform: PlatformName, diagnostic: DiagnosticName, name: string) =>
  readFileSync(join(import.meta.dirname, platform, diagnostic, `${name}.raw`), 'utf8');

/** `name` is cut behind the first `end` that stands in it. */
const cuts: [platform: PlatformName, diagnostic: DiagnosticName, name: string, end: string, records: number][] = [
  [
    'arista_eos',
    'lag',
    'text',
    'Protocol     Ports                            \n------------------ --------------- -----',
    0,
  ],
  ['arista_eos', 'lag', 'text', 'Protocol     Ports                            \n', 0],
  ['arista_eos', 'log', 'settings-above', 'Syslog logging: enable', 0],
  ['arista_eos', 'log', 'settings-above', 'Log Buffer', 0],
  ['arista_eos', 'log', 'settings-above', 'Nov 23 03:02:11', 0],
  ['arista_eos', 'bgp-route', 'text-entries', 'Rx SAFI: Unicas', 0],
  ['arista_eos', 'interface-detail', 'text', '5 days, 1 hour, 2 minutes, 3 second', 2],
  ['frr', 'interface-detail', 'text', 'Interface Type VET', 0],
  ['frr', 'interface-detail', 'text', 'Interface Slave Type Non', 1],
  ['frr', 'bgp-peer', 'bfd-text', 'FD used: 2', 0],
  ['frr', 'bgp-peer', 'bfd-text', '  BFD: Type: sin', 0],
  ['frr', 'bgp-peer', 'bfd-text', 'Status: Up, Last update', 0],
  ['frr', 'bgp-summary', 'net-show-text', 'show bgp ipv6 uni', 2],
];

test.for(cuts)('%s %s %s is incomplete when it is cut behind %j', ([platform, diagnostic, name, end, count]) => {
  const text = sampleOf(platform, diagnostic, name);
  expect(text).toContain(end);
  const part = text.slice(0, text.indexOf(end) + end.length);
  const { outcome, records } = parseOutput(platform, diagnostic, part, { nowMs: null });
  expect(outcome).toBe('incomplete');
  const whole = parseOutput(platform, diagnostic, text, { nowMs: null }).records;
  expect(records).toEqual(whole.slice(0, count));
});

test('the head of a log of EOS that ends with its last line is one of a log without lines', () => {
  const text = sampleOf('arista_eos', 'log', 'nothing-logged').trimEnd();
  const outcomeOf = (part: string) => parseOutput('arista_eos', 'log', part, { nowMs: null }).outcome;
  expect(outcomeOf(text)).toBe('empty');
  expect(outcomeOf(text.slice(0, text.indexOf('Log Buffer:')))).toBe('incomplete');
});

test('a route of EOS whose second next hop is cut is handed back, one above a route that is cut is read', () => {
  const text = [
    'VRF: default',
    'Codes: C - connected, S - static, K - kernel,',
    '       B I - iBGP, B E - eBGP, R - RIP',
    '',
    ' C        198.51.100.0/31 is directly connected, Ethernet3',
    ' B E      203.0.113.0/24 [200/0] via 198.51.100.1, Ethernet3',
    '                                 via 198.51.100.5, Ethernet12',
    ' B E      203.0.113.128/25 [200/0] via 198.51.100.1, Ethernet3',
    '',
  ].join('\n');
  const read = (end: string) =>
    parseOutput('arista_eos', 'route', text.slice(0, text.indexOf(end) + end.length), { nowMs: null });
  const prefixes = [{ prefix: '198.51.100.0/31' }, { prefix: '203.0.113.0/24' }, { prefix: '203.0.113.128/25' }];
  expect(read(text)).toMatchObject({ outcome: 'ok', records: prefixes });
  expect(read('Ethernet12\n B E')).toMatchObject({
    outcome: 'incomplete',
    records: prefixes.slice(0, 2),
    unparsed: [],
  });
  for (const end of ['     v', 'via 198.51.100.5', 'via 198.51.100.5, Ethernet1', 'via 198.51.100.5, Ethernet12'])
    expect(read(end)).toMatchObject({
      outcome: 'incomplete',
      records: prefixes.slice(0, 1),
      unparsed: [expect.stringContaining('203.0.113.0/24')],
    });
});

test('a row of EOS that ends before the time its fan or supply is up is cut', () => {
  const fans = [
    '                            Config Actual         Speed      Stable',
    'Fan            Status        Speed  Speed  Uptime Stability  Uptime',
    '-------------- ------------ ------ ------ ------- --------- -------',
    '1/1            Ok              39%    38% 4:59:18 Stable    4:58:15',
    '2/1            Ok              39%    39% 4:59:18 Stable    4:58:15',
    '',
  ].join('\n');
  const supplies = [
    'Power                        Input  Output  Output',
    'Supply Model       Capacity Current Current  Power Status      Uptime',
    '------ ----------- -------- ------- ------- ------ ---------- -------',
    '1      PWR-500AC-R     500W   0.39A   6.47A  77.8W Ok         0:34:28',
    '',
  ].join('\n');
  const outcomeOf = (text: string) => parseOutput('arista_eos', 'environment', text, { nowMs: null }).outcome;
  expect([outcomeOf(fans), outcomeOf(supplies)]).toEqual(['ok', 'ok']);
  expect(outcomeOf(fans.slice(0, fans.indexOf('38%') + 3))).toBe('incomplete');
  expect(outcomeOf(supplies.slice(0, supplies.indexOf(' Ok ') + 3))).toBe('incomplete');
  // Older releases end a row with the speeds.
  const older = sampleOf('arista_eos', 'environment', 'cooling-text');
  expect(outcomeOf(older.slice(0, older.indexOf('34%') + 3))).toBe('ok');
});
