import { expect, test } from 'vitest';
import type { DiagnosticName } from '../../../src/domain/diagnostics.ts';
import { expectIncomplete, readerFor, sampleText } from './sample-text.ts';

const reading = readerFor('cisco_iosxe');

const cuts: [diagnostic: DiagnosticName, name: string, end: string, records: number][] = [
  ['queue-drops', 'policers', 'Match:  dscp ef (46', 0],
  ['queue-drops', 'priority-queue', 'Match: an', 2],
  ['bgp-peer', 'usual', 'Connection tab', 1],
  ['ospf-neighbors', 'usual', 'maximum is 0 mse', 0],
  ['lag', 'words', 'Gi4(down) Gi5(susp)', 1],
  ['bgp-route', 'suppressed-and-stale', 'Weight Path\n s>', 0],
];

test.for(cuts)('%s %s is incomplete when it is cut behind %j', (cut) => {
  expectIncomplete('cisco_iosxe', cut);
});

test('processes of IOS that are not sorted are incomplete when they are cut behind one that takes nothing', () => {
  const text = sampleText('cisco_iosxe', 'cpu-memory', 'usual');
  const idle = text.split('\n').find((line) => / 0\.00% +0\.00% +0\.00% /.test(line)) ?? '';
  const busy = '  99          40          41        975  1.20%  1.00%  0.90%   0 Load Meter';
  const upToIdle = text.slice(0, text.indexOf(idle) + idle.length);
  const read = (part: string) => reading('cpu-memory', part);
  expect(read(upToIdle).outcome).toBe('ok');
  expect(read(`${upToIdle}\n${busy}\n${idle}\n`).outcome).toBe('ok');
  expect(read(`${upToIdle}\n${busy}\n${idle}`)).toMatchObject({ outcome: 'incomplete', records: [] });
});

test('a port of IOS-XE whose last counter is cut is no record', () => {
  const text = sampleText('cisco_iosxe', 'interface-detail', 'port-channel');
  const counted = `${text}     3 carrier transitions`;
  const read = (part: string) => reading('interface-detail', part);
  expect(read(counted)).toMatchObject({ outcome: 'ok', records: [{ carrierTransitions: 3 }] });
  expect(read(counted.slice(0, -1))).toMatchObject({ outcome: 'incomplete', records: [] });
});

test('a route of IOS-XE that is cut below one of its next hops is no record', () => {
  const lines = [
    'Routing entry for 203.0.113.0/24',
    '  Known via "bgp 64500", distance 200, metric 0, type internal',
    '  Routing Descriptor Blocks:',
    '  * 192.0.2.1, from 192.0.2.9, 00:16:36 ago, via GigabitEthernet1',
    '      Route metric is 0, traffic share count is 1',
    '      MPLS label: 16001',
    '    192.0.2.2, from 192.0.2.9, 00:16:36 ago, via GigabitEthernet2',
    '      Route metric is 0, traffic share count is 1',
    '      MPLS label: 16001',
    '',
  ];
  const read = (part: string) => reading('route', part);
  expect(read(lines.join('\n')).records).toHaveLength(1);
  expect(read(lines.slice(0, 6).join('\n').slice(0, -1))).toMatchObject({ outcome: 'incomplete', records: [] });
});

test.for<[DiagnosticName, string]>([
  ['bgp-peer', 'For address family: IPv4 Unicast\n\nFor address family: IPv6 Unicas'],
  ['bgp-peer', 'For address family: IPv4 Unicast\nBGP neighbor is 192.0.2.1,  remote AS 64500, external lin'],
  ['log', 'Log Buffer (4096 bytes):\nJan 30 14:11:32'],
])('%s ends before it says that there is nothing: %j', ([diagnostic, text]) => {
  expect(reading(diagnostic, text).outcome).toBe('incomplete');
});

/** An interface of IOS in a paste that lost its indentation. */
const flat = (port: number) => `GigabitEthernet0/${port} is up, line protocol is up
Hardware is iGbE, address is 0053.0000.000${port} (bia 0053.0000.000${port})
Description: link ${port}
MTU 1500 bytes, BW 1000000 Kbit/sec, DLY 10 usec,
Full Duplex, 1000Mbps, link type is auto, media type is RJ45
Last clearing of "show interface" counters never
${port} packets input, ${port}000 bytes, 0 no buffer
${port} input errors, 0 CRC, 0 frame, 0 overrun, 0 ignored
5 packets output, 500 bytes, 0 underruns
0 output errors, 0 collisions, 0 interface resets
0 output buffer failures, 0 output buffers swapped out
`;

