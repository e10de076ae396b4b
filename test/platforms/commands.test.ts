import { describe, expect, test } from 'vitest';
import { createGate } from '../../src/device/gate.ts';
import {
  type DiagnosticArguments,
  type DiagnosticName,
  diagnostics,
  type PlatformName,
  platformNames,
} from '../../src/domain/diagnostics.ts';
import { platforms } from '../../src/platforms/index.ts';
import { readerOf } from '../../src/platforms/platform.ts';

const interfaceOf: Record<PlatformName, string> = {
  arista_eos: 'Ethernet1/1.100',
  cisco_iosxe: 'GigabitEthernet1/0/1.100',
  cisco_iosxr: 'HundredGigE0/0/0/1.100',
  cisco_nxos: 'Ethernet1/1.100',
  juniper_junos: 'ge-0/0/0.0',
  nokia_sros: '1/1/1',
  nokia_srlinux: 'ethernet-1/1.100',
  frr: 'eth1.2',
};

/** Every combination of the arguments and flags that a diagnostic takes. */
function questions(platform: PlatformName, diagnostic: DiagnosticName): DiagnosticArguments[] {
  const values: Required<Record<string, (string | number)[]>> = {
    interface: [interfaceOf[platform]],
    peer: ['198.51.100.1', '2001:db8::1'],
    prefix: ['203.0.113.0/24', '2001:db8::/32'],
    target: ['203.0.113.0/24', '2001:db8::7'],
    address: ['198.51.100.1', '2001:db8::1'],
    mac: ['00:53:00:aa:bb:cc'],
    destination: ['198.51.100.1', '2001:db8::1'],
    lines: [1, 200],
    vrf: ['CUST-1'],
    source: ['192.0.2.1'],
  };
  const spec = diagnostics[diagnostic];
  let all: DiagnosticArguments[] = [{}];
  for (const { name, required } of [...spec.arguments, ...spec.flags.map((name) => ({ name, required: false }))])
    all = all.flatMap((args) => [
      ...(required ? [] : [args]),
      ...(values[name] ?? []).map((value) => ({ ...args, [name]: value })),
    ]);
  return all;
}

const lines = platformNames.flatMap((platform) =>
  (Object.keys(diagnostics) as DiagnosticName[]).flatMap((diagnostic) => {
    const reader = readerOf(platforms[platform], diagnostic);
    if ('unsupported' in reader) return [];
    return questions(platform, diagnostic).flatMap((args) =>
      reader.commands(args).map((command) => ({ platform, diagnostic, ...command })),
    );
  }),
);

/** What a release is asked that does not know the form of a line. */
const linesInText = lines.flatMap((command) => {
  const line = platforms[command.platform].inText?.line(command.line);
  return typeof line === 'string' ? [{ ...command, line }] : [];
});

