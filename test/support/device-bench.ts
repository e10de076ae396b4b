import { onTestFinished } from 'vitest';
import type { CredentialSets } from '../../src/device/credentials.ts';
import { createGate, type SecurityEvent } from '../../src/device/gate.ts';
import type { Device } from '../../src/device/inventory.ts';
import { createJumps } from '../../src/device/jumps.ts';
import { type DeviceLimits, defaultLimits } from '../../src/device/limits.ts';
import type { Platforms } from '../../src/device/platform-table.ts';
import { createPool } from '../../src/device/pool.ts';
import { type Reading, readDiagnostic } from '../../src/device/read.ts';
import { readLogins } from '../../src/device/read-credentials.ts';
import { type DiagnosticName, platformNames } from '../../src/domain/diagnostics.ts';
import { Secret } from '../../src/lib/secret.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { generateClientKey, type Script, type ScriptedDevice, startScriptedDevice } from './ssh-server.ts';
import { testPlatform } from './test-platform.ts';

/** Limits short enough for a test to wait for them. */
export const shortLimits: DeviceLimits = {
  ...defaultLimits,
  tcpMs: 300,
  loginMs: 400,
  channelOpenMs: 250,
  promptMs: 400,
  idleMs: 250,
  commandMs: 800,
  slowCommandMs: 1_200,
  quietMs: 25,
  lostLineMs: 150,
  closeMs: 100,
  keepaliveMs: 100,
  keepaliveCount: 2,
  coalesceMs: 0,
};

export const clientKey = generateClientKey();

export const keyLogin = {
  username: 'ringdown-ro',
  secret: { kind: 'privateKey', value: new Secret(clientKey) },
} as const;
export const passwordLogin = {
  username: 'ringdown-ro',
  secret: { kind: 'password', value: new Secret('correct') },
} as const;

export const keyCredentials: CredentialSets = {
  default: { read: { username: 'ringdown-ro', privateKey: () => new Secret(clientKey) } },
};

/** A scripted device that is gone when the test ends. */
export async function scripted(script: Script = {}): Promise<ScriptedDevice> {
  const server = await startScriptedDevice(script);
  onTestFinished(() => server.close());
  return server;
}

export function deviceAt(server: Pick<ScriptedDevice, 'port' | 'fingerprint'>, changed: Partial<Device> = {}): Device {
  return {
    name: 'leaf1',
    platform: 'frr',
    address: '127.0.0.1',
    port: server.port,
    hostKey: server.fingerprint,
    site: null,
    role: null,
    tags: [],
    credentials: 'default',
    legacyCrypto: false,
    login: null,
    jump: null,
    ...changed,
  };
}

/** One platform under all names. */
export function everywhere(platform: Platform): Platforms {
  return Object.fromEntries(platformNames.map((name) => [name, platform])) as unknown as Platforms;
}

/** Everything that readings need, over one test platform for all names. */
export function bench(
  options: {
    platform?: Platform;
    limits?: Partial<DeviceLimits>;
    credentials?: CredentialSets;
    nowMs?: () => number;
    /** Jump hosts of the devices, by name. */
    jumpHosts?: Record<string, Device>;
  } = {},
) {
  const platform = options.platform ?? testPlatform({ name: 'frr', session: 'exec' });
  const platforms = everywhere(platform);
  const limits = { ...shortLimits, ...options.limits };
  const refused: SecurityEvent[] = [];
  const gate = createGate((event) => refused.push(event));
  const clock = { nowMs: options.nowMs ?? (() => Date.now()) };
  const logins = readLogins(options.credentials ?? keyCredentials);
  const jumps = createJumps({ devices: options.jumpHosts ?? {}, logins, limits, clock });
  const pool = createPool({ platforms, logins, gate, limits, clock, dial: jumps.dial });
  onTestFinished(() => {
    pool.close();
    jumps.close();
  });
  const parts = { platforms, pool, gate, clock };
  return {
    ...parts,
    limits,
    refused,
    read: (device: Device, signal?: AbortSignal, diagnostic: DiagnosticName = 'version'): Promise<Reading> =>
      readDiagnostic(parts, device, { diagnostic, args: {} }, signal),
  };
}
