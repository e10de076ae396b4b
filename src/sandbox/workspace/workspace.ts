import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { type AppDoor, deliverTwice } from './app-door.ts';
import { type AsUser, createAsUser } from './as-user.ts';
import { deliverEvents } from './events.ts';
import { createFaults, type Fault } from './faults.ts';
import { receiveUpload } from './files.ts';
import { isOwnRequest, readBody } from './guard.ts';
import { createHttpMode } from './http-mode.ts';
import { createInteractions } from './interactions.ts';
import type { Doors } from './methods/method.ts';
import { createPageServer, type SidePanel } from './page-server.ts';
import { createRateLimits } from './rate-limits.ts';
import { createResponseUrls } from './response-urls.ts';
import { createSocketMode, type DisconnectReason } from './socket-mode.ts';
import { createTriggers } from './triggers.ts';
import { createTrouble } from './trouble.ts';
import { openViews } from './views.ts';
import { waitFor } from './wait-for.ts';
import { answerCall, type CallRecord } from './web-api.ts';
import {
  type Channel,
  createWorld,
  type Ephemeral,
  type Message,
  type Person,
  type Shortcut,
  type StoredFile,
  type UserGroup,
  type View,
} from './world.ts';

export type WorkspaceOptions = {
  /** 0, the default, takes any free port. */
  port?: number;
  people: readonly Person[];
  teamId?: string;
  teamName?: string;
  botToken: string;
  appToken: string;
  bot: { userId: string; botId: string; name: string };
  /** Slash commands of the app, with their slash. */
  commands: readonly string[];
  /** Shortcuts of the app, as its manifest lists them. Default: none. */
  shortcuts?: readonly Shortcut[];
  /** Default: one channel `C0GENERAL` named general. Without `members` everybody is in it, the bot too. */
  channels?: Parameters<typeof createWorld>[0]['channels'];
  userGroups?: readonly UserGroup[];
  nowMs?: () => number;
  /** Whether chat.postMessage answers 429 beyond about one a second per channel. Default true. */
  rateLimits?: boolean;
  /** Signs requests to the app's address instead of opening sockets; see `setRequestUrl`. */
  signingSecret?: string;
  ackDeadlineMs?: number;
  /** Waits before each redelivery of an event that nobody acknowledged. Default: at once, 1 min, 5 min. */
  retryDelaysMs?: readonly number[];
  sidePanel?: SidePanel;
  /** Takes the place of the app's sockets and of signed requests. */
  door?: AppDoor;
};

export type Workspace = {
  /** `http://127.0.0.1:port/` */
  url: string;
  apiUrl: string;
  port: number;
  close: () => Promise<void>;
  channels: () => Channel[];
  /** Oldest first, thread replies among them. Throws when there is no such channel. */
  messages: (channel: string) => Message[];
  /** Every file that was reserved, shared or not. */
  files: () => StoredFile[];
  ephemerals: (user: string) => Ephemeral[];
  /** Open modals and published Home tabs. */
  views: () => View[];
  log: () => readonly CallRecord[];
  /** Calls and acks that strictness refused: what a correct app leaves empty. Injected faults are not in it. */
  rejected: () => CallRecord[];
  asUser: (id: string) => AsUser;
  faults: {
    next: (method: string, fault: Fault, times?: number) => void;
    /** Decides for every call for which no `next` waits. */
    each: (decide: (method: string) => Fault | null) => void;
    revokeToken: (isRevoked: boolean) => void;
    /** Deactivates somebody's account. */
    deactivate: (user: string) => void;
    /** Who is in a user group from now on. */
    setUserGroup: (id: string, users: readonly string[]) => void;
    /** Shares a channel with another organisation, or stops. */
    shareChannel: (id: string, isShared: boolean) => void;
    /** Takes scopes from the app; an empty list gives all back. */
    withoutScopes: (scopes: readonly string[]) => void;
    /** Asks the oldest `count` sockets, or all, to reconnect. */
    disconnectSockets: (reason: DisconnectReason, count?: number) => void;
    killSockets: () => void;
    /** While down, every call gets a 503 and no socket lives. */
    down: (isDown: boolean) => void;
    /** While on, everything reaches the app twice: the same event, command, click, the same signed bytes. */
    twice: (isTwice: boolean) => void;
    /** Tells the app that its events are withheld for a minute. */
    withholdEvents: () => Promise<void>;
  };
  socketCount: () => number;
  /** HTTP mode: where the app listens. Rejects when it fails Slack's handshake. */
  setRequestUrl: (url: string) => Promise<void>;
  /** Resolves with the first truthy value of `predicate`, asked after every change; rejects after `timeoutMs`. */
  waitFor: <T>(predicate: () => T | null | undefined | false, timeoutMs?: number) => Promise<T>;
};

/**
 * Starts a local Slack workspace on 127.0.0.1: Web API, Socket Mode and a page for its people, as strict as Slack.
 * Rejects when the port is taken. `close` ends every connection, timer and stream of its own.
 */
