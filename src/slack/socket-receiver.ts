import { SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../log.ts';
import { sdkLogger } from './sdk-logger.ts';

export interface SocketReceiver {
  receiver: SocketModeReceiver;
  /** Closes the socket for good; resolves when it is gone, or after five seconds at the latest. */
  end: () => Promise<void>;
}

/** One Socket Mode receiver of Bolt, with what its SDK (3.1.0) gets wrong put right. */
export function createReceiver({
  appToken,
  apiUrl,
  log,
}: {
  appToken: string;
  apiUrl: string;
  log: Log;
}): SocketReceiver {
  let ended = false;
  const receiver = new SocketModeReceiver({
    appToken,
    logger: sdkLogger(log),
    // Options of its own: the SDK writes into them. It never gives up, because after it does it stays deaf in silence.
    installerOptions: {
      clientOptions: {
        slackApiUrl: apiUrl,
        timeout: 10_000,
        retryConfig: { retries: 1000, factor: 1.3, minTimeout: 250, maxTimeout: 10_000 },
        // Retries cannot be called off: once ended, the next one is held for ever and no socket comes of it.
        fetch: (url, init) => (ended ? new Promise<Response>(() => {}) : fetch(url, init)),
      },
    },
  });
  const { client } = receiver;
  // An address that was on its way when we stopped still becomes a socket.
  client.on('connected', () => {
    if (ended) void disconnect(receiver, log);
  });
  surviveEventless(receiver, log);
  return {
    receiver,
    async end() {
      if (ended) return;
      ended = true;
      await disconnect(receiver, log);
    },
  };
}

/**
 * The SDK rejects, unhandled and without an acknowledgement, on an envelope that has no event in it (`app_rate_limited`).
 * Such envelopes are acknowledged here and never reach it.
 */
function surviveEventless({ client }: SocketModeReceiver, log: Log): void {
  const listeners = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (data: unknown, isBinary: unknown) => {
    try {
      const eventless = eventlessEnvelope(data);
      if (eventless === null) await Promise.all(listeners.map((listener) => listener(data, isBinary)));
      else {
        log.warn('Slack sent an envelope without an event', { type: eventless.type });
        await (client as unknown as { send: (envelope: string) => Promise<void> }).send(eventless.envelope);
      }
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

/** Null for what is no JSON; the SDK says so itself. */
function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

const closeMs = 5_000;

/** The receiver's own `stop` resolves while the socket is still open. */
async function disconnect({ client }: SocketModeReceiver, log: Log): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closeMs);
  });
  try {
    await Promise.race([client.disconnect(), late]);
  } catch (error) {
    log.warn('a socket to Slack did not close in order', { error });
  } finally {
    clearTimeout(timer);
  }
}
