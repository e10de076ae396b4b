import { expect, test } from 'vitest';
import type { DiagnosticName } from '../../../src/domain/diagnostics.ts';
import {
  type Damage,
  expectHandedBack,
  expectIncomplete,
  expectNobodys,
  readerFor,
  sampleText,
} from './sample-text.ts';

const read = readerFor('frr');

const cuts: [diagnostic: DiagnosticName, name: string, end: string, records: number][] = [
  ['interface-detail', 'text', 'Interface Type VET', 0],
  ['interface-detail', 'text', 'Interface Slave Type Non', 1],
  ['bgp-peer', 'bfd-text', 'FD used: 2', 0],
  ['bgp-peer', 'bfd-text', '  BFD: Type: sin', 0],
  ['bgp-peer', 'bfd-text', 'Status: Up, Last update', 0],
  ['bgp-summary', 'net-show-text', 'show bgp ipv6 uni', 2],
  ['bgp-summary', 'greeting', 'vrf-id 0\n', 0],
  ['bgp-summary', 'greeting', 'PfxSnt Desc\n', 0],
  ['bgp-route', 'blackhole-text', 'version 9\n', 0],
  ['route', 'told-beside-text', 'Unicast RIB\n', 0],
  ['route', 'backup-text', 'S - static,\n', 0],
  ['interface-detail', 'counters-text', 'output errors 1\n', 0],
  [
    'bgp-route',
    'heading-above-each-path-text',
    '(First path received)\n      Last update: Tue Nov 24 02:54:58 2026\n',
    3,
  ],
];

test.for(cuts)('%s %s is incomplete when it is cut behind %j', (cut) => {
  expectIncomplete('frr', cut);
});

const damages: Damage[] = [
  ['bgp-route', 'heading-above-each-path-text', 'Displayed 2 routes and 3 total', 'Displayed 2 routes and 4 total'],
  ['ospf-neighbors', 'designated-by-neighbor-text', '    No designated router', '    Nx designated router'],
  ['ospf-neighbors', 'designated-by-neighbor-text', 'Role is DR,    6 state', 'Role is DR,  6 state'],
  ['ospf-neighbors', 'silent-text', '-                 0 Attempt', '-                 0 Full'],
  ['bgp-route', 'imported-same-line-text', 'VNI 4001  64498', 'VNI 4x01  64498'],
  ['bgp-route', 'words-of-ten-text', 'aigp-metric 30', 'aigp-metric x'],
  ['bgp-route', 'words-of-ten-text', 'Local label: 80', 'Local labl: 80'],
  ['route', 'reserved-labels-text', 'IPv4 Explicit Null', 'IPv4 Explicit Nul'],
  ['bgp-route', 'imported-text', 'Origin IGP, valid, external\n', 'Origin IGP, vlid, external\n'],
  ['route', 'told-beside-text', '  Nexthop Group ID', '  Nxthop Group ID'],
  ['route', 'told-beside-text', '  Last update', '  Lst update'],
  ['interfaces', 'brief-more-text', '\neth2 ', '\ne#h2 '],
  ['bfd-sessions', 'down-text', 'Remote timers:', 'Rem#te timers:'],
  ['bfd-sessions', 'down-text', 'Remote timers:', 'Remote tim#rs:'],
];

test.for(damages)('%s %s with a damaged line changes no record: %j for %j', (damage) => {
  expectHandedBack('frr', damage);
});

const counters: Damage[] = [
  ['interface-detail', 'counters-text', 'input packets 1046', 'inptu packets 1046'],
  ['interface-detail', 'counters-text', '1234 input packets', '1234 input pakets'],
  ['interface-detail', 'counters-text', 'input errors 2', 'input erors 2'],
];

test.for(counters)(
  '%s %s: a counter with a damaged word is handed back, %j for %j',
  ([diagnostic, name, part, instead]) => {
    const text = sampleText('frr', diagnostic, name);
    expect(read(diagnostic, text.replace(part, instead))).toMatchObject({
      outcome: 'partial',
      unparsed: { length: 1 },
    });
  },
);

test('a description that speaks of counters is none of them', () => {
  const text = sampleText('frr', 'interface-detail', 'counters-text');
  const described = text.replace('  vrf: default', '  Description: drops input packets\n  vrf: default');
  expect(read('interface-detail', described)).toMatchObject({
    outcome: 'ok',
    records: [{ description: 'drops input packets', inErrors: 2 }, {}],
  });
});

