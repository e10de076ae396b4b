import { describe, expect, test } from 'vitest';
import type { DiagnosticName } from '../../../src/domain/diagnostics.ts';
import { type Damage, expectHandedBack, expectIncomplete, readerFor, sampleText } from './sample-text.ts';

const read = readerFor('nokia_srlinux');
const sample = (diagnostic: DiagnosticName) => sampleText('nokia_srlinux', diagnostic, 'report');

const subinterface = '  Subinterface: ethernet-1/1.10\n';
const cases: readonly (readonly [diagnostic: DiagnosticName, line: string, damaged: string])[] = [
  ['interface-detail', subinterface, ''],
  ['interface-detail', subinterface, '  Subinterfaze: ethernet-1/1.10\n'],
  ['interface-detail', subinterface, '  Subinterface: ethernet-1/l.10\n'],
  ['interface-detail', 'Interface: ethernet-1/1\n', 'Interfaze: ethernet-1/1\n'],
  ['interface-detail', '  Encapsulation         : vlan-id 10\n', '  IP MTU                : 9000\n'],
  ['lag', 'lag5 is down, reason no-active-links, min links 1\n', ''],
  ['lag', '| ethernet-1/5    | down       | port-oper-disabled        |\n', 'lag6 is up, min links 1\n'],
];

/** Of the record of whose table the end is missing only the members are not those of the whole answer. */
describe('what stands below a damaged heading is never given to what stood above', () => {
  test.each(cases)('%s: %j for %j', (diagnostic, line, damaged) => {
    const text = sample(diagnostic);
    expect(text.split(line)).toHaveLength(2);
    const whole = read(diagnostic, text).records;
    const { outcome, records, unparsed } = read(diagnostic, text.replace(line, damaged));
    expect(outcome).toBe('partial');
    expect(unparsed).not.toEqual([]);
    for (const record of records.slice(0, 1)) expect(whole).toContainEqual(record);
  });

  test('the counters of another interface are not those of the block', () => {
    const text = sample('interface-detail');
    const strange = 'Traffic statistics for ethernet-1/2\n';
    const { outcome, records } = read(
      'interface-detail',
      text.replace('Traffic statistics for ethernet-1/1\n', strange),
    );
    expect(outcome).toBe('partial');
    expect(records[0]).toMatchObject({ interface: 'ethernet-1/1', inOctets: null, inErrors: null });
  });

  test('a value that is told twice hands its interface back', () => {
    const block = sample('interface-detail').split('L2CP')[0] ?? '';
    const values = block.slice(block.indexOf('  Description'), block.lastIndexOf('  Breakout'));
    const text = `${block}${values}`.replace(values, values + values).split('\n');
    const { outcome, records } = read('interface-detail', [...text, '='.repeat(120), ''].join('\n'));
    expect([outcome, records]).toEqual(['partial', []]);
  });
});

test('a branch in braces that is deeper than any of ours is handed back and does not disturb what stands below it', () => {
  const name = 'interface ethernet-1/1 {\n    admin-state enable\n    oper-state up\n}\n';
  const { outcome, records, unparsed } = read('interfaces', `${'a {\n'.repeat(40)}${'}\n'.repeat(40)}${name}`);
  expect(outcome).toBe('partial');
  expect(unparsed).toHaveLength(10);
  expect(records).toMatchObject([{ interface: 'ethernet-1/1', operStatus: 'up' }]);
});

const damages: Damage[] = [
  ['bgp-route', 'detail', '<Best,Valid,Used,>', '<Bst,Valid,Used,>'],
  ['bgp-route', 'detail', '  Path 2: <Valid,>', '  Path 2: <Vlid,>'],
  ['route', 'list', 'for ip-vrf network-instance', 'for ip-vrf network-instnce'],
  ['bgp-peer', 'policies', 'Evpn-unicast AFI', 'Epn-unicast AFI'],
  ['interfaces', 'older', '  mgmt0.0 is up', '  mmt0.0 is up'],
  ['bgp-summary', 'together', 'evpn [62/60/23]', 'evpm [62/60/23]'],
  ['bgp-summary', 'report', '| ipv6-unicast |', '| ipv6-unicest |'],
  ['bgp-route', 'unset', ' i[64500, 64502] ', ' i[64500, 64502  '],
  ['environment', 'older', 'synchronizing', 'synchronizimg'],
  ['isis-adjacencies', 'report', '| init  |', '| inti  |'],
  ['isis-adjacencies', 'report', '| init  |', '| inits |'],
  ['mac-table', 'report', '| learnt ', '| learmt '],
  ['mac-table', 'entry', 'Type                    : evpn', 'Type                    : evqn'],
  ['route', 'report', '| bgp        |', '| bgq        |'],
  ['route', 'resolved', 'indirect/ospfv2', 'indirect/ospfv4'],
  ['route', 'vnis', 'tunnel:sr-isis', 'tunnel:sr-isys'],
];

test.for(damages)('%s %s with a damaged line changes no record: %j for %j', (damage) => {
  expectHandedBack('nokia_srlinux', damage);
});

test('the paths of a network of which only the title is there are incomplete', () => {
  const rule = `${'-'.repeat(106)}\n`;
  expectIncomplete('nokia_srlinux', ['bgp-route', 'detail', `network-instance  "default"\n${rule}`, 0]);
});

/** The title of the second of two answers, and one of its words damaged; then a heading below it. */
const seconds = [
  ['bgp-route', 'detail', 'network-instance  "red"', 'network-instnce  "red"', '\nNetwork: '],
  ['route', 'detail', 'network instance red', 'network instnce red', null],
] as const;

describe('of two answers each has its own network instance', () => {
  test.each(seconds)('%s %s', (diagnostic, name, title, damaged, heading) => {
    const first = sampleText('nokia_srlinux', diagnostic, name);
    const second = first.replace(title.replace('red', 'default'), title);
    const vrfsOf = (text: string) => {
      const { outcome, records } = read(diagnostic, text);
      return [outcome, records.map((record) => (record as { vrf: string | null }).vrf)];
    };
    const { length } = read(diagnostic, first).records;
    const own = Array.from({ length }, () => 'default');
    expect(second).toContain(title);
    expect(vrfsOf(first + second)).toEqual(['ok', [...own, ...own.map(() => 'red')]]);
    expect(vrfsOf(first + second.replace(title, damaged))).toEqual(['partial', own]);
    if (heading !== null) expect(vrfsOf(first + second.replace(heading, '\nNetwrk: '))).toEqual(['partial', own]);
  });
});

test('a table below a title that is not understood is of no network instance', () => {
  const text = sampleText('nokia_srlinux', 'route', 'older');
  const { outcome, records } = read('route', text.replace('IPv6 Unicast route table', 'IPv6 Unicast rote table'));
  expect([outcome, records.length > 0]).toEqual(['partial', true]);
  expect(JSON.stringify(records)).not.toContain('2001:db8');
});
