import type { PlatformName } from '../../domain/diagnostics.ts';
import { aristaCli } from './arista/cli.ts';
import type { DeviceCli, DeviceContext } from './cli.ts';
import type { Fault } from './faults.ts';
import { frrCli } from './frr/cli.ts';
import { junosCli } from './junos/cli.ts';
import { advance, createModel, cut, heal, type LinkRef, setLoss } from './model.ts';
import { seededRandom } from './random.ts';
import { type SidePanel, sidePanel } from './side-panel.ts';
import { type Account, type SshDevice, startSshDevice } from './ssh-device.ts';
import type { LogEvent, NetworkState } from './state.ts';
import { type DeviceName, type DeviceSpec, deviceSpecs } from './topology.ts';
import type { TranscriptEntry } from './transcript.ts';

export interface NetworkOptions {
  /** OpenSSH public keys of the accounts `ringdown-ro` and `ringdown-rw`. */
  keys: { ro: string; rw: string };
  passwords?: { ro?: string; rw?: string };
  seed?: number;
  /** Milliseconds since the epoch; the machine's clock when absent. */
  nowMs?: () => number;
  /** Loopback only. */
  host?: '127.0.0.1';
}

interface NetworkDevice {
  name: DeviceName;
  platform: PlatformName;
  role: DeviceSpec['role'];
  site: string;
  address: string;
  port: number;
  /** `SHA256:…` */
  hostKeySha256: string;
}

export interface Network {
  devices: NetworkDevice[];
  /** A link id means both directions; `{ a, b }` the one from a to b, whose packets then arrive damaged at b. */
  setLoss(link: LinkRef, percent: number): void;
  cut(link: LinkRef): void;
  /** No cut and no loss any more; admin states stay as they are. */
  heal(link: LinkRef): void;
  state(): SidePanel;
  /** What happened so far, oldest first. */
  events(): readonly LogEvent[];
  transcript(device: DeviceName): readonly TranscriptEntry[];
  setFault(device: DeviceName, fault: Fault | null): Promise<void>;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

const platforms: Partial<Record<PlatformName, { ident: string; cli: (context: DeviceContext) => DeviceCli }>> = {
  arista_eos: { ident: 'OpenSSH_8.7', cli: aristaCli },
  juniper_junos: { ident: 'OpenSSH_7.9', cli: junosCli },
  frr: { ident: 'OpenSSH_9.2p1 Debian-2+deb12u3', cli: frrCli },
};

/** Starts the six devices on loopback; throws when a key cannot be read. */
export async function startNetwork(options: NetworkOptions): Promise<Network> {
  const nowMs = options.nowMs ?? (() => Date.now());
  const host = options.host ?? '127.0.0.1';
  const model = createModel(seededRandom(options.seed ?? 1), nowMs());
  const network = (): NetworkState => {
    advance(model, nowMs());
    return model;
  };
  const accounts: Account[] = [
    account('ringdown-ro', true, options.keys.ro, options.passwords?.ro),
    account('ringdown-rw', false, options.keys.rw, options.passwords?.rw),
  ];
  const started = new Map<DeviceName, { ssh: SshDevice; fault: Fault | null }>();
  for (const device of deviceSpecs) {
    const simulator = platforms[device.platform];
    if (!simulator) throw new Error(`${device.name}: there is no simulator of ${device.platform}`);
    const { ident, cli } = simulator;
    const ssh = await startSshDevice({ host, ident, accounts, cli: cli({ device, network }), nowMs });
    started.set(device.name, { ssh, fault: null });
  }
  const running = (name: DeviceName) => {
    const found = started.get(name);
    if (!found) throw new Error(`no device "${name}"; there are: ${[...started.keys()].join(', ')}`);
    return found;
  };

  return {
    devices: deviceSpecs.map(({ name, platform, role, site }) => {
      const { ssh } = running(name);
      return { name, platform, role, site, address: host, port: ssh.port, hostKeySha256: ssh.hostKeySha256 };
    }),
    setLoss: (link, percent) => setLoss(network(), link, percent),
    cut: (link) => cut(network(), link),
    heal: (link) => heal(network(), link),
    state: () => sidePanel(network(), (name) => running(name).fault),
    events: () => network().log,
    transcript: (name) => running(name).ssh.transcript,
    async setFault(name, fault) {
      const device = running(name);
      device.fault = fault;
      await device.ssh.setFault(fault);
    },
    async close() {
      await Promise.all([...started.values()].map(({ ssh }) => ssh.close()));
    },
  };
}

function account(user: string, readOnly: boolean, publicKey: string, password: string | undefined): Account {
  return { user, readOnly, publicKey, ...(password !== undefined && { password }) };
}