test('how often a link came up alone does not tell how often it changed', () => {
  const text = sampleText('frr', 'interface-detail', 'counters-text').replace('  Link downs:', '  Lnk downs:');
  expect(read('interface-detail', text).records[0]).toMatchObject({ carrierTransitions: null });
});

test('a list of prefixes whose way is damaged is no export policy', () => {
  const text = sampleText('frr', 'bgp-peer', 'timers-text').replace('Incoming update', 'Icoming update');
  expect(read('bgp-peer', text)).toMatchObject({ outcome: 'partial', records: [{ exportPolicy: null }] });
});

test.for<[DiagnosticName, string, string, string, string]>([
  ['bgp-peer', 'lab-text', 'BGP neighbor is 198.51.100.1,', 'B#P neighbor is 198.51.100.1,', '"198.51.100.1"'],
  ['interface-detail', 'counters-text', 'Interface eth1', 'Inte#face eth1', '"eth1"'],
  ['interface-detail', 'counters-text', 'eth1 is up, line', 'eth1 i# up, line', '"eth1"'],
  ['isis-adjacencies', 'initializing', 'Area edge:', 'Ar#a edge:', '"edge"'],
  ['route', 'other-vrfs-text', 'IPv4 unicast VRF CUST-A', 'IPv4 unicast V#F CUST-A', '"CUST-A"'],
  [
    'route',
    'lab-table-text',
    ' *                        via 198.51.100.6',
    ' #                        via 198.51.100.6',
    'eth2',
  ],
])('%s %s: what stands below %j, damaged to %j, is of nobody above it', (damage) => {
  expectNobodys('frr', damage, /"(vrf|addressFamily|process)":"[^"]*"/g);
});

test.each(['Administ#atively shut down', 'Administratively shut d#wn'])(
  'a peer with the line %j is handed back',
  (line) => {
    const text = sampleText('frr', 'bgp-peer', 'lab-text').replace('Administratively shut down', line);
    expect(read('bgp-peer', text)).toMatchObject({ outcome: 'partial', unparsed: [` ${line}`] });
  },
);

test('a command that is damaged leaves its answer without a family, and does not give it the one before', () => {
  const text = sampleText('frr', 'bgp-summary', 'net-show-text');
  const { records } = read('bgp-summary', text);
  const damaged = read('bgp-summary', text.replace('show bgp evpn summary', 'sh#w bgp evpn summary'));
  expect(damaged).toMatchObject({ outcome: 'partial', unparsed: { length: 1 } });
  expect(damaged.records).toEqual([...records.slice(0, -1), { ...records.at(-1), addressFamily: null }]);
});

test.for(['Instance CU ST-B:', 'Inst#nce CUST-B:'])('the peers below %j are of no instance above it', (bent) => {
  const damage: Damage = ['bgp-summary', 'instances-text', 'Instance CUST-B:', bent];
  expectNobodys('frr', [...damage, '"CUST-B"'], /"(vrf)":"[^"]*"/g);
});

test('peers below a key that is no family and not the name of their VRF are not those of any family', () => {
  const text = sampleText('frr', 'bgp-summary', 'unreachability');
  const outcome = (key: string, vrfName: string) =>
    read(
      'bgp-summary',
      text.replace('ipv6Unreachability', key).replace('"vrfName": "default"', `"vrfName": "${vrfName}"`),
    );
  expect(outcome('ipv6Unreachbility', 'default')).toMatchObject({ outcome: 'partial', records: [] });
  for (const [key, vrfName] of [
    ['default', 'default'],
    ['default', 'Default'],
    ['Default', 'Default'],
    ['CUST-A', 'CUST-A'],
  ] as const)
    expect(outcome(key, vrfName)).toMatchObject({ outcome: 'ok', records: [{ addressFamily: null }] });
});

test('the peers of families are those of the VRF whose key holds them', () => {
  const text = sampleText('frr', 'bgp-summary', 'lab-healthy');
  for (const [key, vrfName, vrf] of [
    ['default', 'default', 'default'],
    ['Default', 'Default', 'default'],
    ['CUST-A', 'CUST-A', 'CUST-A'],
    ['CUST-A', 'default', 'CUST-A'],
  ] as const)
    expect(
      read(
        'bgp-summary',
        text.replace('"default":{', `"${key}":{`).replaceAll('"vrfName":"default"', `"vrfName":"${vrfName}"`),
      ).records,
    ).toMatchObject([{ vrf }, { vrf }]);
});

