import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { setHostKeys } from '../../src/device/host-key-file.ts';
import { loadInventory } from '../../src/device/inventory.ts';
import { select } from '../../src/device/select.ts';
import { UserError } from '../../src/lib/errors.ts';

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true });
});

function file(text: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'inventory-'));
  directories.push(directory);
  const path = join(directory, 'inventory.yaml');
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

function problems(text: string): string {
  const path = file(text);
  try {
    loadInventory(path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.kind).toBe('usage');
    return error.message.replaceAll(path, 'inventory.yaml');
  }
  throw new Error('the inventory was accepted');
}

const hostKey = `SHA256:${'A'.repeat(43)}`;

test('a whole entry is read, and what is left out has its default', () => {
  const { devices } = loadInventory(
    file(`devices:
  leaf1: { platform: frr, address: 192.0.2.11, port: 2222, hostKey: '${hostKey}', site: ams1, role: leaf, tags: [prod], credentials: lab, login: vtysh, legacyCrypto: true }
  core1: { platform: juniper_junos, address: "2001:db8::1" }
`),
  );
  expect(Object.values(devices)).toEqual([
    {
      name: 'leaf1',
      platform: 'frr',
      address: '192.0.2.11',
      port: 2222,
      hostKey,
      site: 'ams1',
      role: 'leaf',
      tags: ['prod'],
      credentials: 'lab',
      login: 'vtysh',
      legacyCrypto: true,
      jump: null,
    },
    {
      name: 'core1',
      platform: 'juniper_junos',
      address: '2001:db8::1',
      port: 22,
      hostKey: null,
      site: null,
      role: null,
      tags: [],
      credentials: 'default',
      login: null,
      legacyCrypto: false,
      jump: null,
    },
  ]);
  expect(devices['constructor' as string]).toBeUndefined();
});

describe('every problem names file, line, key, value and remedy', () => {
  test.for([
    [
      'platform: eos, address: 192.0.2.1',
      'inventory.yaml:2: devices.leaf1.platform: "eos": expected one of arista_eos, cisco_iosxe, cisco_iosxr, cisco_nxos, juniper_junos, nokia_sros, nokia_srlinux, frr',
    ],
    ['platform: frr', 'inventory.yaml:2: devices.leaf1.address: expected an IP address or a host name'],
    [
      'platform: frr, address: 192.0.2.1, prot: 22',
      'inventory.yaml:2: devices.leaf1.prot: unknown key; remove it or check its spelling',
    ],
    [
      'platform: frr, address: 192.0.2.1, port: "22"',
      'inventory.yaml:2: devices.leaf1.port: "22": expected a port number',
    ],
    [
      'platform: frr, address: 192.0.2.1, hostKey: abc',
      'inventory.yaml:2: devices.leaf1.hostKey: "abc": expected SHA256: and 43 characters; "ringdown hostkeys enroll" writes it',
    ],
    [
      'platform: frr, address: 192.0.2.1, legacyCrypto: "false"',
      'inventory.yaml:2: devices.leaf1.legacyCrypto: "false": expected true or false',
    ],
  ] as const)('%s', ([entry, message]) => {
    expect(problems(`devices:\n  leaf1: { ${entry} }\n`)).toBe(message);
  });

  test('several problems are listed together', () => {
    expect(
      problems('devices:\n  leaf1:\n    platform: eos\n    address: 192.0.2.1\n    sight: ams1\n').split('\n'),
    ).toEqual([
      expect.stringContaining('inventory.yaml:3: devices.leaf1.platform'),
      expect.stringContaining('inventory.yaml:5: devices.leaf1.sight'),
    ]);
  });

  test.for([
    ['devices:\n  leaf1: { platform: frr, address: 192.0.2.1, login: bash }', 'expected vtysh'],
    ['devices:\n  leaf1: { platform: frr, address: 192.0.2.1, jump: bastion1 }', 'there is no such entry'],
    ['devices:\n  leaf1: { platform: frr, address: 192.0.2.1, jump: leaf1 }', 'cannot be reached through itself'],
    ['devices:\n  leaf1: { platform: arista_eos, address: 192.0.2.1, login: vtysh }', 'only for platform frr'],
    ['devices:\n  192.0.2.1: { platform: frr, address: 192.0.2.1 }', 'never an address'],
    ['devices:\n  Leaf1: { platform: frr, address: 192.0.2.1 }', 'a-z, 0-9 and "-"'],
    [
      'devices:\n  leaf1: &a { platform: frr, address: 192.0.2.1 }\n  leaf2: *a',
      'inventory.yaml:3: *a: aliases are not allowed',
    ],
    ['devices:\n  __proto__: { platform: frr, address: 192.0.2.1 }', 'this key is not allowed'],
    ['devices:\n  constructor: { platform: frr, address: 192.0.2.1 }', 'this key is not allowed'],
    [
      'devices:\n  leaf1: { platform: frr, address: 192.0.2.1 }\n  leaf1: { platform: frr, address: 192.0.2.2 }',
      'inventory.yaml:3: not valid YAML: Map keys must be unique',
    ],
    ['devices: [', 'not valid YAML'],
    ['', 'file'],
    ['servers: {}', 'devices: expected a map'],
  ] as const)('%j', ([text, part]) => {
    expect(problems(text)).toContain(part);
  });

  test('an anchor bomb is refused within 100 ms', () => {
    const bomb = [
      'devices:',
      '  a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghij'
        .split('')
        .map((name, index) => `  ${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`),
    ].join('\n');
    const from = performance.now();
    expect(problems(bomb)).toContain('aliases are not allowed');
    expect(performance.now() - from).toBeLessThan(100);
  });

  test('a file that everybody may write is refused with the remedy', () => {
    const path = file('devices: {}');
    chmodSync(path, 0o666);
    expect(() => loadInventory(path)).toThrow(`chmod o-w ${path}`);
  });

  test('a file that is not there is a usage error', () => {
    expect(() => loadInventory('/nonexistent/inventory.yaml')).toThrow(UserError);
  });
});

