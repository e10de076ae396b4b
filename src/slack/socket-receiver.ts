import { setTimeout as pause } from 'node:timers/promises';
import { SocketModeReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Log } from '../log.ts';
import { judge, refusalWord } from './refusals.ts';
import { sdkLogger } from './sdk-logger.ts';
import { common } from './web-clients.ts';

export interface SocketReceiverParts {
  appToken: string;
  apiUrl: string;
  log: Log;
  /** Called with how many sockets of this app Slack counts, this one among them, each time it is welcomed. */
  onHello: (sockets: number) => void;
  /** Called when something comes in. */
  onEnvelope: () => void;
  /** Called when Slack says that it withholds events. */
  onRateLimited: () => void;
}

export interface SocketReceiver {
  receiver: SocketModeReceiver;
  /**
   * Opens the socket; from then on it comes back by itself. Rejects with Slack's error when Slack refuses it for good.
   * Where Slack cannot be reached it resolves, and goes on trying.
   */
  start: () => Promise<void>;
  /** Closes the socket for good; resolves when it is gone and nothing tries to open it any more. */
  end: () => Promise<void>;
  /** The same, once everything that came in over it is acknowledged. */
  leave: () => Promise<void>;
}

/** Slack says hello within this, or the attempt has failed. */
const helloMs = 20_000;
/** Everything is acknowledged within this. */
const acknowledgedMs = 1_000;
const shortestWaitMs = 250;
const longestWaitMs = 10_000;

/**
 * One Socket Mode receiver of Bolt that stays connected. The SDK's own reconnecting (3.1.0) is off: it is deaf for five
 * seconds each time, dies unhandled where Slack refuses an address, and opens a socket after it was told to stop.
 */
export function createReceiver(parts: SocketReceiverParts): SocketReceiver {
  const { appToken, apiUrl, log } = parts;
  const ending = new AbortController();
  const receiver = new SocketModeReceiver({
    appToken,
    logger: sdkLogger(log),
    autoReconnectEnabled: false,
    // Options of its own: the SDK writes into them. Without retries every failure comes here at once.
    installerOptions: { clientOptions: { ...common(apiUrl), timeout: 10_000, fetch: fetchUntil(ending.signal) } },
  });
  const { client } = receiver;
  let opening: Promise<void> | null = null;
  let unanswered = 0;
  client.on('slack_event', () => {
    parts.onEnvelope();
    unanswered += 1;
  });
  client.on('outgoing_message', () => {
    unanswered = Math.max(0, unanswered - 1);
  });
  listenFirst(receiver, parts);

  client.on('disconnected', () => {
    if (opening === null) opening = openUntilItStands().finally(notOpening);
  });

  async function openUntilItStands(): Promise<void> {
    for (let failures = 0; !ending.signal.aborted; failures += 1) {
      try {
        return await open(receiver, ending.signal);
      } catch (error) {
        log.warn('a socket to Slack could not be opened; it is tried again', { error });
        const waitMs = Math.min(longestWaitMs, shortestWaitMs * 1.5 ** failures);
        // Ending cuts the wait short; there is nothing else in its rejection.
        await pause(waitMs, null, { signal: ending.signal }).catch(() => null);
      }
    }
  }

  function notOpening(): void {
    opening = null;
  }

  return {
    receiver,
    async start() {
      const first = open(receiver, ending.signal);
      opening = first.catch((error) => (isForGood(error) ? undefined : openUntilItStands())).finally(notOpening);
      try {
        await first;
      } catch (error) {
        if (isForGood(error)) throw error;
        log.warn('no socket to Slack could be opened yet; it is tried again', { error });
      }
    },
    end,
    async leave() {
      for (let waitedMs = 0; unanswered > 0 && waitedMs < acknowledgedMs; waitedMs += 10) await pause(10);
      await end();
    },
  };

  async function end(): Promise<void> {
    ending.abort();
    await disconnect(receiver);
    await opening;
  }
}

/** Calls that are given up when the signal fires, besides their own time limit. */
function fetchUntil(ending: AbortSignal): NonNullable<WebClientOptions['fetch']> {
  return (url, init) =>
    fetch(url, { ...init, signal: AbortSignal.any([ending, ...(init?.signal ? [init.signal] : [])]) });
}

async function open(receiver: SocketModeReceiver, ending: AbortSignal): Promise<void> {
  const tooLate = setTimeout(() => void receiver.client.disconnect(), helloMs);
  try {
    await receiver.start();
  } catch (error) {
    // A half-open socket would stand beside the next one.
    await disconnect(receiver);
    throw error;
  } finally {
    clearTimeout(tooLate);
  }
  // An address that was on its way when we stopped still becomes a socket.
  if (ending.aborted) await disconnect(receiver);
}

/** Whether asking again with the same token is of no use. */
function isForGood(error: unknown): boolean {
  return refusalWord(error) !== null && judge(error, 'open a socket', { idempotent: true }).status === 'failed';
}

/**
 * Hears every message before the SDK does. The SDK rejects, unhandled and without an acknowledgement, on an envelope that
 * has no event in it (`app_rate_limited`): such envelopes are acknowledged here and never reach it.
 */
function listenFirst({ client }: SocketModeReceiver, { log, onHello, onRateLimited }: SocketReceiverParts): void {
  const listeners = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (data: unknown, isBinary: unknown) => {
    try {
      const eventless = eventlessEnvelope(data);
      if (eventless === null) {
        await Promise.all(listeners.map((listener) => listener(data, isBinary)));
        const sockets = socketsInHello(data);
        if (sockets !== null) onHello(sockets);
        return;
      }
      log.warn('Slack sent an envelope without an event', { type: eventless.type });
      await (client as unknown as { send: (envelope: string) => Promise<void> }).send(eventless.envelope);
      if (eventless.type === 'app_rate_limited') onRateLimited();
    } catch (error) {
      log.error('a message on the socket to Slack could not be handled', { error });
    }
  });
}

function eventlessEnvelope(data: unknown): { envelope: string; type: string } | null {
  if (typeof data !== 'string' || !data.includes('"events_api"')) return null;
  const message = parsed(data) as {
    type?: string;
    envelope_id?: string;
    payload?: { type?: string; event?: { type?: string } };
  } | null;
  if (message?.type !== 'events_api' || message.payload?.event?.type !== undefined || message.envelope_id === undefined)
    return null;
  return { envelope: message.envelope_id, type: String(message.payload?.type) };
}

function socketsInHello(data: unknown): number | null {
  if (typeof data !== 'string' || !data.includes('"hello"')) return null;
  const message = parsed(data) as { type?: string; num_connections?: unknown } | null;
  return message?.type === 'hello' && typeof message.num_connections === 'number' ? message.num_connections : null;
}

/** Null for what is no JSON; the SDK says so itself. */
function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

const closeMs = 3_000;

/** The SDK waits half a minute for Slack's goodbye; asked a second time it closes at once. */
async function disconnect({ client }: SocketModeReceiver): Promise<void> {
  const waiting = new AbortController();
  const late = pause(closeMs, 'late', { signal: waiting.signal }).catch(() => 'closed');
  const first = await Promise.race([client.disconnect(), late]);
  waiting.abort();
  if (first === 'late') await client.disconnect();
}
