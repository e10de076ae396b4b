import { canSee } from './channels.ts';
import { describeFile, describeMessage } from './messages.ts';
import type { Channel, Message, World } from './world.ts';

const PREVIEW_CHARACTERS = 1_500;

/** Everything the page of `viewer` shows, with the messages of one channel: by id, `app` for the app's own, else the first. */
export function describePage(world: World, viewer: string, wanted: string | null) {
  const seen = [...world.channels.values()].filter((channel) => canSee(channel, viewer));
  const appChannel = seen.find(({ kind, members }) => kind === 'im' && members.includes(world.bot.userId));
  const visible = seen.filter((channel) => channel === appChannel || !isEmptyIm(channel));
  const current =
    (wanted === 'app' ? appChannel : visible.find((channel) => channel.id === wanted)) ??
    visible.find((channel) => channel.members.includes(viewer));
  return {
    team: world.team,
    botUserId: world.bot.userId,
    viewer,
    nowMs: world.nowMs(),
    commands: world.commands,
    shortcuts: world.shortcuts,
    app: { name: world.bot.name, channel: appChannel?.id ?? null, home: world.homes.get(viewer) ?? null },
    people: [...world.people.values()].map(({ id, name, realName, timeZone, isBot, deleted }) => ({
      id,
      name,
      realName,
      timeZone,
      isBot: isBot ?? false,
      deleted: deleted ?? false,
    })),
    channels: visible.map((channel) => describeForRail(channel, viewer)),
    current: current === undefined ? null : describeCurrent(world, current, viewer),
    modal: world.modals.get(viewer)?.at(-1) ?? null,
  };
}

/** Marks everything in the channel as seen. */
export function markRead(channel: Channel, viewer: string): boolean {
  const last = channel.messages.all.at(-1)?.ts;
  if (last === undefined || channel.lastRead.get(viewer) === last) return false;
  channel.lastRead.set(viewer, last);
  return true;
}

function describeForRail(channel: Channel, viewer: string) {
  const seen = channel.lastRead.get(viewer) ?? '0';
  const isMember = channel.members.includes(viewer);
  const news = channel.messages.all.filter((message) => message.ts > seen && isNews(message));
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    isPrivate: channel.isPrivate,
    isArchived: channel.isArchived,
    isMember,
    others: channel.members.filter((member) => member !== viewer),
    unread: isMember ? news.length : 0,
    mentions: isMember ? news.filter((message) => JSON.stringify(message).includes(`<@${viewer}`)).length : 0,
  };
}

function describeCurrent(world: World, channel: Channel, viewer: string) {
  return {
    ...describeForRail(channel, viewer),
    topic: channel.topic.value,
    purpose: channel.purpose.value,
    members: channel.members,
    bookmarks: channel.bookmarks,
    pins: channel.pins,
    messages: channel.messages.all.map((message) => ({
      ...describeMessage(world, channel, message, false),
      files: message.files.map((id) => ({ ...describeFile(world, id), preview: preview(world, id) })),
    })),
    ephemerals: world.ephemerals.filter(({ user, channel: id }) => user === viewer && id === channel.id),
  };
}

function isNews(message: Message): boolean {
  return message.subtype === null || ['file_share', 'bot_message', 'thread_broadcast'].includes(message.subtype);
}

function isEmptyIm(channel: Channel): boolean {
  return channel.kind !== 'channel' && channel.messages.all.length === 0;
}

/** The start of a text file; null for bytes that are not text. */
function preview(world: World, id: string): string | null {
  const content = world.files.get(id)?.content;
  if (!content || content.subarray(0, 4096).includes(0)) return null;
  return content.toString('utf8').slice(0, PREVIEW_CHARACTERS);
}
