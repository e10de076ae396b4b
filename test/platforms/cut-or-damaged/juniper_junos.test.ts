import { expect, test } from 'vitest';
import type { DiagnosticName } from '../../../src/domain/diagnostics.ts';
import { type Damage, expectHandedBack, expectIncomplete, readerFor, sampleText } from './sample-text.ts';

const read = readerFor('juniper_junos');

const cuts: [diagnostic: DiagnosticName, name: string, end: string, records: number][] = [
  ['version', 'fabric', 'Software Suite [13.2X', 0],
  ['interfaces', 'terse', 'fe80::1/', 1],
  ['bgp-route', 'thread-at-end', '1 announced)\n', 0],
];

test.for(cuts)('%s %s is incomplete when it is cut behind %j', (cut) => {
  expectIncomplete('juniper_junos', cut);
});

const damages: Damage[] = [
  ['bgp-route', 'old-cluster-list', 'Protocol next hop: ', 'Potocol next hop: '],
  ['bgp-route', 'thread-at-end', '*BGP ', '*BP '],
  ['route', 'labels-and-tunnels', 'inet.0: 4 ', 'iet.0: 4 '],
  ['queue-drops', 'units', 'Queue: 3, ', 'Qeue: 3, '],
  ['queue-drops', 'board-below', 'Packet Forwarding Engine Chassis', 'Packet Forwarding Engin Chassis'],
  ['bgp-route', 'rejected', 'BGP                 /-101', 'BGP                 -101'],
  ['bgp-route', 'rejected', 'BGP                 /-101', 'BGP'],
  ['interface-detail', 'counters-of-parts', 'Ingress traffic statistics at', 'Ingress traffic statistic at'],
  ['interface-detail', 'unit', 'Local statistics:', 'Local statistics'],
  ['log', 'structured', '<28>1', '<28>'],
  ['log', 'structured', 'event="HoldTime"]', 'event="HoldTime]'],
  ['lldp-neighbors', 'words-as-port', 'Ethernet 0/47', 'Ethernet 0/4x7'],
  ['environment', 'alarms', '2 alarms', '3 alarms'],
  ['log', 'boards-behind', ' : %PFE-3: ', ' : %PFE-x: '],
  ['mac-table', 'property', 'esi.1749                ', 'esi.1749         17x9   '],
];

test.for(damages)('%s %s with a damaged line changes no record: %j for %j', (damage) => {
  expectHandedBack('juniper_junos', damage);
});

/** Each was read as one that is not there, or in the place of another. */
const damagedWords: Damage[] = [
  ['arp', 'ipv6-text', 'reachable', 'reachble'],
  ['bfd-sessions', 'text-detail', 'CtlExpire', 'CtlExpite'],
  ['bgp-peer', 'text', 'Last Error: Cease', 'Last Error: Ceqse'],
  ['bgp-peer', 'text', 'Last Error:', 'Last Eror:'],
  ['bgp-peer', 'text', "Error: 'Cease' Sent", "Error: 'Cese' Sent"],
  ['bgp-peer', 'text', '] Import:', '] Inport:'],
  ['bgp-peer', 'text', 'Table CUST', 'Tble CUST'],
  ['bgp-peer', 'text', 'CUST.inet.0', 'CUST.inat.0'],
  ['bgp-peer', 'text', 'Number of flaps', 'Number of flap'],
  ['bgp-peer', 'text', 'BFD: enabled', 'BFD: enablad'],
  ['bgp-route', 'text-vrf', 'Protocol next hop:', 'Protocol next hoq:'],
  ['bgp-route', 'text-vrf', 'Localpref: 120', 'Localpraf: 120'],
  ['bgp-summary', 'text', 'CUST.inet.0', 'CUST.int.0'],
  ['cpu-memory', 'text', 'Memory utilization', 'Memory utilisation'],
  ['environment', 'text', 'Fans  Top', 'Fens  Top'],
  ['environment', 'text', '0 RPM', '0 RBM'],
  ['interface-detail', 'text', 'Last flapped ', 'Last flaped '],
  ['interface-detail', 'text', 'Full-duplex', 'Full-duples'],
  ['interface-detail', 'text', 'Flags: Up', 'Flags: Uq'],
  ['interface-detail', 'text', 'Protocol inet,', 'Protocl inet,'],
  ['interface-detail', 'text', 'Protocol inet,', 'Protocol inat,'],
  ['interface-detail', 'text', 'Logical interface ge-0/0/0.0', 'Logical interface ge-0/0/8.0'],
  ['lldp-neighbors', 'text-detail', 'System name ', 'System nam '],
  ['lldp-neighbors', 'text-detail', '00:00:5e:00:53:01', '00:00:5e:00:5g:01'],
  ['lldp-neighbors', 'text', '00:00:5e:00:53:01', '00:00:5e:00:5g:01'],
  ['log', 'three-lines', 'Nov  3', 'Nav  3'],
  ['mpls-lsps', 'text-blocks', 'LSPname:', 'LSPnam:'],
  ['optics', 'text-lanes', 'Module temperature  ', 'Module temperatuse  '],
  ['queue-drops', 'text', 'Tail-dropped', 'Tail-droqped'],
  ['route', 'text', ', metric 3', ', metrik 3'],
];

