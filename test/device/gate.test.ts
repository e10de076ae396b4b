import { describe, expect, test } from 'vitest';
import { type Approval, createGate, lineToSend, type SecurityEvent } from '../../src/device/gate.ts';

function gate() {
  const refused: SecurityEvent[] = [];
  return { gate: createGate((event) => refused.push(event)), refused };
}
const eos = { name: 'leaf1', platform: 'arista_eos' } as const;
const junos = { name: 'core1', platform: 'juniper_junos' } as const;
const frr = { name: 'edge1', platform: 'frr' } as const;

const reads = [
  [eos, 'show interfaces | json'],
  [eos, 'show interfaces Ethernet1/1 | json'],
  [eos, 'show bgp summary vrf all | json'],
  [eos, 'show bgp neighbors 192.0.2.1 vrf all | json'],
  [eos, 'show bgp neighbors 2001:db8::1 vrf CUST-A | json'],
  [eos, 'show logging 200'],
  [eos, 'show version | json'],
  [eos, 'ping 192.0.2.1 repeat 5 timeout 2'],
  [eos, 'ping vrf CUST ipv6 2001:db8::1 source Loopback0 repeat 5 timeout 2'],
  [eos, 'traceroute 192.0.2.1'],
  [junos, 'show interfaces terse | display json | no-more'],
  [junos, 'show interfaces ge-0/0/1.0 extensive | no-more'],
  [junos, 'show bgp neighbor 192.0.2.1 | display json | no-more'],
  [junos, 'show log messages | last 100 | no-more'],
  [junos, 'ping 192.0.2.1 count 5 wait 2'],
  [frr, 'show interface json'],
  [frr, 'show bgp vrf all summary json'],
  [frr, 'ping 192.0.2.1'],
  [frr, 'traceroute 192.0.2.1'],
] as const;

describe('reads', () => {
  test.for(reads)('%o: %s passes', ([device, line]) => {
    const result = gate().gate.read(device, line);
    expect(result).toMatchObject({ ok: true, line: { line } });
  });

  test('a verdict that is known is no pass for what only looks like the line', () => {
    const { gate: own, refused } = gate();
    expect(own.read(junos, 'show log messages | last 100 | no-more').ok).toBe(true);
    expect(own.read(junos, 'show log messages | last 100 | no-more').ok).toBe(true);
    expect(own.read(eos, 'show log messages | last 100 | no-more').ok).toBe(false);
    expect(own.read(junos, ['show log messages | last 100 | no-more'] as never).ok).toBe(false);
    expect(refused).toHaveLength(2);
  });

  const tails = [
    '\nreload',
    '\rreload',
    '\r\n',
    '\u2028reload',
    '\x85',
    '\v',
    '\f',
    ' | redirect flash:x',
    ' | append x',
    ' | tee x',
    ' | save /var/tmp/x',
    ' > bootflash:x',
    ';reload',
    '; reload',
    ' && id',
    '`id`',
    '$(id)',
    '?',
    '\t',
    '\x03',
    '\x1a',
    '\x16',
    '\b',
    '\x7f',
    '\x1b[A',
    '\0',
    ' １',
    'о',
    'ſ',
    '\u212a',
    '\u200f',
    '\u200b',
    ' | include x',
    ' | sh',
    '|',
    ' |',
    '| json',
    '  x',
    ' "x"',
    " 'x'",
    '\\',
    ' #',
    ' ~',
    ' *',
    ' a^b',
    ' {',
    ' [',
    ' (',
    ' reload',
    ' tech-support',
    ' configure',
    ' x'.repeat(120),
  ];
  test.for(tails)('nothing gets through with %j behind a good line', (tail) => {
    for (const [device, line] of reads) {
      const { gate: own, refused } = gate();
      expect(own.read(device, line + tail), line).toMatchObject({ ok: false });
      expect(refused).toEqual([expect.objectContaining({ device: device.name, kind: 'read' })]);
    }
  });

  test.for([
    '',
    ' ',
    'show',
    'reload',
    'configure terminal',
    'show tech-support',
    'show running-config all',
    'show run',
    'monitor traffic',
    'debug all',
    'start shell',
    'bash',
    'request system reboot',
    'file delete x',
    'clear ip bgp 192.0.2.1',
    'ping 192.0.2.1 repeat 100000',
    'ping 192.0.2.1 repeat 5 size 65507',
    'ping 192.0.2.1 rapid',
    'ping 192.0.2.1 count 0',
    'ping -h',
    'ping fe80::1%eth0',
    'ping localhost',
    'traceroute 192.0.2.1 && id',
    'do show version',
    'Show version',
    'show  version',
  ])('%j passes on no platform', (line) => {
    for (const device of [eos, junos, frr]) expect(gate().gate.read(device, line).ok).toBe(false);
  });
});

