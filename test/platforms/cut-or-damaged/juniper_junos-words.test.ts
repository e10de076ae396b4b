import { expect, test } from 'vitest';
import { expectHandedBack, readerFor, sampleText } from './sample-text.ts';

const read = readerFor('juniper_junos');

test.for([
  ['mac-table', 'text-with-letters', 'D             -   ae2.0', 'W             -   ae2.0'],
  ['mac-table', 'json', '"data": "D"', '"data": "W"'],
  ['arp', 'json.2', '"stale"', '"stabe"'],
] as const)('%s (%s): of a row with %j for which %j stands no record is changed', (damage) => {
  expectHandedBack('juniper_junos', damage);
});

test.for([
  'bgp.inetsrte.0',
  'bgp.inet6srte.0',
  'bgp.transport.3',
  'bgp.transport-inet6.3',
  'bgp.l3vpn-inet6.2',
  'bgp.isovpn.0',
  'mac-vrf-1.evpn.0',
])('%s is a table of BGP', (table) => {
  const text = sampleText('juniper_junos', 'bgp-summary', 'text');
  expect(text).toMatch(/^ +inet\.0: /m);
  const { outcome, unparsed } = read('bgp-summary', text.replaceAll(/(?<=^ +)inet\.0(?=: )/gm, table));
  expect({ outcome, unparsed }).toEqual({ outcome: 'ok', unparsed: [] });
});

test('asked on the backup engine, old releases know the load of that one alone', () => {
  const text = sampleText('juniper_junos', 'cpu-memory', 'old-backup');
  const turned = text.replaceAll(/Master|Backup/g, (word) => (word === 'Master' ? 'Backup' : 'Master'));
  expect(read('cpu-memory', turned)).toEqual(read('cpu-memory', text));
});

test('a peer whose heading is lost is not read into the one above it', () => {
  const text = sampleText('juniper_junos', 'bgp-peer', 'idle');
  expect(read('bgp-peer', text).outcome).toBe('ok');
  const lost = text.replace(/\n+Peer: 2001:db8::9 .*/, '');
  expect(lost).not.toBe(text);
  expect(read('bgp-peer', lost).outcome).toBe('partial');
});

test('the sign in front of a level is no part of the name', () => {
  const row = (nameAndLevel: string) =>
    read(
      'isis-adjacencies',
      [
        'Interface             System         L State        Hold (secs) SNPA',
        `ge-0/0/0.0            ${nameAndLevel} Up                   20`,
        '',
      ].join('\n'),
    );
  for (const level of ['leaf1         !2', 'leaf1        ! 2'])
    expect(row(level)).toMatchObject({ outcome: 'ok', records: [{ hostname: 'leaf1', level: '2' }] });
  for (const glued of ['leaf1!         2', 'leaf1!2        2'])
    expect(row(glued)).toMatchObject({ outcome: 'partial', records: [] });
});
