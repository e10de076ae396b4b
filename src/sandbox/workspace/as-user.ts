import { addMember, findChannel, findWritableChannel, openConversation } from './channels.ts';
import type { RawValue, RawValues } from './element-values.ts';
import type { Interactions, Outcome } from './interactions.ts';
import { addReaction, removeReaction } from './marks.ts';
import { addMessage, findMessage } from './messages.ts';
import { SlackRefusal } from './refusal.ts';
import { fromComposer } from './typed-text.ts';
import { describeView, findView } from './views.ts';
import type { Channel, Ephemeral, Message, View, World } from './world.ts';

/** The hands of one person. Everything they do goes through Slack's own rules and reaches the app as it would from Slack. */
export type AsUser = {
  post: (channel: string, text: string, threadTs?: string) => Message;
  mention: (channel: string, text: string, threadTs?: string) => Message;
  /** Types `/name words`; resolves once the app acknowledged or Slack gave up. */
  command: (channel: string, line: string) => Promise<Outcome>;
  click: (channel: string, messageTs: string, actionId: string, blockId?: string) => Promise<Outcome>;
  selectOption: (
    channel: string,
    messageTs: string,
    actionId: string,
    value: RawValue,
    blockId?: string,
  ) => Promise<Outcome>;
  clickInView: (view: string, actionId: string, values?: RawValues, blockId?: string) => Promise<Outcome>;
  /** Chooses in an element of a view that tells the app at once. */
  selectInView: (
    view: string,
    actionId: string,
    value: RawValue,
    values?: RawValues,
    blockId?: string,
  ) => Promise<Outcome>;
  submit: (view: string | View, values: RawValues) => Promise<Outcome>;
  closeView: (view: string | View) => Promise<Outcome>;
  /** Chooses an entry of a message's menu. */
  messageShortcut: (channel: string, ts: string, callbackId: string) => Promise<Outcome>;
  /** Chooses an entry behind the lightning bolt. */
  globalShortcut: (callbackId: string) => Promise<Outcome>;
  react: (channel: string, ts: string, name: string) => void;
  unreact: (channel: string, ts: string, name: string) => void;
  join: (channel: string) => void;
  openHome: () => void;
  /** Opens the app's Messages tab and returns its channel. */
  openMessages: () => Channel;
};

/** Throws SlackRefusal where Slack's client would not let the person (`not_in_channel`, `channel_not_found` …). */
export function createAsUser(world: World, interactions: Interactions, user: string): AsUser {
  if (!world.people.has(user))
    throw new SlackRefusal('user_not_found', [`${user} is not in the workspace; its people are given at the start`]);
  const post = (channel: string, text: string, threadTs?: string) =>
    addMessage(world, findWritableChannel(world, channel, user), user, {
      text: fromComposer(world, text, false),
      threadTs: threadTs ?? null,
    });
  const openTab = (tab: 'home' | 'messages') => {
    const { channel } = openConversation(world, [user, world.bot.userId]);
    const home = tab === 'home' ? world.homes.get(user) : undefined;
    const event = { user, channel: channel.id, tab, event_ts: world.nextTs() };
    world.raise(
      { type: 'app_home_opened', ...event, ...(home === undefined ? {} : { view: describeView(world, home) }) },
      null,
    );
    return channel;
  };
  return {
    post,
    mention: (channel, text, threadTs) => post(channel, `<@${world.bot.userId}> ${text}`, threadTs),
    async command(channelId, line) {
      const channel = findWritableChannel(world, channelId, user);
      const [, command = line, words = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(line.trim()) ?? [];
      return interactions.command(user, channel, command, fromComposer(world, words, true));
    },
    click: async (channelId, messageTs, actionId, blockId) => {
      const { channel, message } = findShown(world, user, channelId, messageTs);
      return interactions.touchMessage(user, channel, message, actionId, blockId ?? null, null);
    },
    selectOption: async (channelId, messageTs, actionId, value, blockId) => {
      const { channel, message } = findShown(world, user, channelId, messageTs);
      return interactions.touchMessage(user, channel, message, actionId, blockId ?? null, value);
    },
    clickInView: async (view, actionId, values, blockId) =>
      interactions.touchView(user, ownView(world, user, view), actionId, blockId ?? null, null, values ?? {}),
    selectInView: async (view, actionId, value, values, blockId) =>
      interactions.touchView(user, ownView(world, user, view), actionId, blockId ?? null, value, values ?? {}),
    submit: async (view, values) => interactions.submit(user, ownView(world, user, view), values),
    closeView: async (view) => interactions.close(user, ownView(world, user, view)),
    messageShortcut: async (channelId, ts, callbackId) => {
      const channel = findChannel(world, channelId, user);
      return interactions.shortcut(user, callbackId, { channel, message: findMessage(channel, ts) });
    },
    globalShortcut: async (callbackId) => interactions.shortcut(user, callbackId, null),
    react(channelId, ts, name) {
      const channel = findWritableChannel(world, channelId, user);
      addReaction(world, channel, findMessage(channel, ts), user, name);
    },
    unreact(channelId, ts, name) {
      const channel = findWritableChannel(world, channelId, user);
      removeReaction(world, channel, findMessage(channel, ts), user, name);
    },
    join(channelId) {
      const channel = findChannel(world, channelId, user);
      if (!channel.members.includes(user)) addMember(world, channel, user, null);
    },
    openHome: () => void openTab('home'),
    openMessages: () => openTab('messages'),
  };
}

function findShown(
  world: World,
  user: string,
  channelId: string,
  ts: string,
): { channel: Channel; message: Message | Ephemeral } {
  const channel = findChannel(world, channelId, user);
  const ephemeral = world.ephemerals.find((candidate) => candidate.ts === ts && candidate.user === user);
  return { channel, message: ephemeral ?? findMessage(channel, ts) };
}

function ownView(world: World, user: string, view: string | View): View {
  const found = findView(world, typeof view === 'string' ? view : view.id, null);
  if (found.user !== user)
    throw new SlackRefusal('not_found', [`view ${found.id} is on the screen of ${found.user}, not of ${user}`]);
  return found;
}
