import { expect, test } from 'vitest';
import { readerFor, sampleText } from './sample-text.ts';

const read = readerFor('nokia_sros');

const damages: [line: string, damaged: string][] = [
  ['[dual-stack]', '[0]         '],
  ['[dual-stack]', '[192.0.2.1] '],
  ['Local VRF [21:to_transit]', 'Local VRF [21:192.0.2.1] '],
  ['VPN Leak', 'V#N Leak'],
  ['Sub Mgmt', 'OSPF Mgmt'],
  ['Remote  NAT', 'Remote  N#T'],
  ['Remote  BGP VPN', 'Remote      VPN'],
];

test.for(damages)('a route with %j for which %j stands is handed back', ([line, damaged]) => {
  const text = sampleText('nokia_sros', 'route', 'services');
  const whole = read('route', text);
  expect(whole.outcome).toBe('ok');
  expect(text).toContain(line);
  const { outcome, unparsed } = read('route', text.replace(line, damaged));
  expect(outcome).toBe('partial');
  expect(unparsed).not.toEqual([]);
});

test.for([
  ['Ports on Slot 1', 'Pots on Slot 1'],
  ['Ports on Slot A', 'P#rts on Slot A'],
] as const)('ports below the damaged title %j are not left out silently', ([title, damaged]) => {
  const text = sampleText('nokia_sros', 'interfaces', 'usual');
  expect(read('interfaces', text).outcome).toBe('ok');
  expect(text).toContain(title);
  const { outcome, unparsed } = read('interfaces', text.replace(title, damaged));
  expect({ outcome, unparsed }).toEqual({ outcome: 'partial', unparsed: [damaged] });
});

test.for([0, 1, 2])('routes of a table that lacks its rule %i are not left out silently', (index) => {
  const text = sampleText('nokia_sros', 'route', 'services');
  const lines = text.split('\n');
  const rules = [...lines.keys()].filter((at) => /^(?:={20,}|-{20,})$/.test(lines[at] ?? ''));
  const { outcome, unparsed } = read('route', lines.filter((_, at) => at !== rules[index]).join('\n'));
  expect(outcome).toBe('partial');
  expect(unparsed).not.toEqual([]);
});

test.for([
  ['bfd-sessions', 'packets', /^No\. of BFD sessions: 2$/m],
  ['bfd-sessions', 'usual', /^No\. of BFD sessions: 2$/m],
  ['mac-table', 'kinds', /^No\. of MAC Entries: 2$/m],
  ['mac-table', 'usual', /^No\. of Entries: 3$/m],
  ['ospf-neighbors', 'usual', /^No\. of Neighbors: 2$/m],
  ['isis-adjacencies', 'usual', /^Adjacencies : 2$/m],
  ['lldp-neighbors', 'usual', /^Number of neighbors : 2$/m],
  ['mpls-lsps', 'usual', /^LSPs : 3$/m],
  ['arp', 'usual', /^No\. of ARP Entries: 3$/m],
  ['arp', 'ipv6', /^No\. of Neighbor Entries: 2$/m],
] as const)('%s (%s): a row less than the device counts is said', ([diagnostic, name, count]) => {
  const text = sampleText('nokia_sros', diagnostic, name);
  expect(read(diagnostic, text).outcome).toBe('ok');
  expect(text).toMatch(count);
  const { outcome, unparsed } = read(
    diagnostic,
    text.replace(count, (line) => line.replace(/\d+$/, '9')),
  );
  expect({ outcome, unparsed }).toEqual({
    outcome: 'partial',
    unparsed: [expect.stringMatching(/^9 rows are announced/)],
  });
});

test('what is measured of a connector is not given to the port above it when its name is damaged', () => {
  const text = sampleText('nokia_sros', 'optics', 'connectors');
  expect(read('optics', text).records).toMatchObject([{ interface: '1/1/c5', rxPowerDbm: 4.31 }]);
  const { outcome, records } = read(
    'optics',
    text.replace('Interface          : 1/1/c5', 'Intxrface          : 1/1/c5'),
  );
  expect({ outcome, records }).toEqual({ outcome: 'partial', records: [] });
});

