import { expect, test } from 'vitest';
import { type Damage, expectHandedBack, readerFor, sampleText } from './sample-text.ts';

const read = readerFor('juniper_junos');

/** What stood below it was read as something of the one above. */
const headings: Damage[] = [
  ['bfd-sessions', 'multihop', '192.0.2.2                Failing                  3.000     1.000        3   \n', ''],
  ['bgp-route', 'rejected', '         BGP                 /-101\n', '         zzzz                 zzzz\n'],
  ['bgp-route', 'text-vrf', '         BGP    Preference: 170/-101', '         BGP    Pr'],
  ['bgp-route', 'text-vrf', '        *BGP    Preference: 170/-101', '        *BGP    Pr'],
  ['interface-detail', 'counters-of-parts', '  Output errors:\n', ''],
  ['ospf-neighbors', 'lists', '192.0.2.9        ge-0/0/1.0             Full      198.51.100.4     128    33\n', ''],
  ['queue-drops', 'units', 'Queue: 3, Forwarding classes: network-control\n', ''],
  ['route', 'detail', '         OSPF   Preference: 150', '         OSPF   zzzz'],
];

test.for(headings)('%s %s without the heading %j (%j in its place) gives no line below it to another', (damage) => {
  const [diagnostic, name, part, instead] = damage;
  const text = sampleText('juniper_junos', diagnostic, name);
  expect(text).toContain(part);
  const { outcome, records } = read(diagnostic, text.replace(part, instead));
  expect(outcome).not.toMatch(/^(?:ok|empty)$/);
  const whole = read(diagnostic, text).records;
  // What was told first stays.
  for (const record of records.slice(0, 1)) {
    const said = Object.entries(record).filter(([, value]) => value !== null);
    expect(whole).toContainEqual(expect.objectContaining(Object.fromEntries(said)));
  }
});

const damages: Damage[] = [
  ['bgp-route', 'rejected', 'State: <Hidden Ext>', 'State: <Hdden Ext>'],
  ['bgp-route', 'rejected', '                State: <Hidden Ext>\n', ''],
  ['bgp-route', 'json', '"route-table"', '"rute-table"'],
  ['bgp-route', 'compact-json', '"route-table"', '"rute-table"'],
  ['route', 'json', '"route-table"', '"route-tablr"'],
  ['environment', 'one-engine', 'Fans  Power supply fan', '####  Power supply fan'],
  // One line further in, or less far, than the others.
  ['environment', 'one-engine', 'Power Power Supply 0', ' Power Power Supply 0'],
  ['environment', 'one-engine', 'Class Item', ' Class Item'],
  ['ntp', 'wrapped', 'x2001:db8:0:1:2::7', ' x2001:db8:0:1:2::7'],
  ['ntp', 'wrapped', '-192.0.2.12', ' -192.0.2.12'],
];

test.for(damages)('%s %s: %j is not read where it says %j', (damage) => {
  expectHandedBack('juniper_junos', damage);
});

test('a ruler of ntpq that stands further in takes nothing from the names below it', () => {
  const text = sampleText('juniper_junos', 'ntp', 'usual').replace('*192.0.2.10 ', '*ntp-a2.one ');
  expect(read('ntp', text).records[0]).toMatchObject({ peer: 'ntp-a2.one', state: 'synced' });
  const { outcome, records } = read('ntp', text.replace('\n====', '\n    ===='));
  expect({ outcome, records }).toEqual({ outcome: 'partial', records: [] });
});
