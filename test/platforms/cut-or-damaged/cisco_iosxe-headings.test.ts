import { expect, test } from 'vitest';
import type { DiagnosticName } from '../../../src/domain/diagnostics.ts';
import { expectNobodys, readerFor, sampleText } from './sample-text.ts';

const reading = readerFor('cisco_iosxe');

const bentHeadings: [diagnostic: DiagnosticName, name: string, printed: string, bent: string, lost: string][] = [
  ['bgp-route', 'distinguishers', 'Route Distinguisher: 65000:2', 'Route Disting#isher: 65000:2', '"vrf":null'],
  [
    'bgp-route',
    'below-distinguishers',
    'BGP routing table entry for 64500:100:203.0.113.128/25',
    'BGP routing tab#e entry for 64500:100:203.0.113.128/25',
    '"203.0.113.128/25"',
  ],
  ['bgp-summary', 'usual', 'For address family: IPv6 Unicast', 'For ad#ress family: IPv6 Unicast', '"ipv6-unicast"'],
  ['environment', 'chassis', 'Switch:1', 'Swit#h:1', 'switch 1 PS1'],
  ['environment', 'built-in', 'Switch 1: SYSTEM', 'Switch 1; SYSTEM', 'switch 1 Inlet'],
  ['queue-drops', 'shaped', 'Service-policy output: SHAPER', 'Service#policy output: SHAPER', 'priority level 1'],
  ['queue-drops', 'shaped', 'priority level 2', 'priority livel 2', 'priority level 2'],
  ['queue-drops', 'shaped', 'Service-policy : CHILD', 'Service-pol#cy : CHILD', 'priority level 1'],
  ['queue-drops', 'shaped', 'Class-map: class-default', 'Class#map: class-default', 'priority level 1'],
  ['queue-drops', 'policers', 'police:', 'poli#e:', 'VOICE policer'],
  ['queue-drops', 'policers', '  Service-policy input: EDGE-IN', '> Service-policy input: EDGE-IN', 'input SCAVENGER'],
  ['queue-drops', 'policers', ' Serial0/1 ', ' Serial0/1 |', 'WEB policer'],
  ['route', 'table', '203.0.113.0/25 is subnetted', '203.0.113.0/25 i# subnetted', '203.0.113.0/25'],
];

test.for(bentHeadings)('%s %s: what stands below %j, damaged to %j, is of nobody above it', (damage) => {
  expectNobodys('cisco_iosxe', damage, /"(vrf|addressFamily)":"[^"]*"/g);
});

const legend = ['Codes: L - local, C - connected, S - static', '', 'Gateway of last resort is not set', ''];

test.for([
  [...legend, '      10.0.0.0/8 is variably subnetted, 2 subnets, 2 masks'],
  ['Routing entry for 10.0.0.0/8, 2 known subnets', '  Attached (2 connections)', '  Variably subnetted with 2 masks'],
])('a route of IOS-XE that lost its length is none of the whole network: %j', (heading) => {
  const rows = [
    'C        10.0.0.0 is directly connected, Ethernet0/1',
    'L        10.0.0.1/32 is directly connected, Ethernet0/1',
  ];
  const { outcome, unparsed, records } = reading('route', [...heading, ...rows, ''].join('\n'));
  expect([outcome, unparsed]).toEqual(['partial', [rows[0]]]);
  expect(records).toMatchObject([{ prefix: '10.0.0.1/32' }]);
});

test('routes of IOS-XE below a VRF that was not understood are of no VRF', () => {
  const four = (vrf: string) => [vrf, ...legend, 'S        203.0.113.0/24 [1/0] via 192.0.2.1', ''];
  const text = [...four('Routing Table: RED'), ...four('Routing Table; BLUE')].join('\n');
  expect(reading('route', text)).toMatchObject({ outcome: 'partial', records: [{ vrf: 'RED' }, { vrf: null }] });
  const six = (vrf: string) => [
    vrf,
    'Codes: C - Connected',
    'C   2001:DB8:1::/64 [0/0]',
    '     via Ethernet0/1, directly connected',
  ];
  const both = [...six('IPv6 Routing Table - RED - 1 entries'), ...six('IPv6 Routing Table - BLUE 1 entries'), ''];
  expect(reading('route', both.join('\n'))).toMatchObject({
    outcome: 'partial',
    records: [{ vrf: 'RED' }, { vrf: null }],
  });
});

