import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createGate } from '../../src/device/gate.ts';
import { languages } from '../../src/device/gate-language/index.ts';
import {
  type DiagnosticArguments,
  type DiagnosticName,
  diagnosticNames,
  diagnostics,
  type PlatformName,
  platformNames,
} from '../../src/domain/diagnostics.ts';
import type { MitigationArguments } from '../../src/domain/mitigation.ts';
import { platforms } from '../../src/platforms/index.ts';
import { type CommandLine, readerOf } from '../../src/platforms/platform.ts';

const gate = createGate(() => undefined);
const interfaces: Record<PlatformName, string[]> = {
  arista_eos: ['Ethernet1', 'Ethernet1/1', 'Ethernet3/2.100', 'Port-Channel10', 'Vlan100', 'Loopback0', 'Management1'],
  cisco_iosxe: ['GigabitEthernet1/0/1', 'TenGigabitEthernet0/0/0.100', 'Port-channel10', 'Vlan100', 'Loopback0'],
  cisco_iosxr: [
    'GigabitEthernet0/0/0/1',
    'HundredGigE0/0/0/1.100',
    'Bundle-Ether12.305',
    'MgmtEth0/RP0/CPU0/0',
    'Loopback0',
    'BVI10',
  ],
  cisco_nxos: ['Ethernet1/1', 'Ethernet1/1/1.100', 'port-channel10', 'Vlan100', 'loopback0', 'mgmt0'],
  nokia_sros: ['1/1/1', '1/1/c1/1', 'lag-10', 'A/1'],
  nokia_srlinux: ['ethernet-1/1', 'ethernet-1/1.100', 'lag1', 'irb0.10', 'mgmt0', 'system0'],
  juniper_junos: ['ge-0/0/1', 'et-0/0/1:2', 'xe-1/2/3.100', 'ae0', 'ae12.7', 'irb.100', 'lo0', 'lo0.0'],
  frr: ['swp1', 'swp1s0', 'eth0', 'eth1.100', 'lo', 'bond0', 'veth-a1'],
};
const vrf = fc.constantFrom('CUST-A', 'red', 'mgmt_1', 'a.b:c');
const v4 = fc.ipV4();
const v6 = fc.constantFrom('2001:db8::1', 'fe80::1', '2001:db8:1:2:3:4:5:6');
const address = fc.oneof(v4, v6);

/** The slots of a shape that take a word, and a value for each of the others. */
const slotWord = /<(?:interface|port|peer|vrf|name)>/g;
const fillers = {
  address: '192.0.2.1',
  prefix: '203.0.113.0/24',
  mac: '00:53:00:aa:bb:cc',
  unit: '1',
  count: '5',
  size: '100',
  seconds: '2',
  lines: '50',
};

function commandsOf(name: PlatformName, diagnostic: DiagnosticName, args: DiagnosticArguments): CommandLine[] {
  const reader = readerOf(platforms[name], diagnostic);
  if ('unsupported' in reader) return [];
  const commands = reader.commands(args);
  const inText = commands.flatMap(({ line, ...rest }) => {
    const other = platforms[name].inText?.line(line) ?? null;
    return other === null ? [] : [{ ...rest, line: other }];
  });
  return [...commands, ...inText];
}

