import { expect, test } from 'vitest';
import type { DiagnosticName } from '../../../src/domain/diagnostics.ts';
import { read as readSample, samples } from '../samples.ts';
import { expectIncomplete, expectNobodys, readerFor, sampleText } from './sample-text.ts';

const reading = readerFor('arista_eos');

const cuts: [diagnostic: DiagnosticName, name: string, end: string, records: number][] = [
  ['lag', 'text', 'Protocol     Ports                            \n------------------ --------------- -----', 0],
  ['lag', 'text', 'Protocol     Ports                            \n', 0],
  ['log', 'settings-above', 'Syslog logging: enable', 0],
  ['log', 'settings-above', 'Log Buffer', 0],
  ['log', 'settings-above', 'Nov 23 03:02:11', 0],
  ['bgp-route', 'text-entries', 'Rx SAFI: Unicas', 0],
  ['interface-detail', 'text', '5 days, 1 hour, 2 minutes, 3 second', 2],
  ['route', 'text-ipv6', 'via fe80::253:ff:fe00:2, Ethernet2\n', 3],
  ['lag', 'text-mlag', 'Et42(M) PEt41(P) PEt42(P)\n', 1],
];

test.for(cuts)('%s %s is incomplete when it is cut behind %j', (cut) => {
  expectIncomplete('arista_eos', cut);
});

test('the head of a log of EOS that ends with its last line is one of a log without lines', () => {
  const text = sampleText('arista_eos', 'log', 'nothing-logged').trimEnd();
  const outcomeOf = (part: string) => reading('log', part).outcome;
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
  const read = (end: string) => reading('route', text.slice(0, text.indexOf(end) + end.length));
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
  const outcomeOf = (text: string) => reading('environment', text).outcome;
  expect([outcomeOf(fans), outcomeOf(supplies)]).toEqual(['ok', 'ok']);
  expect(outcomeOf(fans.slice(0, fans.indexOf('38%') + 3))).toBe('incomplete');
  expect(outcomeOf(supplies.slice(0, supplies.indexOf(' Ok ') + 3))).toBe('incomplete');
  // Older releases end a row with the speeds.
  const older = sampleText('arista_eos', 'environment', 'cooling-text');
  expect(outcomeOf(older.slice(0, older.indexOf('34%') + 3))).toBe('ok');
});

test('a row that is missing in the lower part of the table of EOS leaves no session with the state of another', () => {
  const top = (last: number) => `192.0.2.${last}`;
  const row = (last: number) =>
    `${top(last)}  11111111${last}  11111112${last}  Ethernet${last}(1${last})  normal  11/20/26 10:00\n`;
  const upper = `VRF name: default\n-----------------\nDstAddr  MyDisc  YourDisc  Interface/Transport  Type  LastUp\n${row(1)}${row(2)}${row(3)}\n`;
  const below = [
    'NA  No Diagnostic  Up',
    '11/20/26 11:00  Neighbor Signaled Session Down  Down',
    'NA  No Diagnostic  Up',
  ];
  const table = (lines: string[]) =>
    `${upper}   LastDown  LastDiag  State\n${lines.map((line) => `   ${line}\n`).join('')}`;
  expect(reading('bfd-sessions', table(below))).toMatchObject({ outcome: 'ok', records: [{}, {}, {}] });
  expect(reading('bfd-sessions', table(below.slice(1)))).toMatchObject({
    outcome: 'incomplete',
    records: [],
  });
  const long = reading('bfd-sessions', table([below[0] ?? '', 'x'.repeat(5000), below[2] ?? '']));
  expect(long).toMatchObject({ outcome: 'partial', records: [{ peer: top(1) }, { peer: top(3) }] });
});

test('behind a line that is no heading we know nobody knows the process of a neighbour of EOS', () => {
  const neighbor = (last: number) =>
    `Neighbor 192.0.2.${last} VRF default priority is 1, state is Full\n  In area 0.0.0.0 interface Ethernet${last}\n  Dead timer is due in 30 seconds\n`;
  const text = (second: string) => `Routing Process "ospfv3 7":\n${neighbor(1)}${second}${neighbor(2)}`;
  const process = (second: string) => reading('ospf-neighbors', text(second)).records;
  expect(process('Routing Process "ospfv3 8":\n')).toMatchObject([{ process: '7' }, { process: '8' }]);
  for (const bent of ['Roxting Process "ospfv3 8":\n', `${'x'.repeat(5000)}\n`])
    expect(process(bent)).toMatchObject([{ process: '7' }, { process: null }]);
});

