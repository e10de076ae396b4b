import { type Arguments, flag, optional, page, required } from '../arguments.ts';
import {
  addMember,
  canSee,
  checkChannelName,
  createChannel,
  describeChannel,
  findChannel,
  findWritableChannel,
  openConversation,
} from '../channels.ts';
import { addMessage, describeMessage, findMessage } from '../messages.ts';
import { SlackRefusal } from '../refusal.ts';
import type { Channel, Message, World } from '../world.ts';
import { botMethod, type Method } from './method.ts';

const NOTE_LIMIT = 250;

export const conversationMethods: Record<string, Method> = {
  'conversations.create': botMethod((world, args) => {
    const channel = createChannel(world, optional(args, 'name') ?? '', world.bot.userId, flag(args, 'is_private'));
    return { channel: describeChannel(world, channel, world.bot.userId) };
  }),
  'conversations.rename': botMethod((world, args) => {
    const channel = findOwnChannel(world, args);
    const name = optional(args, 'name') ?? '';
    checkChannelName(world, name);
    channel.name = name;
    world.raise({ type: 'channel_rename', channel: { id: channel.id, name }, event_ts: world.nextTs() }, channel);
    return { channel: describeChannel(world, channel, world.bot.userId) };
  }),
  'conversations.setTopic': botMethod((world, args) => setNote(world, args, 'topic')),
  'conversations.setPurpose': botMethod((world, args) => setNote(world, args, 'purpose')),
  'conversations.archive': botMethod((world, args) => {
    const channel = findChannel(world, required(args, 'channel'), world.bot.userId);
    if (channel.isGeneral) throw new SlackRefusal('cant_archive_general');
    if (channel.isArchived) throw new SlackRefusal('already_archived');
    if (!channel.members.includes(world.bot.userId)) throw new SlackRefusal('not_in_channel');
    addMessage(world, channel, world.bot.userId, { text: 'archived the channel', subtype: 'channel_archive' });
    channel.isArchived = true;
    const event = { channel: channel.id, user: world.bot.userId, event_ts: world.nextTs() };
    world.raise({ type: 'channel_archive', ...event }, channel);
    return {};
  }),
  'conversations.unarchive': botMethod((world, args) => {
    const channel = findChannel(world, required(args, 'channel'), world.bot.userId);
    if (!channel.isArchived) throw new SlackRefusal('not_archived');
    if (!channel.members.includes(world.bot.userId)) throw new SlackRefusal('not_in_channel');
    channel.isArchived = false;
    const event = { channel: channel.id, user: world.bot.userId, event_ts: world.nextTs() };
    world.raise({ type: 'channel_unarchive', ...event }, channel);
    return {};
  }),
  'conversations.invite': botMethod((world, args) => {
    const channel = findWritableChannel(world, required(args, 'channel'), world.bot.userId);
    const users = required(args, 'users').split(',');
    if (users.length > 100) throw new SlackRefusal('too_many_users');
    const refused = users.flatMap((user) => {
      const error = inviteProblem(world, channel, user);
      return error === null ? [] : [{ user, ok: false, error }];
    });
    const first = refused[0];
    if (first !== undefined && (!flag(args, 'force') || refused.length === users.length)) {
      throw new SlackRefusal(first.error, [`[ERROR] ${first.user}: ${first.error}`]);
    }
    for (const user of users) {
      if (!refused.some((entry) => entry.user === user)) addMember(world, channel, user, world.bot.userId);
    }
    const channelNow = describeChannel(world, channel, world.bot.userId);
    return refused.length === 0 ? { channel: channelNow } : { channel: channelNow, errors: refused };
  }),
  'conversations.join': botMethod((world, args) => {
    const channel = findChannel(world, required(args, 'channel'), world.bot.userId);
    if (channel.kind !== 'channel' || channel.isPrivate)
      throw new SlackRefusal('method_not_supported_for_channel_type');
    if (channel.isArchived) throw new SlackRefusal('is_archived');
    const isIn = channel.members.includes(world.bot.userId);
    if (!isIn) addMember(world, channel, world.bot.userId, null);
    const described = { channel: describeChannel(world, channel, world.bot.userId) };
    return isIn ? { ...described, warning: 'already_in_channel' } : described;
  }),
  'conversations.info': botMethod((world, args) => ({
    channel: describeChannel(world, findChannel(world, required(args, 'channel'), world.bot.userId), world.bot.userId),
  })),
  'conversations.list': botMethod((world, args) => {
    const types = (optional(args, 'types') ?? 'public_channel').split(',');
    const withoutArchived = flag(args, 'exclude_archived');
    const all = [...world.channels.values()].filter(
      (channel) =>
        canSee(channel, world.bot.userId) &&
        types.includes(conversationType(channel)) &&
        !(withoutArchived && channel.isArchived),
    );
    const { items, cursor } = page(all, args, 100);
    return {
      channels: items.map((channel) => describeChannel(world, channel, world.bot.userId)),
      response_metadata: { next_cursor: cursor },
    };
  }),
  'conversations.history': botMethod((world, args) => {
    const channel = findReadableChannel(world, args);
    const messages = channel.messages.all.filter((message) => message.threadTs === null || message.replyBroadcast);
    return listMessages(world, channel, messages.reverse(), args);
  }),
  'conversations.replies': botMethod((world, args) => {
    const channel = findReadableChannel(world, args);
    const asked = findMessage(channel, required(args, 'ts'), 'thread_not_found');
    const parentTs = asked.threadTs ?? asked.ts;
    const parent = channel.messages.find(parentTs);
    const messages = [...(parent ? [parent] : []), ...(channel.messages.thread(parentTs)?.replies ?? [])];
    return listMessages(world, channel, messages, args);
  }),
  'conversations.members': botMethod((world, args) => {
    const channel = findChannel(world, required(args, 'channel'), world.bot.userId);
    const { items, cursor } = page(channel.members, args, 100);
    return { members: items, response_metadata: { next_cursor: cursor } };
  }),
  'conversations.open': botMethod((world, args) => {
    const id = optional(args, 'channel');
    if (id !== null) return { channel: { id: findChannel(world, id, world.bot.userId).id }, already_open: true };
    const users = required(args, 'users').split(',');
    if (users.length > 8) throw new SlackRefusal('too_many_users');
    for (const user of users) {
      const person = world.people.get(user);
      if (person === undefined) throw new SlackRefusal('user_not_found');
      if (person.deleted) throw new SlackRefusal('user_disabled');
    }
    const { channel, isNew } = openConversation(world, [world.bot.userId, ...users]);
    const described = flag(args, 'return_im') ? describeChannel(world, channel, world.bot.userId) : { id: channel.id };
    return { channel: described, ...(isNew ? {} : { already_open: true, no_op: true }) };
  }),
};

