import { complex, optional, required } from '../arguments.ts';
import type { JsonObject } from '../block-kit.ts';
import { findWritableChannel } from '../channels.ts';
import { createFile } from '../files.ts';
import { addMessage, describeFile } from '../messages.ts';
import { SlackRefusal } from '../refusal.ts';
import { botMethod, type Method } from './method.ts';

export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': botMethod((world, args, doors) => {
    const lengthBytes = Number(required(args, 'length'));
    if (!Number.isInteger(lengthBytes) || lengthBytes < 1) throw new SlackRefusal('invalid_arguments');
    const altText = optional(args, 'alt_txt');
    if (altText !== null && altText.length > 1_000) throw new SlackRefusal('invalid_arguments');
    const file = createFile(world, { name: required(args, 'filename'), lengthBytes, altText }, world.bot.userId);
    return { upload_url: `${doors.origin}/upload/${file.uploadTicket}`, file_id: file.id };
  }),
  'files.completeUploadExternal': botMethod((world, args, doors) => {
    const entries = complex(args, 'files');
    if (!Array.isArray(entries) || entries.length === 0) throw new SlackRefusal('invalid_arguments');
    const files = entries.map((entry: JsonObject) => {
      const file = world.files.get(String(entry.id));
      if (file === undefined || file.content === null) throw new SlackRefusal('file_not_found');
      file.title = String(entry.title ?? file.name);
      return file;
    });
    const target = optional(args, 'channel_id') ?? optional(args, 'channels');
    if (target !== null) {
      const channel = findWritableChannel(world, target, world.bot.userId);
      for (const file of files) file.channels.push(channel.id);
      addMessage(world, channel, world.bot.userId, {
        text: optional(args, 'initial_comment') ?? '',
        threadTs: optional(args, 'thread_ts'),
        files: files.map((file) => file.id),
        subtype: 'file_share',
      });
      for (const { id } of files) {
        const event = { file_id: id, user_id: world.bot.userId, channel_id: channel.id, file: { id } };
        world.raise({ type: 'file_shared', ...event, event_ts: world.nextTs() }, channel);
      }
    }
    const described = files.map((file) => ({
      ...describeFile(world, file.id),
      url_private: `${doors.origin}/page/file/${file.id}`,
    }));
    return { files: described };
  }),
};