test.each([
  ['its heading', /^.*\n/],
  ['its heading and its hardware', /^.*\n.*\n/],
])('without indentation no interface of IOS takes the lines of the next one that lost %s', (_, lost) => {
  const text = flat(1) + flat(2).replace(lost, '') + flat(3);
  const read = reading('interface-detail', text);
  expect(read).toMatchObject({
    outcome: 'partial',
    records: [{ interface: 'GigabitEthernet0/3', description: 'link 3' }],
  });
  expect(reading('interface-detail', flat(1) + flat(2))).toMatchObject({
    outcome: 'ok',
    records: [{}, {}],
  });
});

test('the heading of the buffer of IOS without its line break may have messages behind it', () => {
  const heading =
    'Syslog logging: enabled (0 messages dropped)\n    Trap logging: level informational\n\nLog Buffer (8192 bytes):';
  expect(reading('log', heading).outcome).toBe('incomplete');
  expect(reading('log', `${heading}\n`).outcome).toBe('empty');
});

test('what the memory of a module says is not said of the one above when its heading was not understood', () => {
  const module = (port: string, serial: string) =>
    `IDPROM for transceiver ${port}:\n  Transceiver Type:                         = SFP+ 10GBASE-SR (273)\n${serial}`;
  const table =
    '\nmA: milliamperes\n\n           Temperature  Voltage  Current   Tx Power  Rx Power\nPort       (Celsius)    (Volts)  (mA)      (dBm)     (dBm)\nTe0/0/5    26.9         3.31     7.4       -2.3      -2.4\n';
  const serial = '  Serial Number (SN)                        = EXM2249A009\n';
  for (const bent of ['Tx%0/0/6', '?'])
    expect(reading('optics', module('Te0/0/5', '') + module(bent, serial) + table)).toMatchObject({
      outcome: 'partial',
      records: [{ serial: null }],
    });
});

/** A second for a million characters is what a pattern or a copy takes that looks again at what it has seen. */
test.each<[string, DiagnosticName, string, string]>([
  ['the tabs of an aggregate', 'lag', 'Group  Port-channel  Protocol    Ports\n', `${'a\t'.repeat(1990)}\n`],
  [
    'a hop over many lines',
    'traceroute',
    'Tracing the route to 203.0.113.9\n  1 192.0.2.1 1 msec 2 msec 2 msec\n',
    '    198.51.100.5 [AS 64500] 14 msec 15 msec 14 msec\n',
  ],
])('%s are read in a time that grows with their length', (_, diagnostic, head, line) => {
  const spent = (bytes: number) => {
    const text = head + line.repeat(Math.ceil(bytes / line.length));
    const before = process.cpuUsage();
    reading(diagnostic, text);
    return process.cpuUsage(before).user / 1000;
  };
  spent(1_000_000);
  expect(spent(1_000_000)).toBeLessThan(500);
});

const firstMessage =
  '*Mar  4 09:12:43.102: %LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan7, changed state to up\n';

function outcomeOfLog(last: string): string {
  return reading('log', `Log Buffer (16384 bytes):\n\n${firstMessage}*Mar  4 09:12:44.018: ${last}`).outcome;
}

test.each([
  '%LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan7, changed state to down',
  '%LINK-3-UPDOWN: Interface Tunnel5, changed state to up',
  '%LINK-5-CHANGED: Interface GigabitEthernet1/0/9, changed state to administratively down',
  '%BGP-5-ADJCHANGE: neighbor 2001:db8::9 vpn vrf blue Up',
  '%BGP-5-ADJCHANGE: neighbor 192.0.2.9 Up',
  '%OSPFv3-5-ADJCHG: Process 1, Nbr 192.0.2.9 on Ethernet0/1 from LOADING to FULL, Loading Done',
  '%SYS-5-CONFIG_I: Configured from console by ops on vty1 (192.0.2.50)',
  '%SYS-5-CONFIG_I: Configured from console by vty0 (2001:db8::50)',
  '%SYS-6-LOGOUT: User ops has exited tty session 866(192.0.2.50)',
  '%SELINUX-3-MISMATCH: R0/0: audispd: type=AVC msg=audit(1700000000.001:12): avc:  denied  { read } for  pid=7 comm="x" tclass=dir permissive=1',
])('a last message without its break is whole where its last words are known: %s', (message) => {
  expect(outcomeOfLog(message)).toBe('ok');
  expect(outcomeOfLog(message.slice(0, -1))).toBe('incomplete');
});

test.each([
  '%SYS-5-CONFIG_I: Configured from console by console',
  '%SYS-5-CONFIG_I: Configured from console by ops on vty1',
  '%LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan7, changed state to administratively d',
  '%BGP-5-ADJCHANGE: neighbor 192.0.2.9 Down BGP Notification sent',
])('a last message without its break that may go on is not: %s', (message) => {
  expect(outcomeOfLog(message)).toBe('incomplete');
});