describe('every line that is sent to read', () => {
  test.each([...lines, ...linesInText])('$platform $diagnostic: $line', ({ platform, line }) => {
    expect(line).toMatch(/^[\x20-\x7e]{1,200}$/);
    // On SR Linux and IOS-XR a lone star stands for every entry of a list.
    const words = ['nokia_srlinux', 'cisco_iosxr'].includes(platform) ? line.replaceAll(/ \*(?= |$)/g, '') : line;
    expect(words.replaceAll(' | ', ' ')).not.toMatch(/[|;&<>`$\\"'!?(){}[\]^#*~]| {2}/);
    expect(['show', '/show', 'info', 'ping', '/ping', 'ping6', 'traceroute', '/traceroute', 'traceroute6']).toContain(
      line.split(' ')[0],
    );
    if (line.startsWith('info ')) expect(line).toMatch(/^info from state /);
    const gate = createGate((event) => {
      throw new Error(event.reason);
    });
    expect(gate.read({ name: 'leaf1', platform }, line)).toMatchObject({ ok: true });
  });

  test('bounds every ping and gives a traceroute its own time limit', () => {
    for (const { platform, diagnostic, line, slow, interruptAfterMs } of lines) {
      if (diagnostic === 'traceroute') expect(slow).toBe(true);
      if (diagnostic !== 'ping') continue;
      if (platform === 'frr') expect(interruptAfterMs).toBe(5000);
      else expect(line).toMatch(/ (?:count|repeat|-c) 5(?: |$)/);
    }
  });

  test('asks in JSON wherever the platform speaks it', () => {
    const json: Partial<Record<PlatformName, RegExp>> = {
      arista_eos: / \| json$/,
      juniper_junos: / \| display json \| no-more$/,
      nokia_srlinux: / \| as json$/,
      frr: / json$/,
    };
    for (const { platform, diagnostic, line } of lines) {
      if (/^(?:interfaces|interface-detail|bgp)/.test(diagnostic)) expect(line).toMatch(json[platform] ?? /^\/?show /);
    }
  });
});

test.each([
  ['arista_eos', ['Et1', 'eth1', 'Ethernet1', 'ETHERNET1'], 'Ethernet1'],
  ['arista_eos', ['Po10.20', 'port-channel10.20'], 'Port-Channel10.20'],
  ['arista_eos', ['et3/1', 'Ethernet3/1'], 'Ethernet3/1'],
  ['arista_eos', ['ma1', 'Management1'], 'Management1'],
  ['juniper_junos', ['ge-0/0/0'], 'ge-0/0/0'],
  ['juniper_junos', ['et-0/0/1:2.100'], 'et-0/0/1:2.100'],
  ['juniper_junos', ['irb.100'], 'irb.100'],
  ['frr', ['eth1'], 'eth1'],
  ['frr', ['eth1.2'], 'eth1.2'],
  ['frr', ['br-lan'], 'br-lan'],
] as const)('%s: %j is %s', (platform, typed, name) => {
  for (const text of typed) expect(platforms[platform].interfaceName(text)).toBe(name);
});

test('EOS takes neither leading zeros nor a single letter', () => {
  expect(platforms.arista_eos.interfaceName('Ethernet01')).toBeNull();
  expect(platforms.arista_eos.interfaceName('E1')).toBeNull();
});

test.each(platformNames)('%s takes nothing else for an interface', (platform) => {
  const { interfaceName } = platforms[platform];
  const good = interfaceOf[platform].replace(/[./].*$/, '');
  const attacks = [
    '\n',
    '\r',
    '\r\n',
    '\u2028',
    '\x85',
    '\v',
    '\f',
    '\t',
    '\x00',
    '\x03',
    '\x1b[A',
    ' ',
    ';reload',
    '|tee',
    '`id`',
    '$(id)',
    '>x',
    '?',
    '１',
    'о',
    '\u200f',
  ];
  for (const attack of attacks) {
    for (const text of [good + attack, attack + good]) expect(interfaceName(text), JSON.stringify(text)).toBeNull();
  }
  for (const text of [
    '',
    ' ',
    'all',
    'json',
    'vrf',
    '10.0.0.1',
    '__proto__',
    'x'.repeat(65),
    `${good}${'1'.repeat(70)}`,
    '-h',
    '--help',
  ])
    expect(interfaceName(text), JSON.stringify(text)).toBeNull();
});

test.each([
  ['arista_eos', 'leaf1#', 'leaf1(config-s-ringdown-1f9c)#'],
  ['arista_eos', 'leaf1>', 'leaf1(config-if-Et1)#'],
  ['arista_eos', 'core01(s1)#', 'core01(s1)(config)#'],
  ['juniper_junos', 'ops@spine1>', 'ops@spine1#'],
  ['frr', 'leaf1# ', 'leaf1(config-router)# '],
] as const)('%s knows %j as its prompt and %j as the one in configuration', (platform, prompt, configPrompt) => {
  expect(platforms[platform].prompt.test(prompt)).toBe(true);
  expect(platforms[platform].prompt.test(configPrompt)).toBe(false);
  expect(platforms[platform].configPrompt.test(configPrompt)).toBe(true);
  expect(platforms[platform].configPrompt.test(prompt)).toBe(false);
});
