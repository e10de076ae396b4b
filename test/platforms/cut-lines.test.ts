import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DiagnosticName, PlatformName } from '../../src/domain/diagnostics.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';

/** The text of a sample up to the first place where these words stand, with them. */
const cuts: [platform: PlatformName, diagnostic: DiagnosticName, name: string, end: string][] = [
  ['juniper_junos', 'version', 'fabric', 'Software Suite [13.2X'],
  ['juniper_junos', 'interfaces', 'terse', 'fe80::1/'],
  ['cisco_iosxe', 'queue-drops', 'policers', 'Match:  dscp ef (46'],
  ['cisco_iosxe', 'queue-drops', 'priority-queue', 'Match: an'],
  ['cisco_iosxe', 'bgp-peer', 'usual', 'Connection tab'],
  ['cisco_iosxe', 'ospf-neighbors', 'usual', 'maximum is 0 mse'],
];

test.for(cuts)('%s %s %s is cut at "%s"', ([platform, diagnostic, name, end]) => {
  const text = readFileSync(join(import.meta.dirname, platform, diagnostic, `${name}.raw`), 'utf8');
  expect(text).toContain(end);
  const part = text.slice(0, text.indexOf(end) + end.length);
  const { outcome, records } = parseOutput(platform, diagnostic, part, { nowMs: null });
  expect(outcome).toBe('incomplete');
  const whole = parseOutput(platform, diagnostic, text, { nowMs: null }).records;
  expect(records).toEqual(whole.slice(0, records.length));
});

test('a port of IOS-XE whose last counter is cut is no record', () => {
  const text = readFileSync(join(import.meta.dirname, 'cisco_iosxe/interface-detail/port-channel.raw'), 'utf8');
  const counted = `${text}     3 carrier transitions`;
  const read = (part: string) => parseOutput('cisco_iosxe', 'interface-detail', part, { nowMs: null });
  expect(read(counted)).toMatchObject({ outcome: 'ok', records: [{ carrierTransitions: 3 }] });
  expect(read(counted.slice(0, -1))).toMatchObject({ outcome: 'incomplete', records: [] });
});

test('a route of IOS-XE that is cut below one of its next hops is no record', () => {
  const lines = [
    'Routing entry for 203.0.113.0/24',
    '  Known via "bgp 64500", distance 200, metric 0, type internal',
    '  Routing Descriptor Blocks:',
    '  * 192.0.2.1, from 192.0.2.9, 00:16:36 ago, via GigabitEthernet1',
    '      Route metric is 0, traffic share count is 1',
    '      MPLS label: 16001',
    '    192.0.2.2, from 192.0.2.9, 00:16:36 ago, via GigabitEthernet2',
    '      Route metric is 0, traffic share count is 1',
    '      MPLS label: 16001',
    '',
  ];
  const read = (part: string) => parseOutput('cisco_iosxe', 'route', part, { nowMs: null });
  expect(read(lines.join('\n')).records).toHaveLength(1);
  expect(read(lines.slice(0, 6).join('\n').slice(0, -1))).toMatchObject({ outcome: 'incomplete', records: [] });
});

const emptyHanded: [platform: PlatformName, diagnostic: DiagnosticName, text: string][] = [
  ['cisco_iosxe', 'bgp-peer', 'For address family: IPv4 Unicast\n\nFor address family: IPv6 Unicas'],
  [
    'cisco_iosxe',
    'bgp-peer',
    'For address family: IPv4 Unicast\nBGP neighbor is 192.0.2.1,  remote AS 64500, external lin',
  ],
  ['juniper_junos', 'log', 'ops@leaf1> show log messages | last 50 | match "UI_COMMIT"'],
  ['cisco_iosxe', 'log', 'Log Buffer (4096 bytes):\nJan 30 14:11:32'],
];

test.for(emptyHanded)('%s %s ends before it says that there is nothing', ([platform, diagnostic, text]) => {
  expect(parseOutput(platform, diagnostic, text, { nowMs: null }).outcome).toBe('incomplete');
});

const spaced: [diagnostic: DiagnosticName, name: string][] = [
  ['bfd-sessions', 'text-detail'],
  ['bgp-route', 'originator'],
  ['route', 'text'],
];

test.for(spaced)(
  'Junos %s %s with an empty line behind each line gives the first records at any cut',
  ([diagnostic, name]) => {
    const text = readFileSync(join(import.meta.dirname, 'juniper_junos', diagnostic, `${name}.raw`), 'utf8')
      .trimEnd()
      .replaceAll(/\n+/g, '\n\n');
    const recordsOf = (part: string) => parseOutput('juniper_junos', diagnostic, part, { nowMs: null }).records;
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
