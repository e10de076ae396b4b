import type { Clock } from '../lib/clock.ts';
import type { Connection } from './connection.ts';
import { type Dial, directly } from './dial.ts';
import type { Device } from './inventory.ts';
import type { DeviceLimits } from './limits.ts';
import { createLoginPause } from './login-pause.ts';
import type { ReadLogins } from './read-credentials.ts';
import { type ConnectFailure, connect } from './ssh.ts';

/** The ways to devices behind jump hosts. */
export interface Jumps {
  /** Directly, or through the device's jump host, whose one connection is kept and shared. */
  dial: Dial;
  close(): void;
}

interface JumpParts {
  devices: Readonly<Record<string, Device>>;
  /** A jump host only forwards, so it is always logged into with its read account, for changes as well. */
  logins: ReadLogins;
  limits: DeviceLimits;
  clock: Clock;
}

interface JumpHost {
  reach(): Promise<{ ok: true; connection: Connection } | ConnectFailure>;
  enter(): void;
  leave(): void;
  close(): void;
}

/**
 * A jump host is an entry of the inventory like any other: its key is pinned, its login is tried once and then paused
 * like that of a device. Nothing but forwarded connections is ever opened on it.
 */
export function createJumps({ devices, logins, limits, clock }: JumpParts): Jumps {
  const hosts = new Map<string, JumpHost>();
  const closing = new AbortController();
  const hostOf = (host: Device): JumpHost => {
    const known = hosts.get(host.name);
    if (known) return known;
    const made = createJumpHost(host, logins, limits, clock, closing.signal);
    hosts.set(host.name, made);
    return made;
  };
  return {
    dial: async (device, dialLimits, signal) => {
      if (device.jump === null) return directly(device, dialLimits, signal);
      const host = devices[device.jump];
      if (!host) return { ok: false, outcome: 'unreachable', detail: `its jump host ${device.jump} is not known` };
      const through = hostOf(host);
      const reached = await through.reach();
      if (!reached.ok)
        return { ok: false, outcome: reached.outcome, detail: `through its jump host: ${reached.error}` };
      through.enter();
      const calledMs = performance.now();
      const opened = await reached.connection.openTunnel(device.address, device.port, signal);
      if (opened.ok) {
        opened.channel.once('close', through.leave);
        return { ok: true, stream: opened.channel, calledMs };
      }
      through.leave();
      if (opened.reason === 'cancelled') return { ok: false, outcome: 'cancelled', detail: 'cancelled' };
      const to = `${device.address}:${device.port}`;
      return {
        ok: false,
        outcome: 'unreachable',
        detail: `its jump host ${host.name} (${host.address}) gave no way to ${to} (${opened.detail})`,
      };
    },
    close: () => {
      closing.abort();
      for (const host of hosts.values()) host.close();
    },
  };
}

function createJumpHost(
  host: Device,
  logins: ReadLogins,
  limits: DeviceLimits,
  clock: Clock,
  signal: AbortSignal,
): JumpHost {
  const pause = createLoginPause(limits);
  let connection: Connection | null = null;
  let connecting: ReturnType<JumpHost['reach']> | null = null;
  let inUse = 0;
  let idle: NodeJS.Timeout | undefined;

  const drop = () => {
    connection?.close();
    connection = null;
  };

  const logIn: JumpHost['reach'] = async () => {
    const blocked = pause.blocked(clock.nowMs());
    if (blocked) return blocked;
    const loaded = logins(host.credentials);
    if (!loaded.ok)
      return { ok: false, outcome: 'auth-failed', error: `${host.name}: ${loaded.problem}. Nothing was tried.` };
    const made = await connect(host, loaded.login, limits, { signal });
    if (!made.ok) {
      pause.failed(made, clock.nowMs());
      return made;
    }
    pause.succeeded();
    connection = made.connection;
    return made;
  };

  return {
    reach: async () => {
      if (connection?.alive()) return { ok: true, connection };
      connecting ??= logIn().finally(() => {
        connecting = null;
      });
      return connecting;
    },
    enter: () => {
      inUse += 1;
      clearTimeout(idle);
    },
    leave: () => {
      inUse -= 1;
      if (inUse === 0) idle = setTimeout(drop, limits.idleCloseMs).unref();
    },
    close: () => {
      clearTimeout(idle);
      drop();
    },
  };
}
