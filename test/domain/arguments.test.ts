import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseArguments, parseIpAddress, parseLines, parsePrefix, parseVrf } from '../../src/domain/arguments.ts';
import { isAllowedDestination } from '../../src/domain/destinations.ts';
import { eosInterfaceName } from '../../src/platforms/arista_eos/interface-names.ts';

const around = {
  interfaceName: eosInterfaceName,
  pingDestinations: ['192.0.2.0/24', '198.51.100.0/31', '2001:db8::/32', '0.0.0.0/0', '::/0'],
};

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['::', '::'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::ffff:c000:0201', '192.0.2.1'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
])('the address %s is %s', (typed, canonical) => {
  expect(parseIpAddress(typed)).toBe(canonical);
});

test.each([
  '010.0.0.1',
  '0x0a000001',
  '167772161',
  '10.1',
  '192.0.2.1/24',
  '192.0.2.256',
  'fe80::1%eth0',
  '１92.0.2.1',
  '192.0.2.1\n',
  ' 192.0.2.1',
  '',
  '1:2:3',
  ':::',
  '192.0.2.1;reload',
  'localhost',
  '2001:db8::1 ',
  '٣.1.1.1',
  '1::2::3',
])('%j is no address', (text) => {
  expect(parseIpAddress(text)).toBeNull();
});

test('a canonical address stays what it is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const once = parseIpAddress(text);
      expect(once).not.toBeNull();
      expect(parseIpAddress(once ?? '')).toBe(once);
    }),
  );
});

test.each([
  ['192.0.2.0/24', { prefix: '192.0.2.0/24', hostBitsCut: false }],
  ['10.0.0.1/8', { prefix: '10.0.0.0/8', hostBitsCut: true }],
  ['2001:db8::1/64', { prefix: '2001:db8::/64', hostBitsCut: true }],
  ['0.0.0.0/0', { prefix: '0.0.0.0/0', hostBitsCut: false }],
  ['192.0.2.1', null],
  ['192.0.2.0/33', null],
  ['192.0.2.0/024', null],
  ['192.0.2.0/24/24', null],
  ['2001:db8::/129', null],
  ['::ffff:192.0.2.0/120', null],
])('the prefix %s gives %j', (text, expected) => {
  expect(parsePrefix(text)).toEqual(expected);
});

test.each(['mgmt', 'CUST-1', 'a.b:c_d', '1'])('%s is a VRF name', (name) => expect(parseVrf(name)).toBe(name));
test.each(['', '-h', 'default;', 'x'.repeat(33), '__proto__', 'constructor', 'a b', 'a\n', 'ü'])(
  '%j is no VRF name',
  (name) => expect(parseVrf(name)).toBeNull(),
);
test.each([
  ['1', 1],
  ['200', 200],
  ['201', null],
  ['0', null],
  ['050', null],
  ['5 ', null],
  ['1e2', null],
  ['-5', null],
  ['', null],
] as const)('%j lines are %j', (text, lines) => expect(parseLines(text)).toBe(lines));

describe('ping destinations', () => {
  test.each(['192.0.2.1', '198.51.100.0', '198.51.100.1', '2001:db8::1', '203.0.113.9'])('allows %s', (ip) => {
    expect(isAllowedDestination(ip, around.pingDestinations)).toBe(true);
  });

  test.each([
    '127.0.0.1',
    '0.1.2.3',
    '169.254.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '240.0.0.1',
    '::',
    '::1',
    'fe80::1',
    'ff02::1',
    '192.0.2.255',
    '192.0.2.0',
    '::ffff:192.0.2.1',
    'leaf1',
  ])('never allows %s, even where every address is configured', (ip) => {
    expect(isAllowedDestination(ip, around.pingDestinations)).toBe(false);
  });

  test('allows nothing outside the list, and nothing with an empty one', () => {
    expect(isAllowedDestination('203.0.113.9', ['192.0.2.0/24'])).toBe(false);
    expect(isAllowedDestination('192.0.2.1', [])).toBe(false);
  });

  test('the longest allowed prefix says whether an address is the edge of a network', () => {
    const [wide, link] = ['198.51.100.0/24', '198.51.100.0/31'];
    expect(isAllowedDestination('198.51.100.0', [wide])).toBe(false);
    expect(isAllowedDestination('198.51.100.255', [wide, link])).toBe(false);
    for (const ip of ['198.51.100.0', '198.51.100.1']) expect(isAllowedDestination(ip, [wide, link])).toBe(true);
  });
});

