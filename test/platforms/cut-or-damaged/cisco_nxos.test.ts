import { describe, expect, test } from 'vitest';
import type { DiagnosticName } from '../../../src/domain/diagnostics.ts';
import { parseOutput } from '../../../src/platforms/parse-output.ts';
import { expectNobodys, readerFor, sampleText } from './sample-text.ts';

const read = readerFor('cisco_nxos');

const aggregates = [
  '--------------------------------------------------------------------------------',
  'Group Port-       Type     Protocol  Member Ports',
  '      Channel',
  '--------------------------------------------------------------------------------',
  '1     Po1(SU)     Eth      LACP      Eth1/41(P)',
  '2     Po2(SU)     Eth      LACP      Eth1/42(D)   Eth1/43(D)   Eth1/45(P)',
  '                                     Eth1/46(P)   Eth1/47(D)',
  '',
].join('\n');

const membersOf = (text: string) => {
  const { outcome, records } = parseOutput('cisco_nxos', 'lag', text, { nowMs: null });
  return { outcome, members: records.map(({ members }) => members.length) };
};

test('members that do not fit stand on a further line', () => {
  expect(membersOf(aggregates)).toEqual({ outcome: 'ok', members: [1, 5] });
});

test('an aggregate whose members are cut is no record', () => {
  expect(membersOf(aggregates.slice(0, aggregates.indexOf('(D)\n')))).toEqual({ outcome: 'incomplete', members: [1] });
  expect(membersOf(aggregates.slice(0, aggregates.indexOf('\n                 ')))).toEqual({
    outcome: 'incomplete',
    members: [1],
  });
});

test('a table of processes in the order of their numbers says nothing of the busiest ones when it is cut', () => {
  const table = [
    'CPU utilization for five seconds: 3%/1%; one minute: 2%; five minutes: 2%',
    '',
    'PID    Runtime(ms)  Invoked   uSecs  5Sec    1Min    5Min    TTY  Process',
    '-----  -----------  --------  -----  ------  ------  ------  ---  -----------',
    '    1        37020    123456      6   0.00%   0.00%  0.00%   -    init',
    '    2          180      1011      6   0.00%   0.00%  0.00%   -    kthreadd',
    '',
  ].join('\n');
  const { outcome, records } = read('cpu-memory', table);
  expect({ outcome, records }).toEqual({ outcome: 'incomplete', records: [] });
});

test('a management port with one kind of connector is whole without its last line break', () => {
  const text = sampleText('cisco_nxos', 'interface-detail', 'management-connector').trimEnd();
  const outcomeOf = (part: string) => read('interface-detail', part).outcome;
  expect(outcomeOf(text)).toBe('ok');
  expect(outcomeOf(text.slice(0, -2))).toBe('incomplete');
});

const counted: readonly (readonly [diagnostic: DiagnosticName, sample: string, row: RegExp, error: string])[] = [
  ['arp', 'neighbors', /^fe80::1 .*\n/m, '2 of 3 entries are there: the answer is not whole'],
  [
    'arp',
    'neighbor-detail',
    /^Address : +2001:db8:2:3::33\n[\s\S]*/m,
    '1 of 2 entries are there: the answer is not whole',
  ],
  ['lldp-neighbors', 'brief', /^.* Eth1\/2 .*\n/m, '2 of 3 neighbors are there: the answer is not whole'],
  ['mac-table', 'short', /^152 .*\n/m, '3 of 4 addresses are there: the answer is not whole'],
  ['ntp', 'text', /^-2001:db8::123 .*\n/m, '2 of 3 peers are there: the answer is not whole'],
  ['ospf-neighbors', 'table', /^ 192\.0\.2\.12 .*\n/m, '2 of 3 neighbors are there: the answer is not whole'],
];

test.each(counted)('%s %s with a row less than the device counts is not whole', (diagnostic, sample, row, error) => {
  const text = sampleText('cisco_nxos', diagnostic, sample);
  expect(read(diagnostic, text).outcome).toBe('ok');
  const { outcome, error: said } = read(diagnostic, text.replace(row, ''));
  expect({ outcome, said }).toEqual({ outcome: 'incomplete', said: error });
});

