import { SlackError, type WebClient } from '@slack/web-api';
import type { MessageView } from './slack/views/view.ts';

export interface Listener {
  user: string;
  /** "" where nothing but a direct message reaches them. */
  channel: string;
  threadTs: string | null;
}

/** Tells one person something where they are; where the bot cannot speak there, as a direct message. */
export async function tell(client: WebClient, { user, channel, threadTs }: Listener, view: MessageView): Promise<void> {
  if (channel !== '') {
    try {
      await client.chat.postEphemeral({
        channel,
        user,
        ...(threadTs === null ? {} : { thread_ts: threadTs }),
        ...view,
      });
      return;
    } catch (error) {
      // Not in the channel, archived, or the person left: the direct message below still reaches them.
      if (!(error instanceof SlackError)) throw error;
    }
  }
  await client.chat.postMessage({ channel: user, ...view, unfurl_links: false });
}
