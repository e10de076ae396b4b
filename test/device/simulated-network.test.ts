import ssh2 from 'ssh2';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Devices, openDevices } from '../../src/device/devices.ts';
import type { Device } from '../../src/device/inventory.ts';
import type {
  BgpPeerRecord,
  BgpSummaryRecord,
  DiagnosticArguments,
  DiagnosticName,
  InterfaceRecord,
} from '../../src/domain/diagnostics.ts';
import type { MitigationArguments, MitigationName } from '../../src/domain/mitigation.ts';
import { Secret } from '../../src/lib/secret.ts';
import { platforms } from '../../src/platforms/index.ts';
import { type Network, startNetwork } from '../../src/sandbox/network/network.ts';
import { shortLimits } from '../support/device-bench.ts';
import { generateClientKey } from '../support/ssh-server.ts';

const keys = { ro: generateClientKey(), rw: generateClientKey() };
let network: Network;
let devices: Devices;

beforeAll(async () => {
  network = await startNetwork({ keys: { ro: publicKey(keys.ro), rw: publicKey(keys.rw) } });
});
afterAll(() => network.close());
afterEach(async () => {
  await devices.close();
  for (const { name } of network.devices) await network.setFault(name, null);
});

function open(changed: Partial<Device> = {}): Devices {
  const entries: Record<string, Device> = Object.create(null);
  for (const { name, platform, role, site, address, port, hostKeySha256 } of network.devices) {
    entries[name] = {
      name,
      platform,
      address,
      port,
      hostKey: hostKeySha256,
      site,
      role,
      tags: [],
      credentials: 'default',
      legacyCrypto: false,
      login: null,
      jump: null,
      ...changed,
    };
  }
  devices = openDevices({
    inventory: { path: 'inventory.yaml', devices: entries },
    platforms,
    credentials: {
      default: {
        read: { username: 'ringdown-ro', privateKey: () => new Secret(keys.ro) },
        write: { username: 'ringdown-rw', privateKey: () => new Secret(keys.rw) },
      },
    },
    limits: {
      ...shortLimits,
      idleMs: 1_000,
      commandMs: 1_500,
      slowCommandMs: 4_000,
      keepaliveMs: 10_000,
      coalesceMs: 5_000,
      promptMs: 1_000,
    },
    clock: { nowMs: () => Date.now() },
    log: { warn: (message, fields) => expect.fail(`${message}: ${JSON.stringify(fields)}`) },
  });
  return devices;
}

const one = { arista_eos: 'spine1', juniper_junos: 'edge1', frr: 'leaf1' } as const;

describe.each(Object.values(one))('%s', (name) => {
  test.for<[DiagnosticName, (peer: string, port: string) => DiagnosticArguments]>([
    ['interfaces', () => ({})],
    ['interfaces', (_peer, port) => ({ interface: port })],
    ['interface-detail', (_peer, port) => ({ interface: port })],
    ['bgp-summary', () => ({})],
    ['bgp-peer', (peer) => ({ peer })],
    ['traceroute', (peer) => ({ destination: peer })],
    ['log', () => ({ lines: 20 })],
    ['version', () => ({})],
  ])('answers %s', async ([diagnostic, args]) => {
    open();
    const { peer, port } = await target(name);
    const { result, artifacts } = await devices.read(name, { diagnostic, args: args(peer, port) });
    // vtysh cannot show the lines of a log file, and says so.
    if (name === 'leaf1' && diagnostic === 'log') return void expect(result.outcome).toBe('unsupported');
    expect(result, JSON.stringify(result).slice(0, 600)).toMatchObject({
      outcome: expect.stringMatching(/^(ok|empty)$/),
      unparsed: [],
      error: null,
    });
    expect(artifacts.map(({ sha256 }) => sha256)).toEqual([
      ...new Set(result.commands.map(({ rawSha256 }) => rawSha256)),
    ]);
  });

  test('shuts an interface and opens it again, and the next reading shows it', async () => {
    open();
    const { port } = await target(name);
    await change(name, 'interface-shutdown', { interface: port });
    expect(await adminStatus(name, port)).toBe('down');
    await change(name, 'interface-enable', { interface: port });
    expect(await adminStatus(name, port)).toBe('up');
    const accounts = new Set(
      network
        .transcript(name)
        .filter(({ line }) => /shutdown|disable/.test(line))
        .map(({ account }) => account),
    );
    expect(accounts).toEqual(new Set(['ringdown-rw']));
  });

  test('shuts a BGP peer and brings it back, and the next reading shows it', async () => {
    open();
    const { peer } = await target(name);
    await change(name, 'bgp-peer-shutdown', { peer });
    expect((await bgpPeer(name, peer)).adminDown).toBe(true);
    await change(name, 'bgp-peer-enable', { peer });
    expect((await bgpPeer(name, peer)).adminDown).toBe(false);
  });

  test('a plan that the device refuses half-way changes nothing more and leaves no session behind', async () => {
    open();
    const { port } = await target(name);
    const args = { interface: nowhere[name] };
    const lines = (await render(name, 'interface-shutdown', { interface: port })).apply.map((line) =>
      line.replace(port, nowhere[name]),
    );
    const result = await devices.change(
      name,
      { planHash: 'a'.repeat(64), mitigation: 'interface-shutdown', args, lines },
      { beforeLine: async () => 'send' },
    );
    expect(['rejected', 'unknown', 'applied']).toContain(result.outcome);
    await change(name, 'interface-shutdown', { interface: port });
    await change(name, 'interface-enable', { interface: port });
  });
});

