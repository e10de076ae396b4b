import type { WebClient } from '@slack/web-api';

export interface ReadMessage {
  /** Slack user id, or bot id, of who wrote it. */
  author: string;
  text: string;
  permalink: string | null;
}

/** One message by its place; null when it is gone or the bot may not read it. */
export type MessageReader = (channel: string, ts: string) => Promise<ReadMessage | null>;

export function messageReader(client: WebClient): MessageReader {
  return async (channel, ts) => {
    // A thread's replies are not in the history of the channel; `replies` finds both kinds.
    const { messages } = await client.conversations.replies({ channel, ts, latest: ts, oldest: ts, inclusive: true, limit: 1 });
    const message = messages?.find((candidate) => candidate.ts === ts);
    if (!message) return null;
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    return { author: message.user ?? message.bot_id ?? 'unknown', text: message.text ?? '', permalink: permalink ?? null };
  };
}