test('bgpd names a subcode that its release does not know right behind the code', () => {
  const text = sampleText('frr', 'bgp-peer', 'timers-text');
  const resetBy = (words: string) =>
    read('bgp-peer', text.replace(/^ {2}Last reset .*$/m, `  Last reset 00:01:40,   ${words}`));
  expect(resetBy('Notification received (CeaseUnrecognized Error Subcode)')).toMatchObject({
    outcome: 'ok',
    records: [{ lastResetReason: 'CeaseUnrecognized Error Subcode', lastErrorCode: 6 }],
  });
  expect(resetBy('Notification sent (Neighbor Events Error)')).toMatchObject({
    outcome: 'ok',
    records: [{ lastErrorCode: 5 }],
  });
  expect(resetBy('Password config change (FRRouting/10.2)').outcome).toBe('ok');
  expect(resetBy('Notification received (CeaseUnrecognised Error Subcode)').outcome).toBe('partial');
  expect(resetBy('Notification received (CeaseUnrecognized Error Subcode/BFD Down)').outcome).toBe('partial');
});

const table = [
  'Codes: K - kernel route, C - connected, S - static, R - RIP,',
  '       > - selected route, * - FIB route',
  '',
  'C>* 198.51.100.0/31 is directly connected, eth1, 00:00:40',
  'B>* 203.0.113.0/24 [20/0] via 198.51.100.1, eth1, weight 1, 00:00:12',
].join('\n');
const entry = [
  'Routing entry for 203.0.113.0/24',
  '  Known via "bgp", distance 20, metric 0, best',
  '  Last update 00:00:32 ago',
  '  * 198.51.100.1, via eth1, weight 1',
].join('\n');
const brief = [
  'Interface       Status  VRF             Addresses',
  '---------       ------  ---             ---------',
  'eth1            up      default         198.51.100.0/31',
  'lo              up      default         192.0.2.1/32',
].join('\n');

test.for<[DiagnosticName, string, number]>([
  ['route', table, 1],
  ['route', entry, 0],
  ['interfaces', brief, 1],
])('the last record of %s is read where a prompt or an empty line stands below it only', ([diagnostic, text, kept]) => {
  const whole = read(diagnostic, `${text}\n\n`);
  expect(whole).toMatchObject({ outcome: 'ok', records: { length: kept + 1 } });
  for (const end of ['\nleaf1# ', '\nleaf1#\n']) expect(read(diagnostic, text + end)).toEqual(whole);
  expect(read(diagnostic, text).outcome).toBe('incomplete');
  for (const end of ['\n', '\nleaf1'])
    expect(read(diagnostic, text + end)).toMatchObject({
      outcome: 'incomplete',
      records: whole.records.slice(0, kept),
    });
});

test('a command without an answer names no family for the answer to the next one', () => {
  const answer = [
    'BGP router identifier 192.0.2.1, local AS number 64496',
    'Neighbor        V    AS MsgRcvd MsgSent   TblVer  InQ OutQ  Up/Down State/PfxRcd',
    '198.51.100.1    4 64497      10      10        0    0    0 00:10:00        5',
    '',
    'leaf1#',
  ].join('\n');
  const familyBelow = (...echoes: string[]) =>
    read('bgp-summary', [...echoes.map((echo) => `leaf1# ${echo}`), answer].join('\n')).records;
  expect(familyBelow('show bgp ipv6 unicast summary')).toMatchObject([{ addressFamily: 'ipv6-unicast' }]);
  expect(familyBelow('show bgp ipv6 unicast summary', 'show ip bgp summary')).toMatchObject([{ addressFamily: null }]);
});

test.for([
  ['bfd-text', 'Local host: 198.51.100.0, Local port: 179', ' '],
  ['bfd-text', '    Total:              31433      31438', ''],
  ['lab-text', '  Route map for incoming advertisements is *IMPORT', ''],
  ['vrf-in-command-text', ' Description: # show bgp vrf CUST-B neighbors', ''],
] as const)('a line of a peer that stands further in or out is handed back (%s: %j)', ([name, line, margin]) => {
  const text = sampleText('frr', 'bgp-peer', name);
  expect(text).toContain(`\n${line}\n`);
  const moved = `${margin}${line.trim()}`;
  const { outcome, unparsed } = read('bgp-peer', text.replace(`\n${line}\n`, `\n${moved}\n`));
  expect({ outcome, unparsed }).toEqual({ outcome: 'partial', unparsed: [moved] });
});
