import { expect, test } from 'vitest';
import { expectHandedBack, readerFor, sampleText } from './sample-text.ts';

test.for([
  ['isis-adjacencies', 'detail', 'SystemID    : 1920.0000.2007', 'SystxmID    : 1920.0000.2007'],
  ['interfaces', 'router', 'Interface Table (Router: Base)', 'Interface Table (Rxuter: Base)'],
  ['route', 'usual', 'Route Table (Router: Base)', 'Route Table (Rxuter: Base)'],
] as const)('%s (%s): of %j with the damaged name %j no record is changed', (damage) => {
  expectHandedBack('nokia_sros', damage);
});

test.for([
  ['ntp', 'usual', 'NTP Active Associations', 'NTP Active Associxtions'],
  ['bgp-peer', 'usual', 'Peer AS ', 'Peer AX '],
  ['bgp-peer', 'usual', 'Local Address ', 'Locxl Address '],
  ['bgp-peer', 'usual', 'Last Error ', 'Laxt Error '],
  ['bgp-summary', 'usual', 'BGP Router ID', 'BGP Roxter ID'],
  ['bgp-route', 'usual', 'Nexthop ', 'Nexthxp '],
  ['bgp-route', 'usual', 'Local Pref.', 'Locxl Pref.'],
  ['bgp-route', 'usual', 'Best ', 'Bexst '],
  ['isis-adjacencies', 'detail', 'SystemID    : 1920.0000.2004', 'SystxmID    : 1920.0000.2004'],
  ['isis-adjacencies', 'detail', 'Hostname    : core-4', 'Hoxtname    : core-4'],
  ['interface-detail', 'usual', 'MTU ', 'MXU '],
  ['interface-detail', 'usual', 'Traffic Statistics', 'Traffxc Statistics'],
  ['interface-detail', 'usual', 'Input                 Output', 'Input                 Outpxt'],
  ['interface-detail', 'usual', 'Discards  ', 'Dixcards  '],
  ['optics', 'usual', 'Temperature (C)', 'Temperaxure (C)'],
  ['optics', 'usual', 'Transceiver Type ', 'Transceiver Txpe '],
  ['version', 'usual', 'System Name ', 'System Naxe '],
  ['cpu-memory', 'pools', 'Current Total Size', 'Currxnt Total Size'],
] as const)('%s (%s): the value behind %j is not lost silently when it is %j', ([diagnostic, name, label, damaged]) => {
  const read = readerFor('nokia_sros');
  const text = sampleText('nokia_sros', diagnostic, name);
  expect(read(diagnostic, text).outcome).toBe('ok');
  expect(text).toContain(label);
  const { outcome, unparsed } = read(diagnostic, text.replace(label, damaged));
  expect(outcome).toBe('partial');
  expect(unparsed).not.toEqual([]);
});

test('a black hole whose name is damaged is no interface', () => {
  const read = readerFor('nokia_sros');
  const text = sampleText('nokia_sros', 'route', 'plain').replace('SPINE-1   ', 'Black Hole');
  expect(read('route', text)).toMatchObject({ outcome: 'ok', records: [{}, { nextHops: [] }, {}] });
  const { outcome, records } = read('route', text.replace('Black Hole', 'Blaxk Hole'));
  expect(outcome).toBe('partial');
  expect(JSON.stringify(records)).not.toContain('Blaxk');
});

test('attributes below a damaged heading are no second path', () => {
  const read = readerFor('nokia_sros');
  const text = sampleText('nokia_sros', 'bgp-route', 'labelled');
  const [above = '', block = '', below = ''] = text.split(/(?<=RIB In Entries\n-+\n)|(?<=\n)(?=-+\nRIB Out Entries)/);
  const both = `${above}Original Attributes\n${block}Modified Attributes\n${block}${below}`;
  expect(read('bgp-route', both)).toMatchObject({ outcome: 'ok', records: read('bgp-route', text).records });
  expect(read('bgp-route', both.replace('Modified', 'Modifxed')).outcome).toBe('partial');
});
