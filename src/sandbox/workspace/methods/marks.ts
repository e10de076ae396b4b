import { type Arguments, optional, required } from '../arguments.ts';
import type { JsonObject } from '../block-kit.ts';
import { findChannel, findWritableChannel } from '../channels.ts';
import { addReaction, pinMessage, removeReaction } from '../marks.ts';
import { describeMessage, findMessage } from '../messages.ts';
import { SlackRefusal } from '../refusal.ts';
import type { Bookmark, World } from '../world.ts';
import { botMethod, type Method } from './method.ts';

const BOOKMARK_LIMIT = 100;

/** Pins, bookmarks and reactions. */
export const markMethods: Record<string, Method> = {
  'pins.add': botMethod((world, args) => {
    const channel = findWritableChannel(world, required(args, 'channel'), world.bot.userId);
    pinMessage(world, channel, findMessage(channel, required(args, 'timestamp')), world.bot.userId);
    return {};
  }),
  'pins.list': botMethod((world, args) => {
    const channel = findChannel(world, required(args, 'channel'), world.bot.userId);
    if (!channel.members.includes(world.bot.userId)) throw new SlackRefusal('not_in_channel');
    const items = channel.pins.map((pin) => ({
      type: 'message',
      channel: channel.id,
      created: pin.createdSeconds,
      created_by: pin.createdBy,
      message: describeMessage(world, channel, findMessage(channel, pin.ts), false),
    }));
    return { items };
  }),
  'bookmarks.add': botMethod((world, args) => {
    const channel = findWritableChannel(world, required(args, 'channel_id'), world.bot.userId);
    if (channel.bookmarks.length >= BOOKMARK_LIMIT) throw new SlackRefusal('too_many_bookmarks');
    if (required(args, 'type') !== 'link') throw new SlackRefusal('invalid_bookmark_type');
    const bookmark: Bookmark = {
      id: world.newId('Bk'),
      title: required(args, 'title'),
      link: checkLink(required(args, 'link')),
      emoji: optional(args, 'emoji'),
    };
    channel.bookmarks.push(bookmark);
    world.changed();
    return { bookmark: describeBookmark(bookmark, channel.id) };
  }),
  'bookmarks.edit': botMethod((world, args) => {
    const channel = findWritableChannel(world, required(args, 'channel_id'), world.bot.userId);
    const bookmark = channel.bookmarks.find(({ id }) => id === required(args, 'bookmark_id'));
    if (bookmark === undefined) throw new SlackRefusal('not_found');
    bookmark.title = optional(args, 'title') ?? bookmark.title;
    bookmark.emoji = optional(args, 'emoji') ?? bookmark.emoji;
    bookmark.link = checkLink(optional(args, 'link') ?? bookmark.link);
    world.changed();
    return { bookmark: describeBookmark(bookmark, channel.id) };
  }),
  'bookmarks.list': botMethod((world, args) => {
    const channel = findChannel(world, required(args, 'channel_id'), world.bot.userId);
    return { bookmarks: channel.bookmarks.map((bookmark) => describeBookmark(bookmark, channel.id)) };
  }),
  'reactions.add': botMethod((world, args) => {
    const { channel, message } = findReacted(world, args);
    addReaction(world, channel, message, world.bot.userId, required(args, 'name'));
    return {};
  }),
  'reactions.remove': botMethod((world, args) => {
    const { channel, message } = findReacted(world, args);
    removeReaction(world, channel, message, world.bot.userId, required(args, 'name'));
    return {};
  }),
  'reactions.get': botMethod((world, args) => {
    const channel = findChannel(world, required(args, 'channel'), world.bot.userId);
    const message = findMessage(channel, required(args, 'timestamp'));
    return { type: 'message', channel: channel.id, message: describeMessage(world, channel, message, false) };
  }),
};

function findReacted(world: World, args: Arguments) {
  const channel = findWritableChannel(world, required(args, 'channel'), world.bot.userId);
  return { channel, message: findMessage(channel, required(args, 'timestamp')) };
}

function checkLink(link: string): string {
  if (!/^https?:\/\//.test(link)) throw new SlackRefusal('invalid_link');
  return link;
}

function describeBookmark(bookmark: Bookmark, channel: string): JsonObject {
  return { ...bookmark, emoji: bookmark.emoji ?? '', channel_id: channel, type: 'link' };
}
