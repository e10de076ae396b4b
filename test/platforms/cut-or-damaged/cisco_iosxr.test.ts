import { expect, test } from 'vitest';
import type { DiagnosticName } from '../../../src/domain/diagnostics.ts';
import { readerFor, sampleText } from './sample-text.ts';

const read = readerFor('cisco_iosxr');

const lastLines: [diagnostic: DiagnosticName, name: string, why: string][] = [
  ['environment', 'interface-modules', 'what is read stands in front of the state that is configured'],
  ['environment', 'power', 'no line behind the figures of the slots is read'],
  ['lag', 'two-chassis', 'no sentence that begins so goes on'],
  ['interface-detail', 'uncounted', 'the rate ends with its unit'],
  ['interfaces', 'filtered', 'no VRF of that name goes on'],
  ['interfaces', 'no-vrfs', 'the protocol is the last column'],
  ['interfaces', 'ipv6-mapped', 'no line behind the number of the table is read'],
  ['bgp-peer', 'never-lost', 'a session that was never lost has no reason for it'],
  ['bgp-peer', 'vrf', 'data of a notification that had none is one word'],
  ['bgp-peer', 'vrf-without-peers', 'the rule is as long as its heading'],
  ['bgp-summary', 'family-without-peers', 'the last figure ends below the end of its name'],
  ['bgp-route', 'brief', 'the origin is the last column'],
  ['bgp-route', 'family-without-routes', 'the rule is as long as its heading'],
  ['bgp-route', 'last-validity', 'a path ends in what the RPKI says of its origin'],
  ['queue-drops', 'hierarchical', 'the time of the statistics ends in its bracket'],
  ['route', 'vrf-without-routes', 'the sentence does not go on'],
  ['route', 'last-of-bgp', 'the way of BGP ends in its age, which ends in its unit'],
  ['route', 'last-to-another-vrf', 'a way to another VRF ends in its age as well'],
  ['route', 'last-to-null', 'there is one Null0'],
  ['cpu-memory', 'listed', 'the processes above it take the whole load of five minutes'],
];

test.for(lastLines)('%s %s is whole without its last line break: %s', ([diagnostic, name]) => {
  const text = sampleText('cisco_iosxr', diagnostic, name).trimEnd();
  const outcomeOf = (part: string) => read(diagnostic, part).outcome;
  expect(outcomeOf(text)).toBe('ok');
  expect(outcomeOf(text.slice(0, -2))).toBe('incomplete');
});

test('behind the reset of a session that was lost a reason may have stood', () => {
  const text = sampleText('cisco_iosxr', 'bgp-peer', 'never-lost').trimEnd();
  expect(read('bgp-peer', text.replace('dropped 0', 'dropped 1')).outcome).toBe('incomplete');
  expect(read('bgp-peer', text.replace('established 1', 'established 0')).outcome).toBe('incomplete');
});

test('a list of processes that leaves a part of the load to others goes on behind its last line without a break', () => {
  const text = sampleText('cisco_iosxr', 'cpu-memory', 'load');
  const outcomeOf = (part: string) => read('cpu-memory', part).outcome;
  expect(outcomeOf(text)).toBe('ok');
  expect(outcomeOf(text.trimEnd())).toBe('incomplete');
});