export async function startWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const nowMs = options.nowMs ?? Date.now;
  const world = createWorld({
    team: { id: options.teamId ?? 'T0RINGDOWN', name: options.teamName ?? 'Ringdown', domain: 'ringdown' },
    bot: options.bot,
    commands: options.commands,
    shortcuts: options.shortcuts ?? [],
    people: options.people.filter((person) => person.id !== options.bot.userId),
    channels: options.channels ?? [{ id: 'C0GENERAL', name: 'general' }],
    userGroups: options.userGroups ?? [],
    nowMs,
  });
  const log: CallRecord[] = [];
  const ending = new AbortController();
  const faults = createFaults();
  const ackDeadlineMs = options.ackDeadlineMs ?? 3_000;
  const sockets = createSocketMode({ appId: world.appId, ackDeadlineMs, random: Math.random });
  const http = createHttpMode({ signingSecret: options.signingSecret ?? '', ackDeadlineMs, nowMs });
  let isTwice = false;
  const door: AppDoor = deliverTwice(
    options.door ?? (options.signingSecret === undefined ? sockets : http),
    () => isTwice,
  );
  const triggers = createTriggers(nowMs);
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const responseUrls = createResponseUrls(world, () => origin);
  const record = (call: CallRecord) => {
    log.push(call);
    world.changed();
  };
  const interactions = createInteractions({
    world,
    door,
    triggers,
    responseUrls,
    refuse: (method, { error, messages }) =>
      record({ method, args: {}, atMs: nowMs(), status: 200, ok: false, error, messages, isInjected: false }),
  });
  deliverEvents(world, door, {
    retryDelaysMs: options.retryDelaysMs ?? [0, 60_000, 300_000],
    signal: ending.signal,
  });
  const asUser = (id: string) => createAsUser(world, interactions, id);
  const goDown = (isDown: boolean) => {
    faults.down(isDown);
    if (isDown) sockets.kill();
  };
  const trouble = createTrouble({ faults, killSockets: sockets.kill, goDown, changed: world.changed });
  const pages = createPageServer({ world, asUser, trouble, panel: options.sidePanel ?? null });
  const doors: Doors = {
    origin,
    openSocketUrl: () => sockets.openUrl(`127.0.0.1:${port}`),
    useTrigger: triggers.use,
  };
  const api = {
    world,
    doors,
    faults,
    rateLimits: options.rateLimits === false ? null : createRateLimits(() => performance.now()),
    tokens: { bot: options.botToken, app: options.appToken },
    taken: { isTokenRevoked: false, scopes: new Set<string>() },
    record,
    signal: ending.signal,
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwnRequest(request, port)) {
      response.writeHead(403).end('This workspace only answers to its own address.');
      return;
    }
    const url = new URL(request.url ?? '/', origin);
    const [, door = '', rest = '', ticket = ''] = url.pathname.split('/');
    if (door === 'api') {
      await answerCall(api, rest, request, await readBody(request), response);
    } else if (door === 'hooks' && rest === 'response' && request.method === 'POST') {
      const result = responseUrls.use(ticket, (await readBody(request)).toString('utf8'));
      if (result.status !== 200) {
        const { status, body: error } = result;
        record({
          method: 'response_url',
          args: {},
          atMs: nowMs(),
          status,
          ok: false,
          error,
          messages: [],
          isInjected: false,
        });
      }
      response.writeHead(result.status).end(result.body);
    } else if (door === 'upload' && request.method === 'POST') {
      const isStored = await receiveUpload(world, rest, request.headers['content-type'] ?? '', await readBody(request));
      response.writeHead(isStored ? 200 : 400).end(isStored ? 'OK' : 'bad upload');
    } else await pages.answer(request, url, response);
  }

  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(`workspace: ${error instanceof Error ? error.stack : String(error)}`);
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (isOwnRequest(request, port) && !faults.isDown()) sockets.handleUpgrade(request, socket, head);
    else socket.destroy();
  });

  return {
    url: `${origin}/`,
    apiUrl: `${origin}/api/`,
    port,
    async close() {
      ending.abort();
      pages.close();
      sockets.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
    channels: () => [...world.channels.values()],
    messages(id) {
      const channel = world.channels.get(id);
      if (channel === undefined) throw new Error(`no channel ${id} in the workspace`);
      return [...channel.messages.all];
    },
    files: () => [...world.files.values()],
    ephemerals: (user) => world.ephemerals.filter((ephemeral) => ephemeral.user === user),
    views: () => openViews(world),
    log: () => log,
    rejected: () => log.filter((call) => !call.ok && !call.isInjected && call.status !== 429),
    asUser,
    faults: {
      next: (method, fault, times = 1) => faults.add(method, fault, times),
      each: faults.each,
      revokeToken(isRevoked) {
        api.taken.isTokenRevoked = isRevoked;
      },
      deactivate(user) {
        const person = world.people.get(user);
        if (person !== undefined) world.people.set(user, { ...person, deleted: true });
      },
      setUserGroup(id, users) {
        const others = world.userGroups.filter((group) => group.id !== id);
        world.userGroups = [...others, { id, handle: id.toLowerCase(), name: id, users: [...users] }];
      },
      shareChannel(id, isShared) {
        const channel = world.channels.get(id);
        if (channel !== undefined) channel.isExtShared = isShared;
      },
      withoutScopes(scopes) {
        api.taken.scopes = new Set(scopes);
      },
      disconnectSockets: (reason, count = Number.POSITIVE_INFINITY) => sockets.disconnect(reason, count),
      killSockets: sockets.kill,
      down: goDown,
      twice(value) {
        isTwice = value;
      },
      async withholdEvents() {
        const minute = Math.floor(nowMs() / 60_000) * 60;
        const payload = { type: 'app_rate_limited', team_id: world.team.id, minute_rate_limited: minute };
        await door.deliver({ type: 'events_api', payload: { ...payload, api_app_id: world.appId } });
      },
    },
    socketCount: sockets.count,
    setRequestUrl: http.setRequestUrl,
    waitFor: (predicate, timeoutMs = 5_000) => waitFor(world, predicate, timeoutMs),
  };
}
