import type { WebClient } from '@slack/web-api';

interface ReadMessage {
  /** Slack's id of the person or bot that wrote it. */
  author: string;
  text: string;
  permalink: string;
  files: { name: string; permalink: string | null }[];
  /** How many people have a :pushpin: on it now. */
  pushpins: number;
}

/** One message by its place; null when it is gone. */
export type MessageReader = (channel: string, ts: string) => Promise<ReadMessage | null>;

/** Reads through this client. Rejects with Slack's error when the bot may not read there. */
export function messageReader(client: WebClient): MessageReader {
  return async (channel, ts) => {
    // A thread's replies are not in the channel's history; this finds a message of either kind by its own ts.
    const { messages } = await client.conversations.replies({
      channel,
      ts,
      oldest: ts,
      latest: ts,
      inclusive: true,
      limit: 1,
    });
    const message = messages?.find((candidate) => candidate.ts === ts);
    if (!message) return null;
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    return {
      author: message.user ?? message.bot_id ?? 'unknown',
      text: message.text ?? '',
      permalink: permalink ?? '',
      files: (message.files ?? []).map((file) => ({
        name: file.name ?? file.title ?? 'a file',
        permalink: file.permalink ?? null,
      })),
      pushpins: message.reactions?.find(({ name }) => name === 'pushpin')?.count ?? 0,
    };
  };
}