const approval: Approval = {
  planHash: 'a'.repeat(64),
  mitigation: 'interface-shutdown',
  args: { interface: 'Ethernet1' },
  lines: [
    'configure session ringdown-1f9c22ab',
    'interface Ethernet1',
    'interface Ethernet2',
    'shutdown',
    'neighbor 192.0.2.1 shutdown',
    'reload',
    'commit',
  ],
};

describe('changes', () => {
  test.for(['configure session ringdown-1f9c22ab', 'interface Ethernet1', 'shutdown', 'commit'])(
    '%s passes when approved',
    (line) => {
      expect(gate().gate.change(eos, line, approval).ok).toBe(true);
    },
  );

  test.for([
    ['reload', 'it is not one of the lines we send'],
    ['interface Ethernet2', 'Ethernet2 is not the approved interface'],
    ['neighbor 192.0.2.1 shutdown', '192.0.2.1 is not the approved interface'],
    ['no shutdown', 'it is not in the approved plan'],
    ['shutdown ', 'it is not in the approved plan'],
    ['shutdown\nreload', 'it is not in the approved plan'],
  ] as const)('%j is refused: %s', ([line, reason]) => {
    const { gate: own, refused } = gate();
    expect(own.change(eos, line, approval).ok).toBe(false);
    expect(refused).toEqual([{ device: 'leaf1', kind: 'change', line: JSON.stringify(line), reason }]);
  });

  test('a line with a line break is refused even when the plan holds it', () => {
    const line = 'shutdown\nreload';
    expect(gate().gate.change(eos, line, { ...approval, lines: [line] }).ok).toBe(false);
  });

  test('nothing passes without the hash of a plan', () => {
    expect(gate().gate.change(eos, 'shutdown', { ...approval, planHash: '' }).ok).toBe(false);
  });

  test.for([
    [
      junos,
      'bgp-peer-shutdown',
      { peer: '192.0.2.1' },
      'set protocols bgp group transit neighbor 192.0.2.1 shutdown',
      true,
    ],
    [
      junos,
      'bgp-peer-shutdown',
      { peer: '192.0.2.1' },
      'set protocols bgp group transit neighbor 192.0.2.2 shutdown',
      false,
    ],
    [junos, 'bgp-peer-shutdown', { peer: '192.0.2.1' }, 'delete protocols bgp group transit', false],
    [junos, 'interface-shutdown', { interface: 'ge-0/0/1.0' }, 'set interfaces ge-0/0/1 unit 0 disable', true],
    [junos, 'interface-shutdown', { interface: 'ge-0/0/1' }, 'delete interfaces ge-0/0/1', false],
    [frr, 'bgp-peer-shutdown', { peer: '192.0.2.1', vrf: 'red' }, 'router bgp 64500 vrf blue', false],
    [frr, 'bgp-peer-shutdown', { peer: '192.0.2.1' }, 'no router bgp 64500', false],
    [frr, 'bgp-peer-shutdown', { peer: '192.0.2.1' }, 'write memory', false],
  ] as const)('%o %s %o: "%s" passes: %s', ([device, mitigation, args, line, passes]) => {
    expect(gate().gate.change(device, line, { planHash: 'a'.repeat(64), mitigation, args, lines: [line] }).ok).toBe(
      passes,
    );
  });
});

test('leaving configuration never commits', () => {
  for (const device of [eos, junos, frr]) {
    for (const line of ['commit', 'commit and-quit', 'write memory', 'exit'])
      expect(gate().gate.leave(device, line).ok).toBe(false);
  }
});

test('an object that no gate made cannot be sent', () => {
  expect(() => lineToSend({ line: 'show version' })).toThrow('no gate has passed');
});
