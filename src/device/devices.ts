import type { Clock } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import type { CommandLine } from '../platforms/platform.ts';
import { type Change, type ChangeHooks, type ChangeResult, runChange } from './change.ts';
import type { CredentialSets } from './credentials.ts';
import { type FanOutOptions, fanOut } from './fan-out.ts';
import { createGate } from './gate.ts';
import { seeHostKey } from './hostkeys.ts';
import type { Device, Inventory } from './inventory.ts';
import { createJumps } from './jumps.ts';
import { type ChangedLimits, deviceLimits } from './limits.ts';
import type { Platforms } from './platform-table.ts';
import { createPool } from './pool.ts';
import { type DiagnosticRequest, type Reading, readDiagnostic, readLines } from './read.ts';
import { readLogins } from './read-credentials.ts';
import type { ConnectFailure, SeenHostKey } from './ssh.ts';
import { writeLogins } from './write-credentials.ts';

/** Everything that the rest of ringdown can do with devices. An unknown name throws UserError('usage'). */
export interface Devices {
  inventory: Inventory;
  platforms: Platforms;
  read(name: string, request: DiagnosticRequest, signal?: AbortSignal): Promise<Reading>;
  /** One reading per name, in the same order, always. */
  fanOut(names: readonly string[], request: DiagnosticRequest, options?: FanOutOptions): Promise<Reading[]>;
  /** Read-only lines that a plan needs and no diagnostic holds. */
  readLines(
    name: string,
    commands: readonly CommandLine[],
    signal?: AbortSignal,
  ): Promise<{ ok: true; outputs: string[] } | { ok: false; error: string }>;
  change(name: string, change: Change, hooks: ChangeHooks): Promise<ChangeResult>;
  /** The key the device shows now, without a login. */
  seeHostKey(name: string, signal?: AbortSignal): Promise<SeenHostKey | ConnectFailure>;
  close(): Promise<void>;
}

/** The part of the logger that is needed here. */
interface DeviceLog {
  warn(message: string, fields?: Record<string, unknown>): void;
}

export interface DevicesOptions {
  inventory: Inventory;
  platforms: Platforms;
  credentials: CredentialSets;
  /** Absent values have the defaults of limits.ts. */
  limits?: ChangedLimits;
  clock: Clock;
  log: DeviceLog;
  /** Nobody asks a device a second time: its connection is closed behind the answer. */
  once?: boolean;
  /** People type to this process; see `createIdle`. */
  besidePeople?: boolean;
}

/** Opens nothing yet: a device is connected when it is first asked, and then kept. */
export function openDevices({
  inventory,
  platforms,
  credentials,
  limits: changed,
  clock,
  log,
  once = false,
  besidePeople = false,
}: DevicesOptions): Devices {
  const limits = deviceLimits(changed);
  const gate = createGate((event) => log.warn('the gate refused a line', { security: true, ...event }));
  const logins = readLogins(credentials);
  const jumps = createJumps({ devices: inventory.devices, logins, limits, clock });
  const { dial } = jumps;
  // The way through a jump host is kept all the same: the next device may be behind it, too.
  const poolLimits = once ? { ...limits, idleCloseMs: 0, coalesceMs: 0 } : limits;
  const pool = createPool({ platforms, logins, gate, limits: poolLimits, clock, dial, besidePeople });
  const reading = { platforms, pool, gate, clock };
  const changing = { platforms, logins: writeLogins(credentials), gate, limits, dial };
  const closing = new Set<Promise<unknown>>();
  const device = (name: string): Device => {
    const known = inventory.devices[name];
    if (!known) throw new UserError('usage', `There is no device ${JSON.stringify(name)} in the inventory.`);
    return known;
  };
  return {
    inventory,
    platforms,
    read: async (name, request, signal) => readDiagnostic(reading, device(name), request, signal),
    fanOut: async (names, request, options) => fanOut(reading, names.map(device), request, options),
    readLines: async (name, commands, signal) => readLines(reading, device(name), commands, signal),
    change: async (name, change, hooks) => {
      const running = runChange(changing, device(name), change, hooks).finally(() => {
        // What was true before a change is not an answer to a question after it, on any device.
        pool.forget();
        closing.delete(running);
      });
      pool.forget();
      closing.add(running);
      return running;
    },
    seeHostKey: async (name, signal) => seeHostKey(device(name), limits, { signal, dial }),
    close: async () => {
      pool.close();
      // A line in flight is finished; every step of a change has a limit.
      await Promise.allSettled(closing);
      jumps.close();
    },
  };
}
