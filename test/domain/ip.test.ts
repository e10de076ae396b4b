import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalIp, canonicalPrefix, inPrefixes } from '../../src/domain/ip.ts';

/** What the URL parser of the platform makes of it: WHATWG's serialiser follows RFC 5952 as well. */
const byUrl = (address: string) => new URL(`http://[${address}]/`).hostname.slice(1, -1);

/** Eight groups, most of them zero, so that runs of every length and place occur. */
const groups = fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 0xffff })), {
  minLength: 8,
  maxLength: 8,
});

/** One of the ways in which a device may print them: leading zeros, capitals, a gap, a dotted end. */
const spelling = fc
  .record({
    groups,
    width: fc.integer({ min: 1, max: 4 }),
    capitals: fc.boolean(),
    gap: fc.nat(7),
    dotted: fc.boolean(),
  })
  .map(({ groups: all, width, capitals, gap, dotted }) => {
    const [a = 0, b = 0] = all.slice(6);
    const end = dotted ? [`${a >> 8}.${a & 255}.${b >> 8}.${b & 255}`] : [a, b].map((one) => one.toString(16));
    const words = [...all.slice(0, 6).map((one) => one.toString(16).padStart(width, '0')), ...end];
    const zeros = all.slice(gap, dotted ? 6 : 8).findIndex((one) => one !== 0);
    const length = zeros === -1 ? Math.max(0, (dotted ? 6 : 8) - gap) : zeros;
    const text =
      length === 0 ? words.join(':') : `${words.slice(0, gap).join(':')}::${words.slice(gap + length).join(':')}`;
    return capitals ? text.toUpperCase() : text;
  });

describe('an IPv6 address', () => {
  test('is written as RFC 5952 says, however the device spelt it', () => {
    fc.assert(
      fc.property(spelling, (text) => {
        fc.pre(!/^::ffff:/.test(byUrl(text)));
        expect(canonicalIp(text)).toBe(byUrl(text));
      }),
      { numRuns: 5_000 },
    );
  });

  test.for([
    ['2001:0DB8:0:0:8:0800:200C:417A', '2001:db8::8:800:200c:417a'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['fe80::', 'fe80::'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ])('%s is %s', ([text = '', wanted]) => expect(canonicalIp(text)).toBe(wanted));
});

test.for([
  '2001:db8::7192.0.2.10',
  '2001:db8::1::2',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '12345::',
  'fe80::1%eth0',
  '192.0.2.256',
  '192.0.2',
  '192.0.2.01',
  '192.0.2.1 ',
  '',
  ':',
])('%j is no address', (text) => expect(canonicalIp(text)).toBeNull());

test.for([
  ['192.0.2.77/24', '192.0.2.0/24', true],
  ['192.0.2.77/32', '192.0.2.77/32', false],
  ['0.0.0.0/0', '0.0.0.0/0', false],
  ['2001:DB8:0:1::/33', '2001:db8::/33', true],
  ['2001:db8::1/128', '2001:db8::1/128', false],
  ['::/0', '::/0', false],
] as const)('%s is the prefix %s', ([text, prefix, hostBitsCut]) =>
  expect(canonicalPrefix(text)).toEqual({ prefix, hostBitsCut }),
);

test.for([
  '192.0.2.0',
  '192.0.2.0/33',
  '192.0.2.0/024',
  '192.0.2.0/-1',
  '2001:db8::/129',
  '::ffff:192.0.2.0/24',
  'a/1/2',
])('%s is no prefix', (text) => expect(canonicalPrefix(text)).toBeNull());

test('an address lies in a prefix of its own family only, and a prefix that is none holds nothing', () => {
  expect(inPrefixes('192.0.2.9', ['198.51.100.0/24', '192.0.2.0/24'])).toBe(true);
  expect(inPrefixes('192.0.2.9', ['::/0', 'nonsense'])).toBe(false);
  expect(inPrefixes('2001:db8::9', ['2001:db8::/32'])).toBe(true);
});
