import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DiagnosticName, PlatformName } from '../../src/domain/diagnostics.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';

const reading = (platform: PlatformName, diagnostic: DiagnosticName, text: string) =>
  parseOutput(platform, diagnostic, text, { nowMs: null });

/** An interface of IOS in a paste that lost its indentation. */
const flat = (port: number) => `GigabitEthernet0/${port} is up, line protocol is up
Hardware is iGbE, address is 0053.0000.000${port} (bia 0053.0000.000${port})
Description: link ${port}
MTU 1500 bytes, BW 1000000 Kbit/sec, DLY 10 usec,
Full Duplex, 1000Mbps, link type is auto, media type is RJ45
Last clearing of "show interface" counters never
${port} packets input, ${port}000 bytes, 0 no buffer
${port} input errors, 0 CRC, 0 frame, 0 overrun, 0 ignored
5 packets output, 500 bytes, 0 underruns
0 output errors, 0 collisions, 0 interface resets
0 output buffer failures, 0 output buffers swapped out
`;

test.each([
  ['its heading', /^.*\n/],
  ['its heading and its hardware', /^.*\n.*\n/],
])('without indentation no interface of IOS takes the lines of the next one that lost %s', (_, lost) => {
  const text = flat(1) + flat(2).replace(lost, '') + flat(3);
  const read = reading('cisco_iosxe', 'interface-detail', text);
  expect(read).toMatchObject({
    outcome: 'partial',
    records: [{ interface: 'GigabitEthernet0/3', description: 'link 3' }],
  });
  expect(reading('cisco_iosxe', 'interface-detail', flat(1) + flat(2))).toMatchObject({
    outcome: 'ok',
    records: [{}, {}],
  });
});

test('the heading of the buffer of IOS without its line break may have messages behind it', () => {
  const heading =
    'Syslog logging: enabled (0 messages dropped)\n    Trap logging: level informational\n\nLog Buffer (8192 bytes):';
  expect(reading('cisco_iosxe', 'log', heading).outcome).toBe('incomplete');
  expect(reading('cisco_iosxe', 'log', `${heading}\n`).outcome).toBe('empty');
});

test('what the memory of a module says is not said of the one above when its heading was not understood', () => {
  const module = (port: string, serial: string) =>
    `IDPROM for transceiver ${port}:\n  Transceiver Type:                         = SFP+ 10GBASE-SR (273)\n${serial}`;
  const table =
    '\nmA: milliamperes\n\n           Temperature  Voltage  Current   Tx Power  Rx Power\nPort       (Celsius)    (Volts)  (mA)      (dBm)     (dBm)\nTe0/0/5    26.9         3.31     7.4       -2.3      -2.4\n';
  const serial = '  Serial Number (SN)                        = EXM2249A009\n';
  for (const bent of ['Tx%0/0/6', '?'])
    expect(reading('cisco_iosxe', 'optics', module('Te0/0/5', '') + module(bent, serial) + table)).toMatchObject({
      outcome: 'partial',
      records: [{ serial: null }],
    });
});

test('a row that is missing in the lower part of the table of EOS leaves no session with the state of another', () => {
  const top = (last: number) => `192.0.2.${last}`;
  const row = (last: number) =>
    `${top(last)}  11111111${last}  11111112${last}  Ethernet${last}(1${last})  normal  11/20/26 10:00\n`;
  const upper = `VRF name: default\n-----------------\nDstAddr  MyDisc  YourDisc  Interface/Transport  Type  LastUp\n${row(1)}${row(2)}${row(3)}\n`;
  const below = [
    'NA  No Diagnostic  Up',
    '11/20/26 11:00  Neighbor Signaled Session Down  Down',
    'NA  No Diagnostic  Up',
  ];
  const table = (lines: string[]) =>
    `${upper}   LastDown  LastDiag  State\n${lines.map((line) => `   ${line}\n`).join('')}`;
  expect(reading('arista_eos', 'bfd-sessions', table(below))).toMatchObject({ outcome: 'ok', records: [{}, {}, {}] });
  expect(reading('arista_eos', 'bfd-sessions', table(below.slice(1)))).toMatchObject({
    outcome: 'incomplete',
    records: [],
  });
  const long = reading('arista_eos', 'bfd-sessions', table([below[0] ?? '', 'x'.repeat(5000), below[2] ?? '']));
  expect(long).toMatchObject({ outcome: 'partial', records: [{ peer: top(1) }, { peer: top(3) }] });
});

test('behind a line that is no heading we know nobody knows the process of a neighbour of EOS', () => {
  const neighbor = (last: number) =>
    `Neighbor 192.0.2.${last} VRF default priority is 1, state is Full\n  In area 0.0.0.0 interface Ethernet${last}\n  Dead timer is due in 30 seconds\n`;
  const text = (second: string) => `Routing Process "ospfv3 7":\n${neighbor(1)}${second}${neighbor(2)}`;
  const process = (second: string) => reading('arista_eos', 'ospf-neighbors', text(second)).records;
  expect(process('Routing Process "ospfv3 8":\n')).toMatchObject([{ process: '7' }, { process: '8' }]);
  for (const bent of ['Roxting Process "ospfv3 8":\n', `${'x'.repeat(5000)}\n`])
    expect(process(bent)).toMatchObject([{ process: '7' }, { process: null }]);
});

/** A second for a million characters is what a pattern or a copy takes that looks again at what it has seen. */
test.each<[string, DiagnosticName, string, string]>([
  ['the tabs of an aggregate', 'lag', 'Group  Port-channel  Protocol    Ports\n', `${'a\t'.repeat(1990)}\n`],
  [
    'a hop over many lines',
    'traceroute',
    'Tracing the route to 203.0.113.9\n  1 192.0.2.1 1 msec 2 msec 2 msec\n',
    '    198.51.100.5 [AS 64500] 14 msec 15 msec 14 msec\n',
  ],
])('%s are read in a time that grows with their length', (_, diagnostic, head, line) => {
  const spent = (bytes: number) => {
    const text = head + line.repeat(Math.ceil(bytes / line.length));
    const before = process.cpuUsage();
    reading('cisco_iosxe', diagnostic, text);
    return process.cpuUsage(before).user / 1000;
  };
  spent(1_000_000);
  expect(spent(1_000_000)).toBeLessThan(500);
});

test('below a damaged heading of an OSPF neighbor of EOS no line goes to the neighbor above', () => {
  const text = readFileSync(new URL('arista_eos/ospf-neighbors/text-v3.raw', import.meta.url), 'utf8');
  const whole = reading('arista_eos', 'ospf-neighbors', text).records;
  const second = text.indexOf('Neighbor ', text.indexOf('Neighbor ') + 1);
  const damaged = `${text.slice(0, second)}Neighbxr${text.slice(second + 'Neighbor'.length)}`;
  const { outcome, records } = reading('arista_eos', 'ospf-neighbors', damaged);
  expect(outcome).toBe('partial');
  expect(records[0]).toEqual(whole[0]);
  expect(records).toHaveLength(whole.length - 1);
});