describe.each(platformNames)('the gate lets through what %s renders', (name) => {
  const platform = platforms[name];
  const device = { name: 'leaf1', platform: name };
  const own = fc.constantFrom(...interfaces[name].filter((text) => platform.interfaceName(text) === text));

  test.for(diagnosticNames)('for %s, whatever the valid arguments', (diagnostic) => {
    const spec = diagnostics[diagnostic];
    const required = spec.arguments.filter((argument) => argument.required).map((argument) => argument.name);
    const optional = [
      ...spec.arguments.filter((argument) => !argument.required).map((argument) => argument.name),
      ...spec.flags,
    ];
    const all = {
      interface: own,
      peer: address,
      destination: address,
      lines: fc.integer({ min: 1, max: 200 }),
      vrf,
      source: v4,
      prefix: fc.constantFrom('203.0.113.0/24', '2001:db8::/32', '0.0.0.0/0'),
      target: fc.constantFrom('203.0.113.0/24', '2001:db8::/32', '203.0.113.7', '2001:db8::7'),
      address,
      mac: fc.constant('00:53:00:aa:bb:cc'),
    };
    const chosen = Object.fromEntries([...required, ...optional].map((argument) => [argument, all[argument]]));
    fc.assert(
      fc.property(fc.record(chosen, { requiredKeys: required }), (args) => {
        for (const { line } of commandsOf(name, diagnostic, args as DiagnosticArguments)) {
          expect(gate.read(device, line), line).toMatchObject({ ok: true });
        }
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test('but no word that changes something elsewhere as an interface, a port, a peer, a VRF or a name', () => {
    const forbidden = ['reload', 'configure', 'clear', 'debug', 'commit', 'write', 'delete', 'request', 'tech-support'];
    const shapes = languages[name].read.shapes.filter((shape) => slotWord.test(shape));
    expect(shapes.length).toBeGreaterThan(0);
    for (const shape of shapes) {
      for (const word of forbidden) {
        const line = shape
          .replaceAll(slotWord, word)
          .replaceAll(/<(\w+)>/g, (_, slot) => fillers[slot as keyof typeof fillers]);
        expect(gate.read(device, line), line).toMatchObject({
          ok: false,
          error: expect.stringContaining(`"${word}" never stands in a command that only reads`),
        });
      }
    }
  });

  test.for(['neighbors', 'summary', 'interfaces', 'vrf', 'detail', 'json', 'bgp'])(
    'and a VRF that is called %s like a word of a command',
    (word) => {
      for (const diagnostic of diagnosticNames.filter((candidate) =>
        Object.values<string>(diagnostics[candidate].flags).includes('vrf'),
      )) {
        const args = { destination: '192.0.2.1', prefix: '203.0.113.0/24', target: '203.0.113.7', peer: '192.0.2.1' };
        for (const { line } of commandsOf(name, diagnostic, { ...args, vrf: word }))
          expect(gate.read(device, line), line).toMatchObject({ ok: true });
      }
    },
  );

  test('for turning paging off and for raising the privilege', () => {
    for (const line of [...platform.prepareTerminal, ...(platform.elevate ? [platform.elevate.line] : [])]) {
      expect(gate.prepare(device, line), line).toMatchObject({ ok: true });
    }
  });

  test('for shutting and opening an interface, and the way back', () => {
    for (const text of interfaces[name].filter((candidate) => platform.interfaceName(candidate) === candidate)) {
      const args: MitigationArguments = { interface: text };
      for (const mitigation of ['interface-shutdown', 'interface-enable'] as const) {
        const record = {
          interface: text,
          description: null,
          adminStatus: mitigation === 'interface-shutdown' ? 'up' : 'down',
          operStatus: 'up',
          reason: null,
          speedBitsPerSecond: null,
          duplex: null,
          mediaType: null,
          mtuBytes: null,
          mtuLayer: null,
          vrf: null,
          lag: null,
          ipAddresses: [],
        } as const;
        const renderer = platform.mitigations[mitigation];
        if (!renderer) continue;
        const rendered = renderer.render(args, {
          interface: { ...record, ipAddresses: [] },
          peer: null,
          context: [],
          tag: 'ringdown-1f9c22ab',
        });
        if (!rendered.ok) throw new Error(rendered.reason);
        for (const lines of [rendered.apply, rendered.undo]) {
          for (const line of lines)
            expect(
              gate.change(device, line, { planHash: 'a'.repeat(64), mitigation, args, lines }),
              line,
            ).toMatchObject({ ok: true });
        }
      }
    }
  });

  test('a rendered line that is cut, doubled or bent is refused or is itself a whole command of the catalogue', () => {
    const forbidden =
      /[^\x20-\x7e]|[;&<>`$\\"'!?(){}[\]^#*~]|\b(?:reload|configure|request|clear|delete|write|bash|redirect|tee|append|save)\b/;
    const lines = diagnosticNames.flatMap((diagnostic) =>
      commandsOf(name, diagnostic, {
        interface: interfaces[name][0] ?? '',
        peer: '192.0.2.1',
        destination: '192.0.2.1',
        prefix: '203.0.113.0/24',
        target: '203.0.113.7',
        address: '192.0.2.1',
        mac: '00:53:00:aa:bb:cc',
        lines: 50,
      }).map(({ line }) => line),
    );
    const bent = fc
      .tuple(
        fc.constantFrom(...lines),
        fc.nat(60),
        fc.constantFrom(
          '\n',
          '\r',
          ';',
          '|',
          ' | tee x',
          '`',
          '$(',
          '\x03',
          '\x00',
          'ſ',
          ' reload',
          '&&',
          '>',
          '?',
          '\t',
        ),
        fc.boolean(),
      )
      .map(([line, at, text, cut]) => line.slice(0, at) + text + (cut ? '' : line.slice(at)));
    fc.assert(
      fc.property(bent, (line) => {
        const words = ['nokia_srlinux', 'cisco_iosxr'].includes(name) ? line.replaceAll(/ \*(?= |$)/g, '') : line;
        if (gate.read(device, line).ok) expect(words).not.toMatch(forbidden);
      }),
      { numRuns: 10_000, seed: 5 },
    );
  });
});
