import ssh2 from 'ssh2';
import { expect } from 'vitest';
import { type Devices, openDevices } from '../../src/device/devices.ts';
import type { Device } from '../../src/device/inventory.ts';
import type { InterfaceRecord } from '../../src/domain/interface-records.ts';
import type { MitigationArguments, MitigationName } from '../../src/domain/mitigation.ts';
import type { BgpPeerRecord } from '../../src/domain/routing-records.ts';
import { Secret } from '../../src/lib/secret.ts';
import { platforms } from '../../src/platforms/index.ts';
import { type Network, startNetwork } from '../../src/sandbox/network/network.ts';
import { shortLimits } from './device-bench.ts';
import { generateClientKey } from './ssh-server.ts';

const keys = { ro: generateClientKey(), rw: generateClientKey() };

/** The simulated network, whose devices let the accounts of `openSimulated` in. */
export function startSimulated(options: { nowMs?: () => number } = {}): Promise<Network> {
  return startNetwork({ keys: { ro: publicKey(keys.ro), rw: publicKey(keys.rw) }, ...options });
}

/** The device layer in front of the simulated network, with limits that a test can wait for. */
export function openSimulated(network: Network, changed: Partial<Device> = {}): Devices {
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
  return openDevices({
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
      // Six devices and their client share this process, often on a busy machine.
      tcpMs: 1_500,
      loginMs: 2_000,
      channelOpenMs: 2_000,
      promptMs: 3_000,
      idleMs: 2_000,
      commandMs: 3_000,
      slowCommandMs: 5_000,
      keepaliveMs: 10_000,
      coalesceMs: 5_000,
    },
    clock: { nowMs: () => Date.now() },
    log: { warn: (message, fields) => expect.fail(`${message}: ${JSON.stringify(fields)}`) },
  });
}

/** The plan that the platform renders from what the device says now. Throws where it refuses. */
export async function renderPlan(
  devices: Devices,
  name: string,
  mitigation: MitigationName,
  args: MitigationArguments,
) {
  const device = devices.inventory.devices[name];
  if (!device) throw new Error(name);
  const renderer = platforms[device.platform].mitigations[mitigation];
  if (!renderer) throw new Error(`${device.platform} has no ${mitigation}`);
  const context = await devices.readLines(name, renderer.contextCommands(args));
  if (!context.ok) throw new Error(context.error);
  const found = (await devices.read(name, { diagnostic: 'interfaces', args: {}, fresh: true })).result
    .records as InterfaceRecord[];
  const peer = args.peer === undefined ? null : await readPeer(devices, name, args.peer);
  const rendered = renderer.render(args, {
    interface: found.find((record) => record.interface === args.interface) ?? null,
    peer,
    context: context.outputs,
    tag: 'ringdown-1f9c22ab',
  });
  if (!rendered.ok) throw new Error(rendered.reason);
  return rendered;
}

/** Throws when the device does not show the peer. */
export async function readPeer(devices: Devices, name: string, peer: string): Promise<BgpPeerRecord> {
  const { result } = await devices.read(name, { diagnostic: 'bgp-peer', args: { peer } });
  const [record] = result.records as BgpPeerRecord[];
  if (!record) throw new Error(`${name}: no peer ${peer}: ${JSON.stringify(result).slice(0, 500)}`);
  return record;
}

/** As the device shows it now; undefined where it shows no such interface. */
export async function readAdminStatus(devices: Devices, name: string, port: string) {
  const { result } = await devices.read(name, { diagnostic: 'interfaces', args: {}, fresh: true });
  return (result.records as InterfaceRecord[]).find((record) => record.interface === port)?.adminStatus;
}

function publicKey(privateKey: string): string {
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  return `${parsed.type} ${parsed.getPublicSSH().toString('base64')}`;
}
