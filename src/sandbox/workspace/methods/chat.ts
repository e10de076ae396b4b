import { type Arguments, complex, flag, optional, required } from '../arguments.ts';
import { type Block, checkMessageBlocks, type JsonObject } from '../block-kit.ts';
import { findChannel, findWritableChannel, openConversation } from '../channels.ts';
import { addEphemeral, addMessage, changeMessage, deleteMessage, describeMessage, findMessage } from '../messages.ts';
import { SlackRefusal } from '../refusal.ts';
import type { Channel, Message, World } from '../world.ts';
import { botMethod, type Method } from './method.ts';

const METADATA_LIMIT_BYTES = 8_000;
const MARKDOWN_LIMIT = 12_000;
const UPDATE_TEXT_LIMIT = 4_000;

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': botMethod((world, args) => {
    const channel = findTarget(world, required(args, 'channel'));
    const content = readContent(world, args);
    const threadTs = optional(args, 'thread_ts');
    const message = addMessage(world, channel, world.bot.userId, {
      ...content,
      threadTs,
      replyBroadcast: threadTs !== null && flag(args, 'reply_broadcast'),
      metadata: readMetadata(args) ?? null,
      username: optional(args, 'username'),
    });
    return { channel: channel.id, ts: message.ts, message: describeMessage(world, channel, message) };
  }),
  'chat.update': botMethod((world, args) => {
    const channel = findWritableChannel(world, required(args, 'channel'), world.bot.userId);
    const message = findOwn(world, channel, required(args, 'ts'), 'cant_update_message');
    const text = optional(args, 'text');
    if (text !== null && text.length > UPDATE_TEXT_LIMIT) throw new SlackRefusal('msg_too_long');
    const content = readContent(world, args);
    const metadata = readMetadata(args);
    changeMessage(world, channel, message, {
      ...(text === null ? {} : { text }),
      ...(args.blocks === undefined ? {} : { blocks: content.blocks }),
      ...(args.attachments === undefined ? {} : { attachments: content.attachments }),
      ...(metadata === undefined ? {} : { metadata }),
    });
    const described = describeMessage(world, channel, message);
    return { channel: channel.id, ts: message.ts, text: message.text, message: described };
  }),
  'chat.delete': botMethod((world, args) => {
    const channel = findChannel(world, required(args, 'channel'), world.bot.userId);
    const message = findOwn(world, channel, required(args, 'ts'), 'cant_delete_message');
    deleteMessage(world, channel, message);
    return { channel: channel.id, ts: message.ts };
  }),
  'chat.postEphemeral': botMethod((world, args) => {
    const channel = findWritableChannel(world, required(args, 'channel'), world.bot.userId);
    const user = required(args, 'user');
    if (!channel.members.includes(user)) throw new SlackRefusal('user_not_in_channel');
    const threadTs = optional(args, 'thread_ts');
    const ephemeral = addEphemeral(world, channel, user, { ...readContent(world, args), threadTs });
    return { message_ts: ephemeral.ts };
  }),
  'chat.getPermalink': botMethod((world, args, doors) => {
    const channel = findChannel(world, required(args, 'channel'), world.bot.userId);
    const message = findMessage(channel, required(args, 'message_ts'));
    const thread = message.threadTs === null ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
    const permalink = `${doors.origin}/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
    return { channel: channel.id, permalink };
  }),
};

/** Text and blocks of a message argument set. Throws `no_text`, `invalid_blocks` and their kin. */
function readContent(world: World, args: Arguments): { text: string; blocks: Block[]; attachments: JsonObject[] } {
  const text = optional(args, 'text');
  const markdown = optional(args, 'markdown_text');
  const blocks = checkMessageBlocks(complex(args, 'blocks'), () => world.newId('b'));
  const attachments = complex(args, 'attachments') ?? [];
  if (!Array.isArray(attachments)) throw new SlackRefusal('invalid_attachments');
  if (attachments.length > 100) throw new SlackRefusal('too_many_attachments');
  if (markdown !== null) {
    if (text !== null || blocks.length > 0) throw new SlackRefusal('markdown_text_conflict');
    if (markdown.length > MARKDOWN_LIMIT) throw new SlackRefusal('msg_too_long');
    return { text: markdown, blocks: [{ type: 'markdown', block_id: world.newId('b'), text: markdown }], attachments };
  }
  if (text === null && blocks.length === 0 && attachments.length === 0) throw new SlackRefusal('no_text');
  return { text: text ?? '', blocks, attachments };
}

function readMetadata(args: Arguments): JsonObject | undefined {
  const metadata = complex(args, 'metadata') as JsonObject | undefined;
  if (metadata === undefined) return undefined;
  if (typeof metadata.event_type !== 'string' || typeof metadata.event_payload !== 'object') {
    throw new SlackRefusal('invalid_metadata_format');
  }
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_LIMIT_BYTES) throw new SlackRefusal('metadata_too_large');
  return metadata;
}

/** A user id stands for the direct messages with that person. */
function findTarget(world: World, id: string): Channel {
  const person = world.people.get(id);
  if (person === undefined) return findWritableChannel(world, id, world.bot.userId);
  if (person.deleted) throw new SlackRefusal('account_inactive');
  return openConversation(world, [world.bot.userId, id]).channel;
}

function findOwn(world: World, channel: Channel, ts: string, error: string): Message {
  const message = findMessage(channel, ts);
  if (message.botId !== world.bot.botId) throw new SlackRefusal(error);
  return message;
}