test('below a damaged heading of an OSPF neighbor of EOS no line goes to the neighbor above', () => {
  const text = sampleText('arista_eos', 'ospf-neighbors', 'text-v3');
  const whole = reading('ospf-neighbors', text).records;
  const second = text.indexOf('Neighbor ', text.indexOf('Neighbor ') + 1);
  const damaged = `${text.slice(0, second)}Neighbxr${text.slice(second + 'Neighbor'.length)}`;
  const { outcome, records } = reading('ospf-neighbors', damaged);
  expect(outcome).toBe('partial');
  expect(records[0]).toEqual(whole[0]);
  expect(records).toHaveLength(whole.length - 1);
});

const legend =
  'VRF: default\nCodes: C - connected, S - static, K - kernel,\n       I L1 - IS-IS level 1, B I - iBGP\n\n';
const routes = (lines: string) => reading('route', `${legend}${lines}\n`);

test('a next hop further in than one that leads to a port is not how that one is resolved', () => {
  const row = ' I L1     192.0.2.32/28 [115/30] via 198.51.100.6, Ethernet3\n';
  const below = '                                 via 198.51.100.8, Ethernet4\n';
  expect(routes(row + below)).toMatchObject({ outcome: 'ok', records: [{ nextHops: [{}, {}] }] });
  expect(routes(row.replace(' L1', '') + below)).toMatchObject({ outcome: 'partial', unparsed: [below.trimEnd()] });
});

const damages: [DiagnosticName, string, string][] = [
  ['bgp-route', ' ago, valid, external', ' ago, vaxid, external'],
  ['bgp-route', 'external, best', 'external, bext'],
  ['bgp-route', '  Community: 65100:20 no-export', '  Commxnity: 65100:20 no-export'],
  ['bgp-route', 'Large Community', 'Laxge Community'],
  ['bgp-route', 'Extended Community', 'Extended Commxnity'],
  ['bgp-peer', 'Last sent notification:', 'Last sxnt notification:'],
  ['bgp-peer', 'Last rcvd notification:', 'Laxt rcvd notification:'],
  ['bgp-peer', 'Prefix Statistics:', 'Prefix Statixtics:'],
  ['interface-detail', 'Internet address is 198', 'Internet addrexs is 198'],
  ['interface-detail', 'link-local address is', 'link-local addrexs is'],
  ['interface-detail', ', subnet is', ', subxet is'],
  ['lldp-neighbors', 'Management Address        :', 'Management Addrexs        :'],
  ['bgp-route', '"asPath": "6', '"asXath": "6'],
  ['bgp-peer', '"peerAddress": "1', '"peerAddress": "x1'],
  ['interfaces', '"address": "198', '"address": "x198'],
  ['route', '"vias": [', '"vixs": ['],
  ['bfd-sessions', '   NA  multihop', '   Nx  multihop'],
  ['route', '\n B E ', '\n Y E '],
  ['mac-table', ' DYNAMIC ', ' DYNAMXC '],
  ['lag', '(PG+)', '(PX+)'],
];

test.each(damages)(
  '%s: a word of a block or a document that nobody knows is handed back: %j',
  (diagnostic, from, to) => {
    const holding = samples.filter(
      ({ platform, diagnostic: own, outputs, expected }) =>
        platform === 'arista_eos' && own === diagnostic && expected.outcome === 'ok' && outputs[0]?.includes(from),
    );
    expect(holding).not.toEqual([]);
    for (const sample of holding)
      expect(readSample(sample, [(sample.outputs[0] ?? '').replace(from, to)])).toMatchObject({ outcome: 'partial' });
  },
);

test('what stands below an entry of BGP whose end was not understood is not its own', () => {
  const sample = samples.find(
    (one) => one.platform === 'arista_eos' && one.outputs[0]?.includes('1 Contributing routes'),
  );
  const [text = ''] = sample?.outputs ?? [];
  const ends = text.split('Rx SAFI: Unicast\n      1 Contributing').join('Rx SAFX: Unicast\n      1 Contributing');
  expect(ends).not.toEqual(text);
  expect(sample && readSample(sample, [ends]).records).toEqual(sample?.expected.records);
});

