import type { SocketModeReceiver } from '@slack/bolt';
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
  /** A socket that Slack still counts though it died a moment ago is gone after this. Default 30 s. */
  confirmMs?: number;
}

export interface Sockets {
  first: SocketModeReceiver;
  second: SocketModeReceiver;
  /** Rejects with UserError when Slack refuses the app token. */
  open: () => Promise<void>;
  /** "connected" while at least one socket is open. */
  state: () => string;
  /** Closes the sockets; resolves within seconds, when they are gone and nothing opens them any more. */
  stop: () => Promise<void>;
}

/**
 * Two sockets on one app, because the SDK is deaf for seconds whenever Slack asks one to reconnect. Slack counts the
 * sockets of an app at each welcome: one more than ours, twice in half a minute, is somebody else who takes a share.
 */
export function createSockets(parts: SocketsParts): Sockets {
  const { log, clock, alarm, confirmMs = 30_000 } = parts;
  const onRateLimited = () => alarm({ kind: 'events-withheld' });
  const receivers = [0, 1].map((n) =>
    createReceiver({ ...parts, onRateLimited, onHello: (count) => counted(n, count) }),
  );
  const [first, second] = receivers as [SocketReceiver, SocketReceiver];
  const watch = watchSockets([first.receiver, second.receiver], log, clock);
  let confirming: NodeJS.Timeout | null = null;
  let isConfirming = false;

  function counted(n: number, sockets: number): void {
    if (sockets <= receivers.length) {
      isConfirming = false;
      return;
    }
    if (isConfirming) {
      isConfirming = false;
      alarm({ kind: 'foreign-socket', sockets });
    } else if (confirming === null) {
      log.warn('Slack counts more sockets than ours; it is asked again', { sockets });
      confirming = setTimeout(() => {
        confirming = null;
        isConfirming = true;
        void receivers[n]?.renew();
      }, confirmMs);
      confirming.unref();
    }
  }

  const stop = async () => {
    watch.end();
    isConfirming = false;
    if (confirming !== null) clearTimeout(confirming);
    await Promise.all(receivers.map((socket) => socket.end()));
  };
  return {
    first: first.receiver,
    second: second.receiver,
    async open() {
      try {
        // One after the other, so that Slack does not ask both to reconnect at the same moment.
        for (const socket of receivers) await socket.start();
      } catch (error) {
        await stop();
        throw new UserError('failed', socketWords(error), { cause: error });
      }
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
    state: () => (open.size > 0 ? 'connected' : ended ? 'stopped' : `disconnected since ${isoTime(sinceMs)}`),
    end: () => {
      ended = true;
    },
  };
}