test.for(damagedWords)(
  '%s %s with a damaged word gives no other value: %j for %j',
  ([diagnostic, name, part, instead]) => {
    const text = sampleText('juniper_junos', diagnostic, name);
    expect(text).toContain(part);
    const { outcome, records } = read(diagnostic, text.replace(part, instead));
    expect(outcome).toBe('partial');
    const whole = read(diagnostic, text).records;
    // What the line says is not known, and nothing else of the record changes.
    for (const record of records) {
      const said = Object.entries(record).filter(([, value]) => value !== null && JSON.stringify(value) !== '[]');
      expect(whole).toContainEqual(expect.objectContaining(Object.fromEntries(said)));
    }
  },
);

test('a counter of drops whose reason is damaged is handed back', () => {
  const text = sampleText('juniper_junos', 'queue-drops', 'units').replace('RED-dropped packets', 'RD-dropped packets');
  expect(read('queue-drops', text).outcome).toBe('partial');
});

test('a description that ends as the name of a unit does is no heading', () => {
  const text = sampleText('juniper_junos', 'interfaces', 'brief').replace('to leaf1', 'uplink leaf1.100');
  expect(read('interfaces', text)).toMatchObject({
    outcome: 'ok',
    records: [{ description: 'uplink leaf1.100' }, {}, {}, {}],
  });
});

test('a log of which only the question is there ends before it says that there is nothing', () => {
  expect(read('log', 'ops@leaf1> show log messages | last 50 | match "UI_COMMIT"').outcome).toBe('incomplete');
});

const spaced: [diagnostic: DiagnosticName, name: string][] = [
  ['bfd-sessions', 'text-detail'],
  ['bgp-route', 'originator'],
  ['route', 'text'],
];

test.for(spaced)(
  'Junos %s %s with an empty line behind each line gives the first records at any cut',
  ([diagnostic, name]) => {
    const text = sampleText('juniper_junos', diagnostic, name).trimEnd().replaceAll(/\n+/g, '\n\n');
    const recordsOf = (part: string) => read(diagnostic, part).records;
    const whole = recordsOf(`${text}\n\n`);
    expect(whole.length).toBeGreaterThan(0);
    for (let end = 1; end < text.length; end += 1) {
      // Where a line ends, nothing shows that more were to come.
      if (/\s/.test(text[end] ?? '') || /\s/.test(text[end - 1] ?? '')) continue;
      const records = recordsOf(text.slice(0, end));
      expect(records, text.slice(Math.max(0, end - 40), end)).toEqual(whole.slice(0, records.length));
    }
  },
);

const damagedNames: Damage[] = [
  ['mac-table', 'detail-json', '"l2ng-l2-mac-address"', '"l2ng-l2-mac-adress"'],
  ['route', 'json', '"rt-entry"', '"rt-entri"'],
];

test.for(damagedNames)('%s %s with a damaged name of an element is not whole: %j for %j', (damage) => {
  expectHandedBack('juniper_junos', damage);
});

test('a lane that is told twice keeps its first values, and the second ones are nobody’s', () => {
  const text = sampleText('juniper_junos', 'optics', 'coherent-lanes');
  const whole = read('optics', text).records;
  const { outcome, records } = read('optics', text.replace('Lane 1\n', 'Lane 0\n'));
  expect(outcome).not.toBe('ok');
  for (const record of records) expect(whole).toContainEqual(record);
});