const cases: readonly (readonly [diagnostic: DiagnosticName, sample: string, line: string, damaged: string])[] = [
  ['optics', 'external', 'Ethernet1/43', 'Ethernet1/4#'],
  ['optics', 'external', 'Ethernet1/43', ''],
  ['optics', 'details', 'Lane Number:2', 'Lane Number:#'],
  ['interface-detail', 'kinds', 'Tunnel1 is up', 'Tunnel1'],
  ['interface-detail', 'kinds', 'fc1/11 is down', '       is down'],
  ['interfaces', 'brief', 'Interface     Status     Description', 'Interface     Status     Descr#'],
  ['interfaces', 'brief', 'Interface Secondary VLAN(Type)', 'Interface Secondary VL'],
  ['mac-table', 'text', '  110      0100.5e00.0118    igmp ', '  11#      0100.5e00.0118    igmp '],
  ['bgp-peer', 'text', 'For address family: VPNv4', 'For address family: VPNv#'],
  ['environment', 'text', 'Fan             Model', 'Fn              Model'],
  ['bfd-sessions', 'over-members', '1090519042/1090519051', '1090519042/10905190#1'],
  ['queue-drops', 'ingress', 'Per Port Ingress Statistics', 'Per Port Ingress Statstics'],
  ['bgp-peer', 'last-line', 'For address family: VPNv4', 'F#r address family: VPNv4'],
];

/** The records with a damaged heading are records of the whole answer, each as it was. */
describe('what stands below a damaged heading is never given to what stood above', () => {
  test.each(cases)('%s %s: %j', (diagnostic, sample, line, damaged) => {
    const text = sampleText('cisco_nxos', diagnostic, sample);
    expect(text.split(line)).toHaveLength(2);
    const whole = read(diagnostic, text).records;
    const { outcome, records, unparsed } = read(diagnostic, text.replace(line, damaged));
    expect(['partial', 'incomplete']).toContain(outcome);
    expect(unparsed).not.toEqual([]);
    expect(records.length).toBeLessThan(whole.length);
    for (const record of records) expect(whole).toContainEqual(record);
  });
});

test.for(['IS-IS proces: 65100 VRF: CUST-A\n', 'IS-IS process: 65100 VRF CUST-A\n', ''])(
  'adjacencies below %j are not those of the process above',
  (instead) => {
    const text = sampleText('cisco_nxos', 'isis-adjacencies', 'text');
    const row = 'leaf7           N/A             1      UP     00:00:09   Ethernet1/7\n';
    const damaged = text.replace('IS-IS process: 65100 VRF: CUST-A\n', instead);
    expect(damaged).not.toBe(text);
    const { outcome, records } = read('isis-adjacencies', damaged + row);
    const whole = read('isis-adjacencies', text + row);
    expect([whole.outcome, outcome]).toEqual(['ok', 'partial']);
    expect(whole.records.at(-1)).toMatchObject({ process: '65100', hostname: 'leaf7' });
    expect(records).toEqual([...whole.records.slice(0, -1), { ...whole.records.at(-1), process: null }]);
  },
);

test.for<[DiagnosticName, string, string, string, string]>([
  ['bgp-route', 'distinguishers', 'Route Distinguisher: 65000:1', 'Ro#te Distinguisher: 65000:1', '"red"'],
  ['bgp-route', 'distinguished-paths', 'Route Distinguisher: 65000:1', 'Ro#te Distinguisher: 65000:1', '"red"'],
  [
    'bgp-route',
    'table',
    'BGP routing table information for VRF CUST-A',
    'B#P routing table information for VRF CUST-A',
    '"CUST-A"',
  ],
  [
    'bgp-summary',
    'text',
    'BGP summary information for VRF CUST-A',
    'B#P summary information for VRF CUST-A',
    '"CUST-A"',
  ],
  [
    'bgp-summary',
    'text',
    'BGP summary information for VRF CUST-A',
    'BGP summary inform#tion for VRF CUST-A',
    '"CUST-A"',
  ],
  ['route', 'text', 'IP Route Table for VRF "CUST-A"', 'IP Route Ta#le for VRF "CUST-A"', '"CUST-A"'],
  ['route', 'text', 'IP Route Table for VRF "CUST-A"', 'IP Route Table for V#F "CUST-A"', '"CUST-A"'],
  ['arp', 'neighbor-detail', 'Address :            2001:db8:2:3::33', 'Add#ess :            2001:db8:2:3::33', '::33'],
  ['interface-detail', 'overlay', 'Overlay1 is up', 'Overlay1 i# up', 'Overlay1'],
  ['interface-detail', 'kinds', 'admin state is down,  Hardware: NVE', 'admin state i# down,  Hardware: NVE', 'nve1'],
])('%s %s: what stands below %j, damaged to %j, is of nobody above it', (damage) => {
  expectNobodys('cisco_nxos', damage, /"(vrf|addressFamily|adminStatus)":"[^"]*"/g);
});

test('a peer is described in the words of a family as well', () => {
  const text = sampleText('cisco_nxos', 'bgp-peer', 'last-line');
  const { outcome, records } = read('bgp-peer', text.replace('to spine1', 'IPv4 to spine1'));
  expect(outcome).toBe('ok');
  expect(records[0]).toMatchObject({ addressFamily: 'ipv4-unicast', description: 'IPv4 to spine1' });
});