describe('selecting devices', () => {
  const inventory = loadInventory(
    file(`devices:
  leaf1: { platform: frr, address: 192.0.2.11, site: ams1, role: leaf, tags: [prod, edge] }
  leaf2: { platform: arista_eos, address: 192.0.2.12, site: ams1, role: leaf }
  core1: { platform: juniper_junos, address: "2001:db8::1", site: fra1, role: core, tags: [prod] }
`),
  );
  const names = (token: string) => {
    const selected = select(inventory, token);
    return selected.ok ? selected.devices.map(({ name }) => name) : selected.problem;
  };

  test.for([
    ['leaf1', ['leaf1']],
    ['core1,leaf1', ['core1', 'leaf1']],
    ['leaf1,leaf1', ['leaf1']],
    ['site:ams1', ['leaf1', 'leaf2']],
    ['site:ams1,role:leaf', ['leaf1', 'leaf2']],
    ['site:ams1 tag:prod', ['leaf1']],
    ['platform:juniper_junos', ['core1']],
  ] as const)('%s means %j', ([token, expected]) => {
    expect(names(token)).toEqual(expected);
  });

  test.for([
    ['', 'A device is missing'],
    ['leaf1,', 'A device is missing'],
    ['*', 'every device'],
    ['all', 'every device'],
    ['leaf1,all', 'every device'],
    ['site:', 'names no site'],
    ['site:*', 'names no site'],
    ['site:ber1', 'No device matches site:ber1. Known: site: ams1, fra1'],
    ['site:ams1,role:core', 'No device matches'],
    ['vendor:arista', 'not a selector'],
    ['leaf1,site:ams1', 'cannot be mixed'],
    ['leef1', 'There is no device "leef1" in the inventory. Did you mean leaf1'],
    ['localhost', 'Known: leaf1, leaf2, core1'],
    ['192.0.2.11', 'never an address. Did you mean leaf1?'],
    ['198.51.100.7', 'never an address.'],
    ['2001:db8::1', 'Did you mean core1?'],
    ['leaf1 leaf2', 'There is no device'],
    ['leaf1\nreload', 'There is no device'],
    ['leaf1;id', 'There is no device'],
    ['__proto__', 'There is no device'],
    ['constructor', 'There is no device'],
    [`leaf${'1'.repeat(10_000)}`, 'too long'],
  ] as const)('%j is a problem: %s', ([token, part]) => {
    expect(names(token)).toEqual(expect.stringContaining(part));
  });
});

describe('pinning host keys', () => {
  const text = `# ours
devices:
  # the first rack
  leaf1:
    platform: frr # vtysh login
    address: 192.0.2.11
    hostKey: SHA256:${'B'.repeat(43)} # old
  leaf2: { platform: frr, address: 192.0.2.12 }
`;

  test('changes only the keys; comments and mode stay, and the file loads', () => {
    const path = file(text);
    chmodSync(path, 0o640);
    setHostKeys(path, { leaf1: hostKey, leaf2: hostKey });
    const written = readFileSync(path, 'utf8');
    for (const comment of ['# ours', '# the first rack', '# vtysh login', '# old']) expect(written).toContain(comment);
    expect(Object.values(loadInventory(path).devices).map((device) => device.hostKey)).toEqual([hostKey, hostKey]);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(written.split('\n').slice(0, 6)).toEqual(text.split('\n').slice(0, 6));
  });

  test('an unknown device changes nothing', () => {
    const path = file(text);
    expect(() => setHostKeys(path, { leaf1: hostKey, leaf9: hostKey })).toThrow('there is no device "leaf9"');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});
