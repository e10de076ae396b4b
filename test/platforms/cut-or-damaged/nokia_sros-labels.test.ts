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

test('policies of the export are its own, and those below a label that is not known are nobody’s', () => {
  const read = readerFor('nokia_sros');
  const text = sampleText('nokia_sros', 'bgp-peer', 'policies');
  const others = '                     : bogons\n                     : Default Accept\n';
  const label = 'Export Policy        : transit-out\n';
  expect(text).toContain(others + label);
  const turned = text.replace(others + label, label + others);
  expect(read('bgp-peer', turned)).toMatchObject({
    outcome: 'ok',
    records: [{ importPolicy: 'transit-in', exportPolicy: 'transit-out, bogons, Default Accept' }, {}],
  });
  expect(read('bgp-peer', turned.replace('Export Policy', 'Export Polixy')).outcome).toBe('partial');
  const last = text.replace(/^(IPv4 received .*\n)/m, '').replace(others + label, others);
  const above = last.replace(
    'Import Policy',
    `${label}IPv4 received        : 0                IPv6 received        : 0\nImport Policy`,
  );
  expect(read('bgp-peer', above)).toEqual(read('bgp-peer', text));
});

test('a port in bytes that its name does not stand whole below is not known', () => {
  const read = readerFor('nokia_sros');
  const text = sampleText('nokia_sros', 'lldp-neighbors', 'port-spelled');
  const port = /^(Port Id +: )([\dA-F:]+)\n( +)"1\/1\/c2\/1"\n/m;
  expect(read('lldp-neighbors', text)).toMatchObject({ outcome: 'ok', records: [{ neighborInterface: '1/1/c2/1' }] });
  for (const damaged of [
    '$131:2F:31:2F\n$363:32:2F:31\n$3"1/1/c2/1"\n',
    '$131:2F:31:2F:\n$363:32:2F:31\n',
    '$1$2\n$3"1/1/c2/1\n',
    '$1$2\n$3"1/1/c2/2"\n',
    '$131:2F:31:2F 63:32:2F:31\n$3"1/1/c2/1"\n',
    '$1$2\n$3"1/1/c2/1"\n$3"1/1/c2/1"\n',
    '$1\n$3"1/1/c2/1"\n',
    '$1"port of a long na\n$3me"\n',
  ]) {
    const found = { damaged, ...read('lldp-neighbors', text.replace(port, damaged)) };
    expect(found).toMatchObject({ damaged, outcome: 'partial', records: [{ neighborInterface: null }] });
  }
});
