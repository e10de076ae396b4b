import { type Block, checkMessageBlocks, type JsonObject } from './block-kit.ts';
import { addEphemeral, addMessage, changeMessage, deleteMessage } from './messages.ts';
import { SlackRefusal } from './refusal.ts';
import type { Channel, World } from './world.ts';

/** Where a reply without a channel of its own belongs: the command's or the click's place and person. */
export type ReplyPlace = { channel: Channel; user: string; messageTs: string | null };

/**
 * Shows what the app put into an ack or sent to a response_url: to the one person unless `response_type` is `in_channel`.
 * Neither needs the app to be in the channel. Throws SlackRefusal as chat.postMessage does.
 */
export function showReply(world: World, place: ReplyPlace, reply: JsonObject): void {
  const blocks = checkMessageBlocks(reply.blocks, () => world.newId('b'));
  const text = typeof reply.text === 'string' ? reply.text : '';
  if (reply.delete_original === true) {
    removeOriginal(world, place);
    return;
  }
  if (text === '' && blocks.length === 0) throw new SlackRefusal('no_text');
  if (reply.replace_original === true) {
    replaceOriginal(world, place, text, blocks);
    return;
  }
  const threadTs = typeof reply.thread_ts === 'string' ? reply.thread_ts : null;
  if (reply.response_type === 'in_channel') {
    addMessage(world, place.channel, world.bot.userId, { text, blocks, threadTs });
  } else addEphemeral(world, place.channel, place.user, { text, blocks, threadTs });
}

function replaceOriginal(world: World, place: ReplyPlace, text: string, blocks: Block[]): void {
  const ephemeral = world.ephemerals.find(({ ts }) => ts === place.messageTs);
  if (ephemeral !== undefined) {
    Object.assign(ephemeral, { text, blocks });
    world.changed();
    return;
  }
  const message = place.channel.messages.find(place.messageTs ?? '');
  if (message === undefined) throw new SlackRefusal('message_not_found');
  changeMessage(world, place.channel, message, { text, blocks });
}

function removeOriginal(world: World, place: ReplyPlace): void {
  const index = world.ephemerals.findIndex(({ ts }) => ts === place.messageTs);
  if (index >= 0) {
    world.ephemerals.splice(index, 1);
    world.changed();
    return;
  }
  const message = place.channel.messages.find(place.messageTs ?? '');
  if (message === undefined) throw new SlackRefusal('message_not_found');
  deleteMessage(world, place.channel, message);
}
