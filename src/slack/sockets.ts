import { App, type SocketModeReceiver } from '@slack/bolt';
import { type Clock, isoTime } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import type { Log } from '../log.ts';
import { refusalWord } from './refusals.ts';
import { sdkLogger } from './sdk-logger.ts';
import { createReceiver } from './socket-receiver.ts';
import { common } from './web-clients.ts';

export interface SlackParts {
  botToken: string;
  appToken: string;
  apiUrl: string;
  log: Log;
  clock: Clock;
  /** Registers commands, events and buttons, before the first socket opens. */
  buildListeners: (app: App) => void | Promise<void>;
}

export interface SlackConnection {
  botUserId: string;
  /** "connected" while at least one socket is open. */
  state: () => string;
  /** Closes the sockets; resolves within seconds, when they are gone and nothing opens them any more. */
  stop: () => Promise<void>;
}

/**
 * Connects by Socket Mode over two sockets, because the SDK is deaf for seconds whenever Slack asks one to reconnect.
 * Rejects with UserError when a token is wrong or Slack does not answer.
 */
export async function connectSlack(parts: SlackParts): Promise<SlackConnection> {
  const { botToken, apiUrl, log, clock } = parts;
  const sockets = [createReceiver(parts), createReceiver(parts)] as const;
  const [first, second] = sockets;
  const receivers = sockets.map(({ receiver }) => receiver);
  const watch = watchSockets(receivers, log, clock);
  const app = new App({
    token: botToken,
    receiver: first.receiver,
    deferInitialization: true,
    logger: sdkLogger(log),
    clientOptions: { ...common(apiUrl), timeout: 10_000 },
  });
  second.receiver.init(app);
  const botUserId = await initialise(app);
  await parts.buildListeners(app);
  const stop = async () => {
    watch.end();
    await Promise.all(sockets.map((socket) => socket.end()));
  };
  try {
    // One after the other, so that Slack does not ask both to reconnect at the same moment.
    for (const socket of sockets) await socket.start();
  } catch (error) {
    await stop();
    throw new UserError('failed', socketWords(error), { cause: error });
  }
  return { botUserId, state: watch.state, stop };
}

async function initialise(app: App): Promise<string> {
  try {
    await app.init();
    const { user_id: userId } = await app.client.auth.test();
    if (userId !== undefined) return userId;
  } catch (error) {
    const word = refusalWord(error);
    const said =
      word === null
        ? `Slack does not answer (${error instanceof Error ? error.message : String(error)}). Check the network and slack.apiUrl.`
        : `Slack does not accept the bot token (${word}). Put the xoxb- token of the installed app into the config.`;
    throw new UserError('failed', said, { cause: error });
  }
  throw new UserError(
    'failed',
    'The bot token belongs to no bot. Put the xoxb- token of the installed app into the config.',
  );
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
