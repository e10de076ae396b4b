import type { Client, ClientChannel } from 'ssh2';
import { lineToSend, type PassedLine } from './gate.ts';
import type { Device } from './inventory.ts';
import type { DeviceLimits } from './limits.ts';
import { vtyshCommand, vtyshTerminal } from './vtysh-command.ts';

/** One authenticated SSH connection. */
export interface Connection {
  /** False as soon as anything went wrong; a dead connection is never used again. */
  alive(): boolean;
  /** Why it ended; null while it lives. */
  loss(): Loss | null;
  onLoss(listener: () => void): void;
  /** Runs one command in a channel of its own; with `terminal` Ctrl-C can reach it. */
  openExec(line: PassedLine, options: { terminal: boolean; signal?: AbortSignal | undefined }): Promise<ChannelResult>;
  openShell(signal?: AbortSignal): Promise<ChannelResult>;
  /** A connection from there to another machine's port. */
  openTunnel(address: string, port: number, signal?: AbortSignal): Promise<ChannelResult>;
  close(): void;
}

interface Loss {
  /** The device stopped answering, as opposed to a connection that was closed. */
  keepalive: boolean;
  detail: string;
}

/** `refused`: the device does not give this kind of channel; the connection itself is fine. */
type ChannelResult =
  | { ok: true; channel: ClientChannel }
  | { ok: false; reason: 'refused' | 'timed-out' | 'cancelled' | 'lost'; detail: string };

/** Remembers why a connection ended, and tells it once. */
export interface Watch {
  loss: Loss | null;
  listeners: (() => void)[];
}

/** Wide and high, so that a device that ignores "paging off" seldom pages or wraps. */
const window = { term: 'vt100', cols: 511, rows: 1000 };

export function connectionOf(client: Client, watch: Watch, limits: DeviceLimits, login: Device['login']): Connection {
  const inLinux = login === 'linux';
  return {
    alive: () => watch.loss === null,
    loss: () => watch.loss,
    onLoss: (listener) => {
      if (watch.loss) listener();
      else watch.listeners.push(listener);
    },
    openExec: (line, { terminal, signal }) =>
      openChannel(watch, limits, signal, (done) =>
        client.exec(inLinux ? vtyshCommand(line) : lineToSend(line), terminal ? { pty: window } : {}, done),
      ),
    openShell: (signal) =>
      openChannel(watch, limits, signal, (done) =>
        // The login shell itself is never given a line: it would act on it.
        inLinux ? client.exec(vtyshTerminal, { pty: window }, done) : client.shell(window, done),
      ),
    openTunnel: (address, port, signal) =>
      openChannel(watch, limits, signal, (done) => client.forwardOut('127.0.0.1', 0, address, port, done)),
    close: () => {
      watch.loss ??= { keepalive: false, detail: 'we closed the connection' };
      client.end();
      const tooLate = setTimeout(() => client.destroy(), limits.closeMs).unref();
      // A timer that is left would keep all of the connection in memory.
      client.once('close', () => clearTimeout(tooLate));
    },
  };
}

/** ssh2 never calls back when the reply does not come, so there is a limit of our own. */
function openChannel(
  watch: Watch,
  limits: DeviceLimits,
  signal: AbortSignal | undefined,
  start: (done: (error: Error | undefined, channel: ClientChannel) => void) => void,
): Promise<ChannelResult> {
  return new Promise((resolve) => {
    let settled = false;
    const settle = (result: ChannelResult) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      watch.listeners = watch.listeners.filter((listener) => listener !== onLoss);
      signal?.removeEventListener('abort', onAbort);
      resolve(result);
    };
    const onLoss = () =>
      settle({ ok: false, reason: 'lost', detail: watch.loss?.detail ?? 'the connection is closed' });
    const onAbort = () => settle({ ok: false, reason: 'cancelled', detail: 'cancelled' });
    const timer = setTimeout(
      () => settle({ ok: false, reason: 'timed-out', detail: `no channel within ${limits.channelOpenMs / 1000} s` }),
      limits.channelOpenMs,
    );
    if (watch.loss) return onLoss();
    if (signal?.aborted) return onAbort();
    watch.listeners.push(onLoss);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      start((error, channel) => {
        if (error) return watch.loss ? onLoss() : settle({ ok: false, reason: 'refused', detail: error.message });
        channel.on('error', () => channel.destroy());
        // Too late: nobody waits for it any more.
        if (settled) channel.destroy();
        settle({ ok: true, channel });
      });
    } catch (error) {
      settle({ ok: false, reason: 'lost', detail: (error as Error).message });
    }
  });
}