test('a route of IPv6 on IOS-XE whose next hop is missing is no record', () => {
  const lines = [
    'IPv6 Routing Table - default - 2 entries',
    'C   2001:DB8:1::/64 [0/0]',
    'C   2001:DB8:2::/64 [0/0]',
    '     via Ethernet0/1, directly connected',
    '',
  ];
  expect(reading('route', lines.join('\n'))).toMatchObject({
    outcome: 'partial',
    records: [{ prefix: '2001:db8:2::/64' }],
  });
});

test.for(['5:10.0.0.0/8', '[x]10.0.0.0/8'])(
  'what is no network in the table of BGP on IOS-XE is none: %s',
  (network) => {
    const lines = [
      '     Network          Next Hop            Metric LocPrf Weight Path',
      ` *>  ${network.padEnd(16)} 192.0.2.2                0             0 64500 i`,
      '',
    ];
    expect(reading('bgp-route', lines.join('\n'))).toMatchObject({ outcome: 'partial', records: [] });
  },
);

test('what stands behind a comma of the communities of IOS-XE is not left out', () => {
  const text = sampleText('cisco_iosxe', 'bgp-route', 'below-distinguishers');
  expect(text).toContain('Extended Community: RT:64500:100\n');
  const { outcome } = reading('bgp-route', text.replace('RT:64500:100\n', 'RT:64500:100 , RT 64500\n'));
  expect(outcome).toBe('partial');
});

test('totals of prefixes are no totals of messages on IOS-XE', () => {
  const text = sampleText('cisco_iosxe', 'bgp-peer', 'multicast-vpn');
  const [first] = reading('bgp-peer', text.replace(/^( *)Total:( +49)/m, '$1T#tal:$2')).records;
  expect(first).toMatchObject({ messagesIn: null, messagesOut: null });
});

test.for(['64500:8 no-expor', '64500:8 extra'])(
  'a name that IOS-XE does not give to a community is none: %s',
  (words) => {
    const text = sampleText('cisco_iosxe', 'bgp-route', 'below-distinguishers');
    expect(text).toContain('64500:8 no-export');
    expect(reading('bgp-route', text.replace('64500:8 no-export', words)).outcome).toBe('partial');
  },
);

test('a peer of IOS-XE of which a damaged line says that it is shut down is not said to be switched on', () => {
  const text = sampleText('cisco_iosxe', 'bgp-peer', 'multicast-vpn');
  expect(text).toContain('Administratively shut down');
  expect(reading('bgp-peer', text.replace('Administratively', 'Admin#stratively')).outcome).toBe('partial');
  expect(reading('bgp-peer', text.replace('shut down', 'shut dow')).outcome).toBe('partial');
});

test.for([
  [/BGP neighbor is/, 'BGP neighbour was'],
  [/^BGP neighbor is .*\n/, ''],
] as const)('a peer of IOS-XE whose heading is damaged gives nothing to the one above it: %s', ([heading, instead]) => {
  // A peer that never agreed on a family has none of the lines in which two blocks collide.
  const text = sampleText('cisco_iosxe', 'bgp-peer', 'older-release').replace(/^ For address family.*?\n\n/ms, '');
  const other = text
    .replace('192.0.2.2,', '192.0.2.8,')
    .replace('  BGP state', '  Administratively shut down\n  BGP state');
  expect(reading('bgp-peer', text + other).outcome).toBe('ok');
  const { outcome, records } = reading('bgp-peer', text + other.replace(heading, instead));
  expect(outcome).toBe('partial');
  for (const record of records) expect(reading('bgp-peer', text).records).toContainEqual(record);
});