const damages: [diagnostic: DiagnosticName, name: string, line: string, damaged: string][] = [
  ['lag', 'reasons', 'Bundle-Ether21', 'Bundle-#ther21'],
  ['lag', 'reasons', 'Bundle-Ether21', ''],
  ['lag', 'usual', 'Status:                                    Up', 'Status:                                    Uq'],
  [
    'lag',
    'usual',
    'LACP:                                      Operational',
    'LACP:                                      Operationl',
  ],
  ['lag', 'usual', 'Link is Standby due', 'Lnk is Standby due'],
  ['bgp-peer', 'usual', 'BFD enabled (session up)', 'BFD enabled (sesion up)'],
  ['bgp-peer', 'usual', 'BFD enabled (session up)', 'BFD enabled (session qp)'],
  ['bgp-route', 'usual', ', valid, ', ', vald, '],
  ['bgp-route', 'usual', ', best,', ', bst,'],
  ['interface-detail', 'usual', ', link type is force-up', ', lik type is force-up'],
  ['bgp-summary', 'family-without-peers', 'Address Family: VPNv4 Unicast', 'Addres# Family: VPNv4 Unicast'],
  ['bgp-summary', 'usual', 'Idle (Admin)', 'Idle (Adnin)'],
  ['bfd-sessions', 'multihop', 'VRF Name/ID: CUST-A/0x', 'VRF Name/ID: CUST-A 0x'],
  ['lag', 'out-of-service', 'LACP OOS (out of service)', 'LACP OOS (out of sevice)'],
  ['interfaces', 'ipv6-mapped', 'subnet is ::ffff:198.51.100.0/120', 'subnet is ::ffff:198.51.101.0/120'],
  ['queue-drops', 'usual', 'Class class-default', 'Clss class-default'],
  ['queue-drops', 'hierarchical', 'Policy per-user Class', 'Polcy per-user Class'],
  ['queue-drops', 'hierarchical', 'Policy per-site Class', 'Policy per-site Clss'],
  [
    'queue-drops',
    'usual',
    'Total Dropped       :                  38/2108',
    'Total Dropd         :                  38/2108',
  ],
  ['route', 'table', 'B    203.0.113.0', 'P    203.0.113.0'],
  ['route', 'table', 'D EX', 'B EX'],
  ['route', 'bgp', 'Known via "bgp', 'Known via "bqp'],
  ['interface-detail', 'usual', '100GBASE-LR4, link type', 'link tye'],
  ['bgp-route', 'usual', 'no-export', 'no-expert'],
  ['lag', 'usual', 'Local            Active', 'Locol            Active'],
  ['config-history', 'usual', 'Fri Jun', 'Fri Jon'],
  ['route', 'usual', ', via Hun', ', vio Hun'],
  ['bgp-route', 'named-communities', 'localpref 100, valid, external, best', 'localprof 100, valid, external, best'],
  ['bgp-summary', 'usual', 'BGP router identifier', 'BGP rooter identifier'],
  ['lag', 'usual', 'Status:', 'Stotus:'],
  ['lag', 'usual', 'Minimum active links', 'Minimum octive links'],
  ['queue-drops', 'usual', '/0/1 output:', '/0/1 outpot:'],
  ['route', 'usual', 'Backup (', 'Backap ('],
  ['bfd-sessions', 'multihop', 'VRF Name/ID: CUST-A', 'VRF Nome/ID: CUST-A'],
  ['optics', 'controllers', 'Detected Alarms: \n', 'Detected Alorms: \n'],
  ['optics', 'controllers', 'Optics not present', 'Optics nut present'],
  ['optics', 'phy', 'Receive Power:  0.000 mW', 'Receive Powor:  0.000 mW'],
  ['interfaces', 'ipv4', 'Internet address is', 'Internat address is'],
];

test.for(damages)(
  '%s %s with a damaged %j is not whole, and says nothing else of another one',
  ([diagnostic, name, line, damaged]) => {
    const text = sampleText('cisco_iosxr', diagnostic, name);
    expect(text).toContain(line);
    const whole = JSON.stringify(read(diagnostic, text).records);
    const { outcome, records, unparsed } = read(diagnostic, text.replace(line, damaged));
    expect(outcome).toBe('partial');
    expect(unparsed).not.toEqual([]);
    expect(JSON.stringify(records)).not.toBe(whole);
  },
);

test('the links below a damaged heading are not those of the bundle above it', () => {
  const text = sampleText('cisco_iosxr', 'lag', 'reasons');
  const given = (part: string) =>
    read('lag', part).records.map((record) => ('members' in record ? record.members.length : 0));
  expect(given(text)).toEqual([4, 1, 1]);
  expect(given(text.replace('Bundle-Ether21', 'Bundle-#ther21'))).toEqual([]);
});

test('a word that no list of the device has is no state and no alarm', () => {
  const bent = (diagnostic: DiagnosticName, name: string, word: string, instead: string) => {
    const { outcome, unparsed } = read(diagnostic, sampleText('cisco_iosxr', diagnostic, name).replace(word, instead));
    return { isWhole: outcome === 'ok', unparsed: unparsed.map((line) => line.trim().slice(0, 24)) };
  };
  expect(bent('lag', 'lacp', 'Selected', 'Selectd ')).toEqual({
    isWhole: false,
    unparsed: ['Te0/0/0/8             Cu'],
  });
  expect(bent('lag', 'lacp', 'Distrib', 'Distrob')).toEqual({ isWhole: false, unparsed: ['Te0/0/0/8             Cu'] });
  expect(bent('optics', 'controllers', 'Alarms: None', 'Alarms: Nome')).toEqual({
    isWhole: false,
    unparsed: ['Detected Alarms: Nome'],
  });
});

test('a session that has the state of another one is whole when it says who wants it', () => {
  const text = sampleText('cisco_iosxr', 'bfd-sessions', 'bundle');
  const outcomeOf = (part: string) => read('bfd-sessions', part).outcome;
  expect(outcomeOf(text.slice(0, text.lastIndexOf('Session association')))).toBe('ok');
  expect(outcomeOf(text.slice(0, text.lastIndexOf('  bundlemgr_distrib')))).toBe('incomplete');
  expect(outcomeOf(text.replaceAll('/BI/IB', '/BM/IB'))).toBe('incomplete');
});