test('counters below a damaged heading are not those of the port above', () => {
  const text = sampleText('nokia_sros', 'interface-detail', 'two-ports');
  const [heading, counters] = [text.lastIndexOf('Ethernet Interface'), text.lastIndexOf('Traffic Statistics')];
  const damaged = read('interface-detail', `${text.slice(0, heading)}Ethernet Intxrface${text.slice(heading + 18)}`);
  expect(damaged.outcome).toBe('partial');
  expect(damaged.records).toHaveLength(2);
  const without = read('interface-detail', text.slice(0, heading) + text.slice(counters));
  expect(without.outcome).toBe('partial');
  expect(without.unparsed).toContain('Traffic Statistics');
  expect(without.records.at(-1)).toMatchObject({ interface: '1/1/c5', inOctets: null });
});

test('an operational state that is not known is handed back', () => {
  const text = sampleText('nokia_sros', 'interface-detail', 'two-ports');
  const { outcome, unparsed } = read('interface-detail', text.replace('up - Active in LAG 2', 'up - Actxve in LAG 2'));
  expect(outcome).toBe('partial');
  expect(unparsed).toHaveLength(1);
});

test.for([
  ['route', 'services', 'VPN Leak', 'VPN Lexk'],
  ['route', 'services', 'Remote  NAT ', 'Remote  NAX '],
  ['route', 'usual', ': BGP', ': BGX'],
  ['arp', 'ipv6', 'STALE', 'STALL'],
  ['isis-adjacencies', 'usual', 'Init  9', 'Inix  9'],
  ['isis-adjacencies', 'detail', ': Up', ': Initx'],
  ['ntp', 'usual', 'chosen', 'chosan'],
  ['ntp', 'usual', 'reject', 'rejext'],
  ['environment', 'usual', ': failed', ': faxled'],
  ['interface-detail', 'two-ports', ': full', ': fuzz'],
  ['optics', 'connectors', '/H-WA', '/H-WX'],
  ['bgp-route', 'usual', 'Orig Validation: Valid', 'Orig Validation: Vaxid'],
  ['bgp-route', 'table', 'u*>', 'u*y'],
] as const)(
  '%s (%s): %j is a word of a closed list, so that %j is handed back',
  ([diagnostic, name, word, damaged]) => {
    const text = sampleText('nokia_sros', diagnostic, name);
    expect(read(diagnostic, text).outcome).toBe('ok');
    expect(text).toContain(word);
    const { outcome, unparsed } = read(diagnostic, text.replace(word, damaged));
    expect(outcome).toBe('partial');
    expect(unparsed).not.toEqual([]);
  },
);

test('a ping of which more came back than was sent, and no loss is printed, tells none', () => {
  const text = sampleText('nokia_sros', 'ping', 'late-answers').replace('0 packets received', '7 packets received');
  const times = 'round-trip min = 1.0ms, avg = 1.2ms, max = 1.3ms, stddev = 0.1ms\n';
  expect(read('ping', text + times)).toMatchObject({ outcome: 'partial', records: [] });
});

test.for([
  ['bgp-route', 'usual', 'Community      : 64501:100', ' Community      : 64501:100'],
  ['bgp-route', 'usual', '                 target:64500:10', 'target:64500:10'],
  ['bgp-route', 'usual', '                 target:64500:10', '*                target:64500:10'],
  ['bgp-peer', 'policies', 'Import Policy        : transit-in', ' Import Policy        : transit-in'],
  ['bgp-peer', 'policies', '                     : bogons', ': bogons'],
  ['config-history', 'usual', 'No. of Rollback Files: 2', '    No. of Rollback Files: 2'],
] as const)('%s (%s): a list of which %j stands elsewhere is handed back', ([diagnostic, name, line, moved]) => {
  const text = sampleText('nokia_sros', diagnostic, name);
  expect(read(diagnostic, text).outcome).toBe('ok');
  expect(text).toContain(`\n${line}`);
  const { outcome, unparsed } = read(diagnostic, text.replace(`\n${line}`, `\n${moved}`));
  expect(outcome).toBe('partial');
  expect(unparsed).not.toEqual([]);
});

test('a pool of memory counts further in as well', () => {
  const text = sampleText('nokia_sros', 'cpu-memory', 'pools');
  expect(text).toContain('\nAvailable Memory');
  const moved = text.replace('\nAvailable Memory', '\n  Available Memory');
  expect(read('cpu-memory', moved)).toEqual(read('cpu-memory', text));
});
