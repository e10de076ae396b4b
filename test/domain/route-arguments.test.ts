import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../src/domain/arguments.ts';
import type { DiagnosticName } from '../../src/domain/diagnostics.ts';

const around = { interfaceName: () => null, pingDestinations: [] };
const parsed = (diagnostic: DiagnosticName, word: string) => parseArguments(diagnostic, [word], {}, around);

describe('what is looked up', () => {
  test.each([
    ['bgp-route', '203.0.113.0/24', { prefix: '203.0.113.0/24' }],
    ['bgp-route', '203.0.113.9/24', { prefix: '203.0.113.0/24' }],
    ['bgp-route', '203.0.113.9', { prefix: '203.0.113.9/32' }],
    ['bgp-route', '2001:DB8:0::/32', { prefix: '2001:db8::/32' }],
    ['bgp-route', '2001:db8::1', { prefix: '2001:db8::1/128' }],
    ['route', '203.0.113.9', { target: '203.0.113.9' }],
    ['route', '203.0.113.0/24', { target: '203.0.113.0/24' }],
    ['route', '2001:db8:0:0::9', { target: '2001:db8::9' }],
    ['arp', '192.0.2.7', { address: '192.0.2.7' }],
    ['mac-table', '00:53:00:AA:BB:CC', { mac: '00:53:00:aa:bb:cc' }],
    ['mac-table', '00-53-00-aa-bb-cc', { mac: '00:53:00:aa:bb:cc' }],
    ['mac-table', '0:53:0:a:b:c', { mac: '00:53:00:0a:0b:0c' }],
    ['mac-table', '0053.00aa.bbcc', { mac: '00:53:00:aa:bb:cc' }],
  ] as const)('%s %s', (diagnostic, word, args) => {
    expect(parsed(diagnostic, word)).toEqual({ ok: true, args });
  });

  test.each([
    ['bgp-route', '203.0.113.0/33'],
    ['bgp-route', '203.0.113.0/024'],
    ['bgp-route', 'default'],
    ['bgp-route', '203.0.113.0/24|tee'],
    ['route', '203.0.113'],
    ['route', 'fe80::1%eth0'],
    ['route', '203.0.113.0/24\nreload'],
    ['arp', '192.0.2.0/24'],
    ['arp', '192.0.2.７'],
    ['mac-table', '00:53:00:aa:bb'],
    ['mac-table', '00:53-00:aa:bb:cc'],
    ['mac-table', '0053.00aa.bbcc.0000'],
    ['mac-table', '005300aabbcc'],
    ['mac-table', '00:53:00:aa:bb:cg'],
  ] as const)('%s %j is refused with what is expected', (diagnostic, word) => {
    expect(parsed(diagnostic, word)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/expected an? .*received "/),
    });
  });

  test('a missing one is named as the help names it', () => {
    expect(parseArguments('route', [], {}, around)).toMatchObject({
      problem: expect.stringContaining('<prefix-or-address>'),
    });
    expect(parseArguments('bgp-route', [], {}, around)).toMatchObject({ problem: expect.stringContaining('<prefix>') });
    expect(parseArguments('arp', [], {}, around)).toEqual({ ok: true, args: {} });
  });
});