test.for([
  ['two-switches', 'cisco C9606R', 'cisko C9606R'],
  ['two-switches', 'Processor board ID', 'Processor board IT'],
  ['two-switches', 'Processor board ID', 'Processor bored ID'],
  ['two-switches', 'Processor board ID', 'Prosessor board ID'],
] as const)('the version of IOS-XE of %s with %j bent to %j is not whole', ([name, line, bent]) => {
  const text = sampleText('cisco_iosxe', 'version', name);
  expect(text).toContain(line);
  expect(reading('version', text.replace(line, bent)).outcome).toBe('partial');
});

test('a row of neighbors on IOS-XE that was moved to the right has no name of a cut length', () => {
  const text = sampleText('cisco_iosxe', 'lldp-neighbors', 'not-advertised');
  const row = 'core-long-name.exampGi1';
  expect(text).toContain(row);
  const { outcome, records } = reading('lldp-neighbors', text.replace(row, ` ${row}`));
  expect(outcome).toBe('partial');
  expect(records).toEqual(reading('lldp-neighbors', text).records.slice(1));
});

test('the last aggregate of IOS-XE is not lost where its row stands further in and ends without a line break', () => {
  const lines = [
    'Number of channel-groups in use: 2',
    'Number of aggregators:           2',
    '',
    'Group  Port-channel  Protocol    Ports',
    '------+-------------+-----------+-----------------------------------------------',
    '5      Po5(SU)         LACP      Te1/5(P)       Te4/5(P)',
    ' 6     Po6(SU)         LACP      Te1/6(P)       Te4/6(P)',
  ];
  expect(reading('lag', lines.join('\n'))).toMatchObject({
    outcome: 'ok',
    records: [{ lag: 'Port-channel5' }, { lag: 'Port-channel6' }],
  });
});

test.each([
  [
    'below a list that stands as far in',
    '      Extended Community: RT:64500:1',
    '        Extended Community: RT:64500:1',
  ],
  ['in front of all', '        OSPF RT:', 'OSPF RT:'],
])('communities of IOS-XE that go on %s are no end of it', (_, line, moved) => {
  const text = sampleText('cisco_iosxe', 'bgp-route', 'named-communities');
  expect(text).toContain(line);
  expect(reading('bgp-route', text.replace(line, moved))).toMatchObject({ outcome: 'partial', records: [{}] });
});

test('an AS path of four digits below an attribute without a name is no part of its value on IOS-XE', () => {
  const lines = [
    'BGP routing table entry for 203.0.113.0/24, version 5',
    'Paths: (2 available, best #1, table default)',
    '  Not advertised to any peer',
    '  1001 1002',
    '    192.0.2.1 from 192.0.2.1 (192.0.2.1)',
    '      Origin IGP, localpref 100, valid, external, best',
    '      unknown transitive attribute: flag 0xE0 type 0x20 length 0xC',
    '        value 0000 FBF4 0000 0001',
    '              0000 0002',
    '  1003 1002',
    '    192.0.2.5 from 192.0.2.5 (192.0.2.5)',
    '      Origin IGP, localpref 100, valid, external',
    '',
  ];
  expect(reading('bgp-route', lines.join('\n'))).toMatchObject({
    outcome: 'ok',
    records: [{ asPath: [1001, 1002] }, { asPath: [1003, 1002] }],
  });
});

test('a family of a peer behind a mark is not known on IOS-XE, a description that names one is none', () => {
  const text = sampleText('cisco_iosxe', 'bgp-peer', 'usual');
  expect(text).toContain(' Description: transit one');
  expect(reading('bgp-peer', text.replace('transit one', 'transit: IPv4'))).toMatchObject({ outcome: 'ok' });
  expect(reading('bgp-peer', text.replace('transit one', 'IPv4 transit'))).toMatchObject({
    outcome: 'ok',
    records: [{ description: 'IPv4 transit' }],
  });
  const heading = 'For address family: VPNv4 Unicast';
  expect(text).toContain(heading);
  expect(reading('bgp-peer', text.replace(heading, `> ${heading}`)).outcome).toBe('partial');
});