test('classes behind the last one of a policy are of another one, whose heading is missing', () => {
  const text = sampleText('cisco_iosxr', 'queue-drops', 'usual');
  const policy = text.slice(text.indexOf('HundredGigE0/0/0/1 output'));
  const input = policy.replace('output', 'input');
  expect(read('queue-drops', input + policy).outcome).toBe('ok');
  const { outcome, records } = read('queue-drops', input + policy.slice(policy.indexOf('\n') + 1));
  expect(outcome).toBe('partial');
  expect(records).toEqual(read('queue-drops', input).records);
});

/** What of the records of the sample is left when a line of it was damaged. */
function leftOf(diagnostic: DiagnosticName, name: string, line: string, damaged: string): unknown[] {
  const text = sampleText('cisco_iosxr', diagnostic, name);
  expect(text).toContain(line);
  const { outcome, records } = read(diagnostic, text.replace(line, damaged));
  expect(outcome).toBe('partial');
  const whole = read(diagnostic, text).records.map((record) => JSON.stringify(record));
  expect(whole).toEqual(expect.arrayContaining(records.map((record) => JSON.stringify(record))));
  return records;
}

test('a table of peers whose addresses stand on lines of their own is not empty below a damaged heading', () => {
  const lines = [
    'BGP router identifier 192.0.2.1, local AS number 64500',
    'BGP table state: Active',
    'Table ID: 0xe0800000   RD version: 12',
    'Process       RcvTblVer   bRIB/RIB   LabelVer  ImportVer  SendTblVer  StandbyVer',
    'Speaker              12         12         12         12          12           0',
    '',
    'Neighbor        Spk    AS MsgRcvd MsgSent   TblVer  InQ OutQ  Up/Down  St/PfxRcd',
    '2001:db8:10:7079::79',
    '                  0 64501    1200    1100       12    0    0    1d04h         17',
    '',
  ];
  expect(read('bgp-summary', lines.join('\n'))).toMatchObject({ outcome: 'ok', records: [{ prefixesReceived: 17 }] });
  expect(read('bgp-summary', lines.join('\n').replace('MsgSent', 'MsgSant'))).toMatchObject({
    outcome: 'partial',
    records: [],
  });
});

test('a row or a heading of the table of neighbors that was moved says nothing of where a name was cut', () => {
  const row = 'a-very-long-dev Gi0/0/0/0';
  expect(leftOf('lldp-neighbors', 'cut-name', row, ` ${row}`)).toHaveLength(1);
  expect(leftOf('lldp-neighbors', 'cut-name', 'Device ID  ', '  Device ID  ')).toEqual([]);
});

test('behind a mark the heading of a peer or a VRF is not known, and what stands below it is nobody else’s', () => {
  expect(leftOf('bgp-peer', 'going-down', 'BGP neighbor is 192.0.2.63', '> BGP neighbor is 192.0.2.63')).toHaveLength(
    2,
  );
  const port = 'PHY data for interface: FortyGigE0/2/0/0';
  expect(leftOf('optics', 'phy', port, `> ${port}`)).toHaveLength(1);
  const text = sampleText('cisco_iosxr', 'route', 'vrfs');
  const vrfsOf = (part: string) => read('route', part).records.map((record) => ('vrf' in record ? record.vrf : ''));
  expect(vrfsOf(text)).toEqual(['CUST-A', 'CUST-C']);
  expect(vrfsOf(text.replace('VRF: CUST-C', '> VRF: CUST-C'))).toEqual(['CUST-A', null]);
});

test('communities that go on behind an empty line are not lost', () => {
  const list = '      Community: 64502:65535\n';
  expect(leftOf('bgp-route', 'usual', list, `${list}\n`)).toHaveLength(3);
});

test('a tunnel does not take the state of the next one, whose heading is missing', () => {
  const tunnel = (name: string, oper: string) => [
    `Name: ${name}  Destination: 192.0.2.9  Ifhandle:0x70`,
    '  Status:',
    `    Admin:    up Oper: ${oper}   Path:  valid   Signalling: connected`,
    '    path option 1,  type dynamic (Basis for Setup, path weight 10)',
  ];
  const ends = ['Displayed 2 (of 2) heads, 0 (of 0) midpoints, 0 (of 0) tails', ''];
  const [first, second] = [tunnel('tunnel-te1', '  up'), tunnel('tunnel-te2', 'down')];
  expect(read('mpls-lsps', [...first, ...second, ...ends].join('\n'))).toMatchObject({
    outcome: 'ok',
    records: [{ state: 'up' }, { state: 'down' }],
  });
  expect(read('mpls-lsps', [...first, ...second.slice(1), ...ends].join('\n'))).toMatchObject({
    outcome: 'partial',
    unparsed: [second[2]],
    records: [{ name: 'tunnel-te1', state: 'up' }],
  });
});
