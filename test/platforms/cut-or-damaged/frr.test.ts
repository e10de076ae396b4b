import { expect, test } from 'vitest';
import type { DiagnosticName } from '../../../src/domain/diagnostics.ts';
import { expectIncomplete, readerFor } from './sample-text.ts';

const read = readerFor('frr');

const cuts: [diagnostic: DiagnosticName, name: string, end: string, records: number][] = [
  ['interface-detail', 'text', 'Interface Type VET', 0],
  ['interface-detail', 'text', 'Interface Slave Type Non', 1],
  ['bgp-peer', 'bfd-text', 'FD used: 2', 0],
  ['bgp-peer', 'bfd-text', '  BFD: Type: sin', 0],
  ['bgp-peer', 'bfd-text', 'Status: Up, Last update', 0],
  ['bgp-summary', 'net-show-text', 'show bgp ipv6 uni', 2],
];

test.for(cuts)('%s %s is incomplete when it is cut behind %j', (cut) => {
  expectIncomplete('frr', cut);
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