test('a state of BFD that is none is not told', () => {
  const text = sampleText('cisco_nxos', 'bgp-peer', 'last-line');
  const damaged = read('bgp-peer', text.replace('and enabled, state is Up', 'and enab#led, state is Up'));
  expect({ outcome: damaged.outcome, unparsed: damaged.unparsed.length }).toEqual({ outcome: 'partial', unparsed: 1 });
  expect(damaged.records[0]).toMatchObject({ bfd: null });
});

test('a message with a tag is not one of a process without a number', () => {
  const text = sampleText('cisco_nxos', 'log', 'process');
  const tagged = text.replace('netstack: Registration', 'netstack: %NETSTACK-3-CLI: Registration');
  expect(tagged).not.toBe(text);
  expect(read('log', tagged).outcome).toBe('partial');
});

test('no prefix of a management port is longer than its address', () => {
  const rows = (length: number) =>
    [
      '-'.repeat(79),
      'Interface       Status     IP Address               Speed      MTU',
      '-'.repeat(79),
      `mgmt0           up         192.0.2.11/${length}            1 Gbps     1500`,
      '',
    ].join('\n');
  expect(read('interfaces', rows(24)).records[0]).toMatchObject({ ipAddresses: ['192.0.2.11/24'] });
  expect(read('interfaces', rows(99))).toMatchObject({ outcome: 'partial', records: [] });
});

test('drops of a slice below a damaged heading are not those of the port', () => {
  const text = sampleText('cisco_nxos', 'queue-drops', 'ingress');
  const { outcome, records } = read(
    'queue-drops',
    text.replace('Per Slice Ingress Statistics', 'Per Slice Ingress Stats'),
  );
  expect(outcome).toBe('partial');
  expect(records).toEqual(read('queue-drops', text).records);
});

test('a damaged share of a process is no part of its name', () => {
  const text = sampleText('cisco_nxos', 'cpu-memory', 'above').replace('0.34%  0.10%', '0.#4%  0.10%');
  expect(read('cpu-memory', text)).toMatchObject({ outcome: 'incomplete', records: [], unparsed: { length: 1 } });
});

const words: readonly (readonly [
  diagnostic: DiagnosticName,
  sample: string,
  word: string,
  damaged: string,
  handedBack?: number,
])[] = [
  ['bgp-route', 'text', 'path is valid, is best path', 'path is valid, s best path'],
  ['bgp-peer', 'text', 'Last reset by us 20:05:01', 'La#t reset by us 20:05:01'],
  ['bgp-peer', 'text', 'Last reset by us 20:05:01', 'Last re#et by us 20:05:01'],
  ['interface-detail', 'kinds', 'broadcast packets 267225622 bytes', 'broadcast packets 2672#5622 bytes'],
  ['interface-detail', 'overlay', '    TX\n', '    T#\n'],
  ['bgp-route', 'text', 'AS-Path: 65111.1233', 'A-Path: 65111.1233'],
  // The rule that closes a queue: without it the queue is in no record.
  ['queue-drops', 'usual', '2|\n+--', '2|\n# +--'],
  // The errors below it are of a direction that is not known, and are handed back as well.
  ['interface-detail', 'fibre-last-line', 'frames output', 'fraes output', 2],
];

test.for(words)('%s %s with %j as %j is handed back', ([diagnostic, sample, word, damaged, lines = 1]) => {
  const text = sampleText('cisco_nxos', diagnostic, sample);
  expect(read(diagnostic, text).outcome).toBe('ok');
  expect(text).toContain(word);
  const { outcome, unparsed } = read(diagnostic, text.replace(word, damaged));
  expect({ outcome, unparsed: unparsed.length }).toEqual({ outcome: 'partial', unparsed: lines });
});

test.each([
  ['usual', / 1700\|[\s\S]{0,200}?\n(\+-+\+\n)(?=\| +QOS GROUP 3)/],
  ['usual', /4096\|.*\n(\+-+\+\n)(?=\nIngress Queuing)/],
])('%s: a queue without the rule that closes it is not left out silently (%s)', (name, place) => {
  const text = sampleText('cisco_nxos', 'queue-drops', name);
  expect(read('queue-drops', text).outcome).toBe('ok');
  const rule = place.exec(text)?.[1] ?? '';
  expect(rule).not.toBe('');
  const { outcome, unparsed } = read(
    'queue-drops',
    text.replace(place, (whole) => whole.slice(0, -rule.length)),
  );
  expect(outcome).toBe('partial');
  expect(unparsed).toEqual([expect.stringContaining('its end is missing')]);
});