const bentHeadings: [diagnostic: DiagnosticName, name: string, printed: string, bent: string, lost: string][] = [
  ['arp', 'text', 'VRF: default', 'VRF; default', '"default"'],
  ['arp', 'text', 'VRF: default', 'VR#: default', '"default"'],
  ['route', 'text-srv6', 'VRF: CUST-B', 'VR#: CUST-B', '"CUST-B"'],
  ['route', 'text-srv6', 'VRF: CUST-B', 'VRF CUST-B', '"CUST-B"'],
  ['bfd-sessions', 'text', 'VRF name: red', 'VRF nam: red', '"red"'],
  ['bgp-route', 'text-table', 'information for VRF CUST-A', 'info for VRF CUST-A', '"CUST-A"'],
  ['environment', 'temperature-text', 'Linecard 3:', 'Linecard 3;', 'Linecard 3'],
  ['lag', 'text-short', 'Port Channel Port-Channel7:', 'Port Channel Port-Channel7;', 'Port-Channel7'],
  ['lag', 'text-detailed', 'Port Channel Port-Channel7 (', 'Port Channel Port-Channel7 [', 'Port-Channel7'],
  ['route', 'text-below', '203.0.113.128/25 [200/0]', '203.0.1#3.128/25 [200/0]', '203.0.113.128/25'],
  ['route', 'text-ipv6', '2001:db8:100::/48 [200/0]', '2001:db8#100::/48 [200/0]', '2001:db8:100::/48'],
];

test.for(bentHeadings)('%s %s: what stands below %j, damaged to %j, is of nobody above it', (damage) => {
  expectNobodys('arista_eos', damage, /"(vrf)":"[^"]*"/);
});

test.for<[DiagnosticName, string, string, string]>([
  ['bgp-peer', 'text-evpn', 'Last sent notification:Cease/BFD', 'Last sent notificatio#:Cease/BFD'],
  ['bgp-peer', 'text-evpn', 'Inbound route map for L2VPN', 'Inb#und route map for L2VPN'],
  ['lldp-neighbors', 'text-one-line', '      Port ID     : "Ethernet1"', '      Po#t ID     : "Ethernet1"'],
  ['environment', 'temperature-text', '\n6       Outlet', '\n#       Outlet'],
])('%s %s: %j is read, and handed back as %j', ([diagnostic, name, printed, bent]) => {
  const text = sampleText('arista_eos', diagnostic, name);
  expect(reading(diagnostic, text).outcome).toBe('ok');
  expect(text).toContain(printed);
  expect(reading(diagnostic, text.replace(printed, bent))).toMatchObject({
    outcome: 'partial',
    unparsed: { length: 1 },
  });
});

test('an aggregate of EOS with a port that was not understood is no record', () => {
  const text = sampleText('arista_eos', 'lag', 'text-detailed');
  const [, name = ''] = /^ *(Ethernet1) /m.exec(text) ?? [];
  const { outcome, records } = reading('lag', text.replace(`${name} `, 'Ethernet#1 '));
  expect(outcome).toBe('partial');
  expect(records).toEqual(reading('lag', text).records.slice(1));
});

test('letters of a route of EOS that only its own legend explains say no origin, others are handed back', () => {
  const text = sampleText('arista_eos', 'route', 'text').replace('\n C        198', '\n ST [5/0] 198');
  const steered = text.replace(/\n ST \[5\/0\] (\S+) is directly connected,/, '\n ST       $1 [5/0] via 198.51.100.9,');
  expect(reading('route', steered)).toMatchObject({ outcome: 'partial', unparsed: [expect.stringContaining(' ST ')] });
  const explained = reading('route', steered.replace('R - RIP,', 'R - RIP, ST - Steered,'));
  expect(explained).toMatchObject({ outcome: 'ok' });
  expect(explained.records).toContainEqual(expect.objectContaining({ prefix: '198.51.100.0/31', protocol: null }));
  // What stands behind the letter of a protocol only.
  expect(reading('route', steered.replace(' ST ', ' IA ').replace('R - RIP,', 'R - RIP, IA - Inter,')).outcome).toBe(
    'partial',
  );
});

test('a path of EOS with two marks of its validation is no record', () => {
  const text = sampleText('arista_eos', 'bgp-route', 'text-table-validated');
  const { outcome, records } = reading('bgp-route', text.replace('* >   V ', '* >   VI'));
  expect(outcome).toBe('partial');
  expect(records).toHaveLength(reading('bgp-route', text).records.length - 1);
});

test('a description on EOS that ends like a column may be cut', () => {
  const heading = 'Interface                      Status         Protocol           Description';
  const text = `${heading}\nEt1                            up             up                 spare N/A`;
  expect(reading('interfaces', text)).toMatchObject({ outcome: 'incomplete', records: [] });
});
