import type { Block, JsonObject } from './block-kit.ts';
import { isPng } from './files.ts';
import { SlackRefusal } from './refusal.ts';
import type { Channel, Ephemeral, Message, World } from './world.ts';

const TEXT_LIMIT = 40_000;

/** What a new message is made of; everything but `text` may be left out. */
export type Draft = {
  text: string;
  blocks?: Block[];
  attachments?: JsonObject[];
  threadTs?: string | null;
  replyBroadcast?: boolean;
  subtype?: string | null;
  metadata?: JsonObject | null;
  files?: string[];
  username?: string | null;
};

/** Puts a message by `user` into the channel and tells the app. Throws SlackRefusal when `threadTs` is no parent. */
export function addMessage(world: World, channel: Channel, user: string, draft: Draft): Message {
  const threadTs = draft.threadTs ?? null;
  if (threadTs !== null) checkParent(channel, threadTs);
  const isApp = user === world.bot.userId;
  const username = draft.username ?? null;
  const message: Message = {
    ts: world.nextTs(),
    channel: channel.id,
    user: username === null ? user : null,
    botId: isApp ? world.bot.botId : null,
    username,
    text: draft.text.slice(0, TEXT_LIMIT),
    blocks: draft.blocks ?? [],
    attachments: draft.attachments ?? [],
    threadTs,
    replyBroadcast: draft.replyBroadcast ?? false,
    subtype: draft.subtype ?? (draft.replyBroadcast ? 'thread_broadcast' : username === null ? null : 'bot_message'),
    metadata: draft.metadata ?? null,
    files: draft.files ?? [],
    reactions: [],
    editedTs: null,
  };
  channel.messages.add(message);
  channel.lastRead.set(user, message.ts);
  const described = describeMessage(world, channel, message);
  world.raise(
    { ...described, type: 'message', channel: channel.id, channel_type: channelType(channel), event_ts: message.ts },
    channel,
  );
  const isHeard = !isApp && message.subtype === null && channel.kind !== 'im';
  if (isHeard && message.text.includes(`<@${world.bot.userId}>`)) {
    world.raise({ ...described, type: 'app_mention', channel: channel.id, event_ts: message.ts }, channel);
  }
  return message;
}

/** Replaces a message's content; text without blocks removes the blocks, blocks without text keeps the old text. */
export function changeMessage(
  world: World,
  channel: Channel,
  message: Message,
  change: { text?: string; blocks?: Block[]; attachments?: JsonObject[]; metadata?: JsonObject },
): void {
  const previous = describeMessage(world, channel, message);
  if (change.text !== undefined) message.text = change.text;
  if (change.blocks !== undefined) message.blocks = change.blocks;
  else if (change.text !== undefined) message.blocks = [];
  if (change.attachments !== undefined) message.attachments = change.attachments;
  if (change.metadata !== undefined) message.metadata = change.metadata;
  // Slack shows no "(edited)" on an app's message with blocks.
  if (message.blocks.length === 0) message.editedTs = world.nextTs();
  const event = { type: 'message', subtype: 'message_changed', hidden: true, ts: world.nextTs() };
  world.raise(
    {
      ...event,
      channel: channel.id,
      channel_type: channelType(channel),
      message: describeMessage(world, channel, message),
      previous_message: previous,
      event_ts: event.ts,
    },
    channel,
  );
}

export function deleteMessage(world: World, channel: Channel, message: Message): void {
  channel.messages.remove(message);
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  const ts = world.nextTs();
  world.raise(
    {
      type: 'message',
      subtype: 'message_deleted',
      hidden: true,
      ts,
      event_ts: ts,
      deleted_ts: message.ts,
      channel: channel.id,
      channel_type: channelType(channel),
      previous_message: describeMessage(world, channel, message),
    },
    channel,
  );
}

/** Adds what only `user` will see. */
export function addEphemeral(
  world: World,
  channel: Channel,
  user: string,
  draft: { text: string; blocks?: Block[]; threadTs?: string | null; from?: Ephemeral['from'] },
): Ephemeral {
  const ephemeral: Ephemeral = {
    ts: world.nextTs(),
    channel: channel.id,
    user,
    from: draft.from ?? 'app',
    text: draft.text,
    blocks: draft.blocks ?? [],
    threadTs: draft.threadTs ?? null,
  };
  world.ephemerals.push(ephemeral);
  world.changed();
  return ephemeral;
}

/** Throws SlackRefusal `message_not_found`. */
export function findMessage(channel: Channel, ts: string, error = 'message_not_found'): Message {
  const message = channel.messages.find(ts);
  if (message === undefined) throw new SlackRefusal(error);
  return message;
}

/** A message as the Web API and the events print it; metadata only where it was asked for. */
export function describeMessage(world: World, channel: Channel, message: Message, withMetadata = true): JsonObject {
  const thread = channel.messages.thread(message.ts);
  return {
    type: 'message',
    ...(message.subtype === null ? {} : { subtype: message.subtype }),
    ts: message.ts,
    team: world.team.id,
    text: message.text,
    ...(message.user === null ? {} : { user: message.user }),
    ...(message.username === null ? {} : { username: message.username }),
    ...(message.botId === null ? {} : appFields(world, message.botId)),
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.attachments.length === 0 ? {} : { attachments: message.attachments }),
    ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
    ...(thread === undefined
      ? {}
      : {
          thread_ts: message.ts,
          reply_count: thread.replies.length,
          reply_users: [...thread.authors],
          latest_reply: thread.replies.at(-1)?.ts ?? '',
        }),
    ...(message.files.length === 0 ? {} : { files: message.files.map((id) => describeFile(world, id)) }),
    ...(message.reactions.length === 0
      ? {}
      : { reactions: message.reactions.map((r) => ({ name: r.name, users: r.users, count: r.users.length })) }),
    ...(channel.pins.some((pin) => pin.ts === message.ts) ? { pinned_to: [channel.id] } : {}),
    ...(message.editedTs === null ? {} : { edited: { user: message.user ?? '', ts: message.editedTs } }),
    ...(withMetadata && message.metadata !== null ? { metadata: message.metadata } : {}),
  };
}

export function describeFile(world: World, id: string): JsonObject {
  const file = world.files.get(id);
  if (file === undefined) return { id, mode: 'tombstone' };
  return {
    id,
    name: file.name,
    title: file.title,
    size: file.lengthBytes,
    mimetype: isPng(file) ? 'image/png' : 'text/plain',
    ...(file.altText === null ? {} : { alt_txt: file.altText }),
    user: file.user,
    created: file.createdSeconds,
    channels: file.channels,
  };
}

function channelType(channel: Channel): string {
  return channel.kind === 'channel' ? (channel.isPrivate ? 'group' : 'channel') : channel.kind;
}

function appFields(world: World, botId: string): JsonObject {
  return {
    bot_id: botId,
    app_id: world.appId,
    bot_profile: { id: botId, app_id: world.appId, name: world.bot.name, team_id: world.team.id, deleted: false },
  };
}

function checkParent(channel: Channel, threadTs: string): void {
  const parent = findMessage(channel, threadTs, 'thread_not_found');
  if (parent.threadTs !== null) {
    throw new SlackRefusal('cannot_reply_to_message', ['[ERROR] thread_ts must be the ts of the parent, not a reply']);
  }
}