describe('parseArguments', () => {
  test.each([
    ['interfaces', [], {}, {}],
    ['interfaces', ['et1'], {}, { interface: 'Ethernet1' }],
    ['bgp-summary', [], { vrf: 'CUST' }, { vrf: 'CUST' }],
    ['bgp-peer', ['2001:DB8::1'], {}, { peer: '2001:db8::1' }],
    ['bgp-peer', ['Et1'], {}, { peer: 'Ethernet1' }],
    [
      'ping',
      ['::ffff:192.0.2.1'],
      { source: '192.0.2.11', vrf: 'CUST' },
      { destination: '192.0.2.1', source: '192.0.2.11', vrf: 'CUST' },
    ],
    ['bgp-route', ['203.0.113.9'], {}, { prefix: '203.0.113.9/32' }],
    ['bgp-route', ['2001:DB8::9'], {}, { prefix: '2001:db8::9/128' }],
    ['bgp-route', ['203.0.113.9/24'], {}, { prefix: '203.0.113.0/24' }],
    ['route', ['203.0.113.9'], {}, { target: '203.0.113.9' }],
    ['log', ['20'], {}, { lines: 20 }],
    ['version', [], {}, {}],
  ] as const)('%s %j %j', (diagnostic, words, flags, args) => {
    expect(parseArguments(diagnostic, words, flags, around)).toEqual({ ok: true, args });
  });

  test.each([
    ['interface-detail', [], {}, 'interface-detail needs an interface name'],
    ['interface-detail', ['Et1', 'Et2'], {}, '"Et2" is one too many'],
    ['interface-detail', [''], {}, 'received ""'],
    ['interface-detail', ['Et1\nreload'], {}, 'received "Et1\\nreload"'],
    ['interface-detail', ['Et\u0661'], {}, '\\u0661'],
    ['interface-detail', ['x'.repeat(10_000)], {}, '(10000 characters)'],
    ['version', ['now'], {}, 'version takes no arguments'],
    ['ping', ['example.net'], {}, 'a name is not looked up'],
    ['ping', ['127.0.0.1'], {}, 'not an allowed destination'],
    ['ping', ['192.0.2.1'], { vrf: '-h' }, 'vrf: expected a VRF name'],
    ['ping', ['192.0.2.1'], { source: 'eth1' }, 'source: expected'],
    ['ping', ['192.0.2.1'], { size: '9000' }, '"--size" is not one of them'],
    ['log', ['500'], {}, 'from 1 to 200'],
    ['log', [], { vrf: 'x' }, 'log knows no flags'],
    ['bgp-peer', ['10.1'], {}, 'peer: expected the address'],
  ] as const)('%s %j %j is refused', (diagnostic, words, flags, words2) => {
    const parsed = parseArguments(diagnostic, words, flags, around);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) {
      expect(parsed.problem).toContain(words2);
      expect(parsed.problem).toMatch(/^[\x20-\x7e…]+$/);
      expect(parsed.problem.length).toBeLessThan(600);
    }
  });

  test('lets nothing through but printable ASCII without the characters that a CLI acts on', () => {
    const noise = fc.tuple(
      fc.constantFrom('Et1', '192.0.2.1', '2001:db8::1', 'CUST', '20'),
      fc.nat({ max: 12 }),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('interface-detail', 'bgp-peer', 'ping', 'log'),
        noise,
        (diagnostic, [good, at, insert]) => {
          const parsed = parseArguments(diagnostic, [good.slice(0, at) + insert + good.slice(at)], {}, around);
          if (parsed.ok)
            for (const value of Object.values(parsed.args)) expect(String(value)).toMatch(/^[A-Za-z0-9.:/-]{1,64}$/);
        },
      ),
      { numRuns: 5000 },
    );
  });
});
