import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../lib/clock.ts';
import { type CommandReply, failedReply } from './command-reply.ts';
import type { Connection } from './connection.ts';
import type { Dial } from './dial.ts';
import { type RunOptions, runExec } from './exec.ts';
import type { Gate, PassedLine } from './gate.ts';
import type { Device } from './inventory.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import type { DeviceLimits } from './limits.ts';
import { createLoginPause } from './login-pause.ts';
import { openShell } from './open-shell.ts';
import { type Platforms, platformOf } from './platform-table.ts';
import type { ReadLogins } from './read-credentials.ts';
import type { Shell } from './shell.ts';
import { type ConnectFailure, connect } from './ssh.ts';

/** The one kept connection to a device and what is known about it. */
export interface Lane {
  slots: Limiter;
  /** False when the next line has to log in first. */
  connected(): boolean;
  run(line: PassedLine, options: RunOptions): Promise<CommandReply>;
  /** Call when a job ended; an unused connection is closed after a while. */
  rest(): void;
  close(): void;
}

interface LaneParts {
  platforms: Platforms;
  logins: ReadLogins;
  gate: Gate;
  limits: DeviceLimits;
  clock: Clock;
  dial?: Dial | undefined;
}

export function createLane(device: Device, { platforms, logins, gate, limits, clock, dial }: LaneParts): Lane {
  const platform = platformOf(platforms, device.platform);
  const pause = createLoginPause(limits);
  const closing = new AbortController();
  let connecting: Promise<{ ok: true; connection: Connection } | ConnectFailure> | null = null;
  let connection: Connection | null = null;
  let idleShells: Shell[] = [];
  let terminalUntilMs = platform.session === 'shell' ? Number.POSITIVE_INFINITY : 0;
  let oneChannelUntilMs = 0;
  let idle: NodeJS.Timeout | undefined;

  const onTerminal = () => clock.nowMs() < terminalUntilMs;
  const channelsAtOnce = () => (clock.nowMs() < oneChannelUntilMs ? 1 : limits.execChannelsPerDevice);
  const slots = createLimiter(() => (onTerminal() ? limits.shellsPerDevice : channelsAtOnce()), limits.queuePerDevice);
  /** Held only while a channel is in use, so that a job that was refused one can wait until the others are gone. */
  const channels = createLimiter(channelsAtOnce, Number.POSITIVE_INFINITY);

  const drop = () => {
    connection?.close();
    connection = null;
    idleShells = [];
  };

  const logIn = async (): Promise<{ ok: true; connection: Connection } | ConnectFailure> => {
    const blocked = pause.blocked(clock.nowMs());
    if (blocked) return blocked;
    const loaded = logins(device.credentials);
    const made = loaded.ok
      ? await connect(device, loaded.login, limits, { signal: closing.signal, dial })
      : ({
          ok: false,
          outcome: 'auth-failed',
          error: `${device.name}: ${loaded.problem}. Nothing was tried.`,
        } as const);
    if (!made.ok) {
      pause.failed(made, clock.nowMs());
      return made;
    }
    pause.succeeded();
    connection = made.connection;
    idleShells = [];
    made.connection.onLoss(() => {
      if (connection === made.connection) connection = null;
      if (made.connection.loss()?.keepalive) slots.loseWaiting();
    });
    return made;
  };

  /** Several jobs of one device share one attempt; one that is cancelled leaves it to the others. */
  const reach = async (signal?: AbortSignal): Promise<{ connection: Connection; kept: boolean } | CommandReply> => {
    connecting ??= logIn().finally(() => {
      connecting = null;
    });
    const made = await unlessAborted(connecting, signal);
    if (made === 'aborted') return failedReply('cancelled', 'cancelled before the login was done');
    return made.ok ? { connection: made.connection, kept: false } : failedReply(made.outcome, made.error);
  };

  const onShell = async (over: Connection, line: PassedLine, options: RunOptions): Promise<CommandReply> => {
    let shell = idleShells.pop();
    if (!shell?.alive()) {
      const opened = await openShell(over, device, platform, gate, limits, { elevate: false, signal: options.signal });
      if (!opened.ok) return opened.reply;
      shell = opened.shell;
    }
    const reply = await shell.run(line, options);
    if (shell.alive() && over === connection) idleShells.push(shell);
    return reply;
  };

  const attempt = async (
    line: PassedLine,
    options: RunOptions,
    tries: number,
  ): Promise<{ reply: CommandReply; again: boolean }> => {
    const reached = connection?.alive() ? { connection, kept: true } : await reach(options.signal);
    if ('outcome' in reached) return { reply: reached, again: false };
    const over = reached.connection;
    if (onTerminal()) return lostBeforeUse(await onShell(over, line, options), reached);
    if ((await channels.acquire(options.signal)) !== 'acquired')
      return { reply: failedReply('cancelled', 'cancelled'), again: false };
    const reply = await runExec(over, line, limits, options);
    // A device that takes one at a time needs a moment to notice that the last one is gone.
    if (channelsAtOnce() === 1) setTimeout(channels.release, channelGapMs);
    else channels.release();
    if (reply.outcome !== 'no-exec') return lostBeforeUse(reply, reached);
    const refused = failedReply('unreachable', `the device refused the command channel (${reply.error})`);
    if (tries === 1) {
      // Perhaps it only takes one channel at a time.
      oneChannelUntilMs = clock.nowMs() + limits.execRefusedMs;
      await sleep(channelGapMs);
      return { reply: refused, again: true };
    }
    terminalUntilMs = clock.nowMs() + limits.execRefusedMs;
    // Some devices give one channel per connection, so the terminal gets a fresh one.
    drop();
    return { reply: refused, again: true };
  };

  return {
    slots,
    connected: () => connection?.alive() === true,
    async run(line, options) {
      for (let tries = 1; ; tries += 1) {
        const { reply, again } = await attempt(line, options, tries);
        if (!again || tries === mostTries || options.signal?.aborted) return reply;
      }
    },
    rest: () => {
      // Set once and then set back: it may ring in the middle of a job, where it does nothing.
      idle ??= setTimeout(() => {
        if (slots.running() === 0) drop();
      }, limits.idleCloseMs).unref();
      idle.refresh();
    },
    close: () => {
      closing.abort();
      clearTimeout(idle);
      slots.loseWaiting();
      drop();
    },
  };
}

/** A first try, one after a kept connection proved dead, two after a channel was refused. */
const mostTries = 4;

const channelGapMs = 50;

/** A kept connection that was already gone when the command was to be sent is worth one more try. */
function lostBeforeUse(
  reply: CommandReply,
  { connection, kept }: { connection: Connection; kept: boolean },
): { reply: CommandReply; again: boolean } {
  const again = kept && reply.outcome === 'unreachable' && reply.output === '' && connection.loss()?.keepalive !== true;
  return { reply, again };
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T | 'aborted'> {
  if (!signal) return work;
  if (signal.aborted) return Promise.resolve('aborted');
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve('aborted');
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