function setNote(world: World, args: Arguments, which: 'topic' | 'purpose') {
  const channel = findOwnChannel(world, args);
  const value = optional(args, which) ?? '';
  if (value.length > NOTE_LIMIT) throw new SlackRefusal('too_long');
  channel[which] = { value, creator: world.bot.userId, lastSet: Math.floor(world.nowMs() / 1000) };
  const text = `set the channel ${which} to "${value}"`;
  addMessage(world, channel, world.bot.userId, { text, subtype: `channel_${which}` });
  return { channel: describeChannel(world, channel, world.bot.userId) };
}

/** Why this person cannot be added, or null. */
function inviteProblem(world: World, channel: Channel, user: string): string | null {
  const person = world.people.get(user);
  if (person === undefined) return 'user_not_found';
  if (person.deleted) return 'user_disabled';
  if (user === world.bot.userId) return 'cant_invite_self';
  if (channel.members.includes(user)) return 'already_in_channel';
  if (person.isRestricted) return 'user_is_restricted';
  return null;
}

function findOwnChannel(world: World, args: Arguments): Channel {
  return findWritableChannel(world, required(args, 'channel'), world.bot.userId);
}

function findReadableChannel(world: World, args: Arguments): Channel {
  const channel = findChannel(world, required(args, 'channel'), world.bot.userId);
  if (!channel.members.includes(world.bot.userId)) throw new SlackRefusal('not_in_channel');
  return channel;
}

function listMessages(world: World, channel: Channel, messages: Message[], args: Arguments) {
  const oldest = Number(optional(args, 'oldest') ?? 0);
  const latest = Number(optional(args, 'latest') ?? Number.POSITIVE_INFINITY);
  const inclusive = flag(args, 'inclusive');
  const within = messages.filter(({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
  const { items, cursor } = page(within, args, 100);
  const withMetadata = flag(args, 'include_all_metadata');
  return {
    messages: items.map((message) => describeMessage(world, channel, message, withMetadata)),
    has_more: cursor !== '',
    pin_count: channel.pins.length,
    ...(cursor === '' ? {} : { response_metadata: { next_cursor: cursor } }),
  };
}

function conversationType(channel: Channel): string {
  if (channel.kind !== 'channel') return channel.kind;
  return channel.isPrivate ? 'private_channel' : 'public_channel';
}
