import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Devices } from '../../src/device/devices.ts';
import type { Device } from '../../src/device/inventory.ts';
import type { DiagnosticArguments, DiagnosticName } from '../../src/domain/diagnostics.ts';
import type { MitigationArguments, MitigationName } from '../../src/domain/mitigation.ts';
import type { BgpSummaryRecord } from '../../src/domain/routing-records.ts';
import type { Network } from '../../src/sandbox/network/network.ts';
import { openSimulated, readAdminStatus, readPeer, renderPlan, startSimulated } from '../support/simulated-devices.ts';

let network: Network;
let devices: Devices;

beforeAll(async () => {
  network = await startSimulated();
});
afterAll(() => network.close());
afterEach(async () => {
  await devices.close();
  for (const { name } of network.devices) await network.setFault(name, null);
});

function open(changed: Partial<Device> = {}): Devices {
  devices = openSimulated(network, changed);
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
    expect(await readAdminStatus(devices, name, port)).toBe('down');
    await change(name, 'interface-enable', { interface: port });
    expect(await readAdminStatus(devices, name, port)).toBe('up');
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
    expect((await readPeer(devices, name, peer)).adminDown).toBe(true);
    await change(name, 'bgp-peer-enable', { peer });
    expect((await readPeer(devices, name, peer)).adminDown).toBe(false);
  });

  test('a plan that the device refuses half-way changes nothing more and leaves no session behind', async () => {
    open();
    const { port } = await target(name);
    const args = { interface: nowhere[name] };
    const lines = (await renderPlan(devices, name, 'interface-shutdown', { interface: port })).apply.map((line) =>
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

async function change(name: string, mitigation: MitigationName, args: MitigationArguments): Promise<void> {
  const { apply } = await renderPlan(devices, name, mitigation, args);
  const hostKey = devices.inventory.devices[name]?.hostKey ?? '';
  const result = await devices.change(
    name,
    { planHash: 'a'.repeat(64), mitigation, args, lines: apply, hostKey },
    { beforeLine: async () => 'send' },
  );
  expect(result, result.transcript).toMatchObject({ outcome: 'applied', linesSent: apply.length, error: null });
}
