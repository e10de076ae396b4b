import type { App, SocketModeReceiver } from '@slack/bolt';
import { type Clock, isoTime } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import type { Log } from '../log.ts';
import { refusalWord } from './refusals.ts';
import { createReceiver, type SocketReceiver } from './socket-receiver.ts';

/** What an operator must hear of, though the bot goes on. `sockets` is Slack's count. */
export type SlackAlarm = { kind: 'events-withheld' } | { kind: 'foreign-socket'; sockets: number };

export interface SocketsParts {
  appToken: string;
  apiUrl: string;
  log: Log;
  clock: Clock;
  alarm: (alarm: SlackAlarm) => void;
  /** How often Slack is asked how many sockets there are. */
  countEveryMs?: number;
  /** A socket that Slack still counts though it died a moment ago is gone after this. */
  confirmMs?: number;
}

export interface Sockets {
  /** The one that the app is made with. */
  first: SocketModeReceiver;
  /** Opens the sockets for an app that has all its listeners. Rejects with UserError when Slack refuses the app token. */
  open: (app: App) => Promise<void>;
  /** "connected" while at least one socket is open. */
  state: () => string;
  /** Closes the sockets; resolves within seconds, when they are gone and nothing opens them any more. */
  stop: () => Promise<void>;
}

/** In a quiet minute asked so often, and once more before it is an alarm: a third socket is noticed within a minute. */
export const countingTimes = { everyMs: 25_000, confirmMs: 30_000 };
/**
 * What Slack sends at the very moment in which the counting socket closes is lost to whoever typed it. While people are
 * typing, it is asked only now and then.
 */
const quietMs = 10_000;
const busyMs = 5 * 60_000;

/**
 * Two sockets on one app, because the SDK is deaf for seconds whenever Slack asks one to reconnect. Slack says how many
 * sockets an app has to whoever opens one, and to nobody else: a third one of ours, open for a moment, asks. One more
 * than ours, twice in half a minute, is somebody else who takes a share.
 */
export function createSockets(parts: SocketsParts): Sockets {
  const { log, clock, alarm, countEveryMs = countingTimes.everyMs, confirmMs = countingTimes.confirmMs } = parts;
  let seenMs = Number.NEGATIVE_INFINITY;
  let askedMs = performance.now();
  const receiverParts = {
    ...parts,
    onRateLimited: () => alarm({ kind: 'events-withheld' }),
    onHello: counted,
    onEnvelope() {
      seenMs = performance.now();
    },
  };
  const receivers = [createReceiver(receiverParts), createReceiver(receiverParts)] as const;
  const watch = watchSockets(
    receivers.map(({ receiver }) => receiver),
    log,
    clock,
  );
  let counter: SocketReceiver | null = null;
  let counting: Promise<void> | null = null;
  let every: NodeJS.Timeout | null = null;
  let confirming: NodeJS.Timeout | null = null;
  let isConfirming = false;
  let isStopped = false;

  function counted(sockets: number): void {
    const ours = receivers.length + (counter === null ? 0 : 1);
    if (sockets <= ours) {
      isConfirming = false;
      return;
    }
    if (isConfirming) {
      isConfirming = false;
      alarm({ kind: 'foreign-socket', sockets: sockets - ours + receivers.length });
    } else if (confirming === null && !isStopped) {
      log.warn('Slack counts more sockets than ours; it is asked again', { sockets, ours });
      confirming = setTimeout(() => {
        confirming = null;
        isConfirming = true;
        every?.refresh();
        count();
      }, confirmMs).unref();
    }
  }

  let served: App | null = null;

  /** Envelopes that come over the counting socket meanwhile are served like all others. */
  function count(): void {
    // One of ours being replaced is counted at its own welcome.
    if (counting !== null || served === null || isStopped || watch.openCount() < receivers.length) return;
    askedMs = performance.now();
    const guest = createReceiver(receiverParts);
    guest.receiver.init(served);
    counter = guest;
    counting = ask(guest).finally(() => {
      counter = null;
      counting = null;
    });
  }

  function countWhenQuiet(): void {
    const nowMs = performance.now();
    if (confirming === null && (nowMs - seenMs > quietMs || nowMs - askedMs > busyMs)) count();
  }

  async function ask(guest: SocketReceiver): Promise<void> {
    try {
      await guest.start();
    } catch (error) {
      log.warn('Slack did not say how many sockets there are', { error });
    }
    await guest.leave();
  }

  const stop = async () => {
    isStopped = true;
    watch.end();
    isConfirming = false;
    if (confirming !== null) clearTimeout(confirming);
    if (every !== null) clearInterval(every);
    await Promise.all([...receivers.map((socket) => socket.end()), counter?.end(), counting]);
  };
  return {
    first: receivers[0].receiver,
    async open(app) {
      served = app;
      receivers[1].receiver.init(app);
      try {
        // One after the other, so that Slack does not ask both to reconnect at the same moment.
        for (const socket of receivers) await socket.start();
      } catch (error) {
        await stop();
        throw new UserError('failed', socketWords(error), { cause: error });
      }
      every = setInterval(countWhenQuiet, countEveryMs).unref();
    },
    state: watch.state,
    stop,
  };
}

function socketWords(error: unknown): string {
  const word = refusalWord(error);
  if (word === null)
    return `No socket to Slack could be opened (${error instanceof Error ? error.message : String(error)}).`;
  return `Slack does not accept the app token (${word}). Put an xapp- token with connections:write into the config.`;
}

function watchSockets(receivers: readonly SocketModeReceiver[], log: Log, clock: Clock) {
  const open = new Set<SocketModeReceiver>();
  let sinceMs = clock.nowMs();
  let ended = false;
  for (const receiver of receivers) {
    receiver.client.on('connected', () => {
      if (open.size === 0) log.info('connected to Slack');
      open.add(receiver);
    });
    // Not 'close': the SDK repeats that half a minute later for a socket that is long replaced.
    receiver.client.on('disconnected', () => {
      if (!open.delete(receiver) || open.size > 0) return;
      sinceMs = clock.nowMs();
      if (!ended) log.warn('no socket to Slack is open; reconnecting');
    });
  }
  return {
    openCount: () => open.size,
    state: () => (open.size > 0 ? 'connected' : ended ? 'stopped' : `disconnected since ${isoTime(sinceMs)}`),
    end: () => {
      ended = true;
    },
  };
}