const nowhere = { spine1: 'Ethernet99', edge1: 'et-9/9/9', leaf1: 'eth99' } as const;

describe('faults at the front door, while the other devices answer', () => {
  test.for([
    ['refuse', 'unreachable'],
    ['no-banner', 'timed-out'],
    ['auth-fail', 'auth-failed'],
    ['new-host-key', 'host-key-refused'],
    ['hang-after-login', 'timed-out'],
    ['hang-command', 'timed-out'],
    ['close-mid-output', 'incomplete'],
  ] as const)('%s is %s', async ([fault, outcome]) => {
    open();
    await network.setFault('leaf1', fault);
    const came: string[] = [];
    const readings = await devices.fanOut(
      Object.keys(devices.inventory.devices),
      { diagnostic: 'version', args: {} },
      { onResult: ({ result }) => came.push(result.device ?? '') },
    );
    expect(readings.map(({ result }) => `${result.device} ${result.outcome}`)).toEqual([
      'spine1 ok',
      'spine2 ok',
      `leaf1 ${outcome}`,
      'leaf2 ok',
      'edge1 ok',
      'edge2 ok',
    ]);
    expect(came).toHaveLength(6);
  });
});

test('shows the host key that OpenSSH would show', async () => {
  open({ hostKey: null });
  for (const { name, hostKeySha256 } of network.devices) {
    expect(await devices.seeHostKey(name)).toEqual({ ok: true, fingerprint: hostKeySha256, type: 'ssh-ed25519' });
  }
});

test('an unknown name is a usage error', async () => {
  open();
  await expect(devices.read('192.0.2.1', { diagnostic: 'version', args: {} })).rejects.toThrow(
    'There is no device "192.0.2.1"',
  );
});

async function target(name: string): Promise<{ peer: string; port: string }> {
  const { result } = await devices.read(name, { diagnostic: 'bgp-summary', args: {} });
  const peer = (result.records[0] as BgpSummaryRecord | undefined)?.peer;
  const state = network.state();
  const port = JSON.stringify(state).match(
    new RegExp({ spine1: 'Ethernet1', edge1: 'et-0/0/0', leaf1: 'eth1' }[name] ?? '^$'),
  )?.[0];
  if (peer === undefined || port === undefined)
    throw new Error(`${name} has no peer or no port: ${JSON.stringify(result)}`);
  return { peer, port };
}

async function render(name: string, mitigation: MitigationName, args: MitigationArguments) {
  const device = devices.inventory.devices[name];
  if (!device) throw new Error(name);
  const renderer = platforms[device.platform].mitigations[mitigation];
  if (!renderer) throw new Error(`${device.platform} has no ${mitigation}`);
  const context = await devices.readLines(name, renderer.contextCommands(args));
  if (!context.ok) throw new Error(context.error);
  const found = (await devices.read(name, { diagnostic: 'interfaces', args: {}, fresh: true })).result
    .records as InterfaceRecord[];
  const peer = args.peer === undefined ? null : await bgpPeer(name, args.peer);
  const rendered = renderer.render(args, {
    interface: found.find((record) => record.interface === args.interface) ?? null,
    peer,
    context: context.outputs,
    tag: 'ringdown-1f9c22ab',
  });
  if (!rendered.ok) throw new Error(rendered.reason);
  return rendered;
}

async function change(name: string, mitigation: MitigationName, args: MitigationArguments): Promise<void> {
  const { apply } = await render(name, mitigation, args);
  const hostKey = devices.inventory.devices[name]?.hostKey ?? '';
  const result = await devices.change(
    name,
    { planHash: 'a'.repeat(64), mitigation, args, lines: apply, hostKey },
    { beforeLine: async () => 'send' },
  );
  expect(result, result.transcript).toMatchObject({ outcome: 'applied', linesSent: apply.length, error: null });
}

async function adminStatus(name: string, port: string) {
  const { result } = await devices.read(name, { diagnostic: 'interfaces', args: {} });
  return (result.records as InterfaceRecord[]).find((record) => record.interface === port)?.adminStatus;
}

async function bgpPeer(name: string, peer: string): Promise<BgpPeerRecord> {
  const { result } = await devices.read(name, { diagnostic: 'bgp-peer', args: { peer } });
  const [record] = result.records as BgpPeerRecord[];
  if (!record) throw new Error(`${name}: no peer ${peer}: ${JSON.stringify(result).slice(0, 500)}`);
  return record;
}

function publicKey(privateKey: string): string {
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  return `${parsed.type} ${parsed.getPublicSSH().toString('base64')}`;
}
