import type { App, Receiver } from '@slack/bolt';
import type { Clock } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import type { Log } from '../log.ts';
import { HttpReceiver } from './http-receiver.ts';
import { type Inbox, InboxApp } from './inbox-app.ts';
import { refusalWord } from './refusals.ts';
import { sdkLogger } from './sdk-logger.ts';
import { createSockets, type SlackAlarm } from './sockets.ts';
import { common } from './web-clients.ts';

/** How Slack reaches the bot. */
export type SlackWay =
  | { mode: 'socket'; appToken: string }
  | { mode: 'http'; signingSecret: string /** "127.0.0.1:3000". */; listen: string };

export interface SlackParts {
  way: SlackWay;
  botToken: string;
  apiUrl: string;
  log: Log;
  clock: Clock;
  inbox: Inbox;
  alarm: (alarm: SlackAlarm) => void;
  /** See SocketsParts. */
  countEveryMs?: number;
  confirmMs?: number;
  /** Registers commands, events and buttons, before anything can come in. */
  buildListeners: (app: App) => void | Promise<void>;
}

export interface SlackConnection {
  botUserId: string;
  /** Where Slack's requests arrive in HTTP mode; null in Socket Mode. */
  port: number | null;
  /** "connected" while something can come in. */
  state: () => string;
  /** Ends the intake; resolves within seconds, when nothing can come in any more. */
  stop: () => Promise<void>;
}

/** Connects to Slack. Rejects with UserError when a token is wrong, an address is taken, or Slack does not answer. */
export async function connectSlack(parts: SlackParts): Promise<SlackConnection> {
  return parts.way.mode === 'socket' ? connectBySocket(parts, parts.way) : connectByHttp(parts, parts.way);
}

async function connectBySocket(
  parts: SlackParts,
  { appToken }: SlackWay & { mode: 'socket' },
): Promise<SlackConnection> {
  const sockets = createSockets({ ...parts, appToken });
  const app = appOn(parts, sockets.first);
  const botUserId = await initialise(app);
  await parts.buildListeners(app);
  await sockets.open(app);
  return { botUserId, port: null, state: sockets.state, stop: sockets.stop };
}

async function connectByHttp(parts: SlackParts, way: SlackWay & { mode: 'http' }): Promise<SlackConnection> {
  const { log, clock, alarm } = parts;
  const receiver = new HttpReceiver({ ...way, log, clock, onRateLimited: () => alarm({ kind: 'events-withheld' }) });
  const app = appOn(parts, receiver);
  const botUserId = await initialise(app);
  await parts.buildListeners(app);
  const port = await receiver.start().catch((error: Error) => {
    throw new UserError('failed', `slack.listen ${way.listen} cannot be had: ${error.message}`, { cause: error });
  });
  let isStopped = false;
  return {
    botUserId,
    port,
    state: () => (isStopped ? 'stopped' : 'connected'),
    async stop() {
      isStopped = true;
      await receiver.stop();
    },
  };
}

function appOn({ botToken, apiUrl, log, inbox }: SlackParts, receiver: Receiver): InboxApp {
  return new InboxApp(
    {
      token: botToken,
      receiver,
      deferInitialization: true,
      // Nothing of ours is kept by conversation, and Bolt would look it up for each request.
      convoStore: false,
      logger: sdkLogger(log),
      clientOptions: { ...common(apiUrl), timeout: 10_000 },
    },
    inbox,
  );
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
