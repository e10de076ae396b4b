import type { Duplex } from 'node:stream';
import type { Outcome } from '../domain/diagnostics.ts';
import type { Device } from './inventory.ts';
import type { DeviceLimits } from './limits.ts';
import { openTcp } from './tcp.ts';

type DialFailure = Extract<Outcome, 'unreachable' | 'auth-failed' | 'host-key-refused' | 'timed-out' | 'cancelled'>;

/**
 * A stream to the device's SSH port and when the device itself was called (performance.now), or why there is none.
 * `detail` does not name the device. Never rejects.
 */
type Dialled = { ok: true; stream: Duplex; calledMs: number } | { ok: false; outcome: DialFailure; detail: string };

/** A way to a device. */
export type Dial = (device: Device, limits: DeviceLimits, signal: AbortSignal | undefined) => Promise<Dialled>;

export const directly: Dial = async ({ address, port }, limits, signal) => {
  const calledMs = performance.now();
  const tcp = await openTcp(address, port, limits.tcpMs, signal);
  if (tcp.ok) return { ok: true, stream: tcp.socket, calledMs };
  if (tcp.reason === 'cancelled') return { ok: false, outcome: 'cancelled', detail: 'cancelled before it answered' };
  return {
    ok: false,
    outcome: 'unreachable',
    detail: `${tcp.detail}. Check that it is up and that port ${port} can be reached from here`,
  };
};
