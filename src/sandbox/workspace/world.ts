import type { Block, JsonObject } from './block-kit.ts';
import { MessageList } from './message-list.ts';

/** Someone in the workspace; `timeZone` is an IANA name. The app's own user is one of them. */
export type Person = {
  id: string;
  name: string;
  realName: string;
  timeZone: string;
  email?: string;
  isBot?: boolean;
  isRestricted?: boolean;
  /** Somebody of another workspace, in a shared channel. */
  teamId?: string;
  deleted?: boolean;
};

type Reaction = { name: string; users: string[] };

/** A message everybody in the channel sees. `user` is null where an app posts under another name. */
export type Message = {
  ts: string;
  channel: string;
  user: string | null;
  botId: string | null;
  username: string | null;
  text: string;
  blocks: Block[];
  attachments: JsonObject[];
  threadTs: string | null;
  replyBroadcast: boolean;
  subtype: string | null;
  metadata: JsonObject | null;
  files: string[];
  reactions: Reaction[];
  editedTs: string | null;
};

/** A message one person sees, until the page is reloaded by Slack's rules: here, until it is replaced or deleted. */
export type Ephemeral = {
  ts: string;
  channel: string;
  user: string;
  from: 'app' | 'slackbot';
  text: string;
  blocks: Block[];
  threadTs: string | null;
};

type Pin = { ts: string; createdBy: string; createdSeconds: number };
export type Bookmark = { id: string; title: string; link: string; emoji: string | null };
type Note = { value: string; creator: string; lastSet: number };

export type Channel = {
  id: string;
  name: string;
  kind: 'channel' | 'im' | 'mpim';
  isPrivate: boolean;
  isArchived: boolean;
  isGeneral: boolean;
  /** Shared with another organisation by Slack Connect. */
  isExtShared: boolean;
  creator: string;
  createdSeconds: number;
  members: string[];
  topic: Note;
  purpose: Note;
  messages: MessageList;
  pins: Pin[];
  bookmarks: Bookmark[];
  /** Person id to the ts of the newest message they have seen on the page. */
  lastRead: Map<string, string>;
};

/** A modal on somebody's screen, or their Home tab. */
export type View = {
  id: string;
  user: string;
  type: 'modal' | 'home';
  rootViewId: string;
  previousViewId: string | null;
  hash: string;
  title: JsonObject | null;
  submit: JsonObject | null;
  close: JsonObject | null;
  blocks: Block[];
  callbackId: string;
  privateMetadata: string;
  externalId: string;
  notifyOnClose: boolean;
  clearOnClose: boolean;
  /** What the app's last `response_action: errors` said, by block_id. */
  errors: Record<string, string>;
};

export type StoredFile = {
  id: string;
  name: string;
  title: string;
  lengthBytes: number;
  /** What a picture shows, for people who do not see it. */
  altText: string | null;
  content: Buffer | null;
  uploadTicket: string;
  user: string;
  channels: string[];
  createdSeconds: number;
};

export type UserGroup = { id: string; handle: string; name: string; users: string[] };

/** An entry of the app's manifest: in the menu of a message, or behind the lightning bolt. */
export type Shortcut = { name: string; type: 'message' | 'global'; callback_id: string; description: string };

/** An Events API event, as it stands inside `event_callback`. */
export type SlackEvent = { type: string; [key: string]: unknown };

export type World = {
  team: { id: string; name: string; domain: string };
  bot: { userId: string; botId: string; name: string };
  appId: string;
  commands: readonly string[];
  shortcuts: readonly Shortcut[];
  people: Map<string, Person>;
  channels: Map<string, Channel>;
  ephemerals: Ephemeral[];
  /** Open modals per person, the top one last. */
  modals: Map<string, View[]>;
  homes: Map<string, View>;
  files: Map<string, StoredFile>;
  /** Files that wait for their bytes, by their ticket. */
  uploads: Map<string, StoredFile>;
  userGroups: UserGroup[];
  nowMs: () => number;
  /** A message timestamp, never the same twice and always rising. */
  nextTs: () => string;
  newId: (prefix: string) => string;
  /** Tells the app, if its subscriptions let it see the event (see events.ts), and the page. */
  raise: (event: SlackEvent, channel: Channel | null) => void;
  onEvent: (listener: (event: SlackEvent, channel: Channel | null) => void) => void;
  changed: () => void;
  /** Returns the function that ends the subscription. */
  onChange: (listener: () => void) => () => void;
};

export type WorldOptions = {
  team: World['team'];
  bot: World['bot'];
  commands: readonly string[];
  shortcuts: readonly Shortcut[];
  people: readonly Person[];
  channels: readonly {
    id: string;
    name: string;
    members?: readonly string[];
    isPrivate?: boolean;
    isExtShared?: boolean;
  }[];
  userGroups: readonly UserGroup[];
  nowMs: () => number;
};

/** The workspace's memory: everything in it, and nothing that listens or waits. */
export function createWorld(options: WorldOptions): World {
  let lastMicros = 0;
  let ids = 0;
  const eventListeners: ((event: SlackEvent, channel: Channel | null) => void)[] = [];
  const changeListeners = new Set<() => void>();
  const world: World = {
    team: options.team,
    bot: options.bot,
    appId: 'A0RINGDOWN',
    commands: options.commands,
    shortcuts: options.shortcuts,
    people: new Map(options.people.map((person) => [person.id, person])),
    channels: new Map(),
    ephemerals: [],
    modals: new Map(),
    homes: new Map(),
    files: new Map(),
    uploads: new Map(),
    userGroups: [...options.userGroups],
    nowMs: options.nowMs,
    nextTs() {
      lastMicros = Math.max(lastMicros + 1, Math.floor(options.nowMs()) * 1000);
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`;
    },
    newId(prefix) {
      ids += 1;
      return `${prefix}0${ids.toString(36).toUpperCase().padStart(8, '0')}`;
    },
    raise(event, channel) {
      for (const listener of eventListeners) listener(event, channel);
      world.changed();
    },
    onEvent: (listener) => void eventListeners.push(listener),
    changed() {
      for (const listener of [...changeListeners]) listener();
    },
    onChange(listener) {
      changeListeners.add(listener);
      return () => void changeListeners.delete(listener);
    },
  };
  const { userId, name } = options.bot;
  world.people.set(userId, { id: userId, name, realName: name, timeZone: 'Etc/UTC', isBot: true });
  for (const seed of options.channels) addChannel(world, { ...seed, creator: userId });
  return world;
}

/** Puts a channel into the world without telling anybody. Without `members`, everybody active is in it. */
export function addChannel(
  world: World,
  seed: {
    id: string;
    name: string;
    creator: string;
    members?: readonly string[];
    isPrivate?: boolean;
    isExtShared?: boolean;
    kind?: Channel['kind'];
  },
): Channel {
  const everybody = [...world.people.values()].filter((person) => !person.deleted).map((person) => person.id);
  const note = { value: '', creator: '', lastSet: 0 };
  const channel: Channel = {
    id: seed.id,
    name: seed.name,
    kind: seed.kind ?? 'channel',
    isPrivate: seed.isPrivate ?? false,
    isArchived: false,
    isGeneral: seed.name === 'general',
    isExtShared: seed.isExtShared ?? false,
    creator: seed.creator,
    createdSeconds: Math.floor(world.nowMs() / 1000),
    members: [...(seed.members ?? everybody)],
    topic: { ...note },
    purpose: { ...note },
    messages: new MessageList(),
    pins: [],
    bookmarks: [],
    lastRead: new Map(),
  };
  world.channels.set(channel.id, channel);
  return channel;
}
