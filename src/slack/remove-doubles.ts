import type { WebClient } from '@slack/web-api';
import { findDoubles } from './own-messages.ts';
import { judge, refusalWord } from './refusals.ts';
import type { SendResult } from './send.ts';
import { titleOf } from './send-file.ts';

export interface Doubles {
  channel: string;
  threadTs?: string;
  key: string;
  /** The message's ts, or the id of the shared file. */
  keep: string;
  file: { filename: string; title: string } | null;
  botUserId: string;
}

/**
 * Deletes every message of ours with this key but the one to keep. A request whose answer was lost may still be carried
 * out after its message was looked for in vain and sent again.
 */
export async function removeDoubles(client: WebClient, { keep, file, ...doubles }: Doubles): Promise<SendResult> {
  const { channel } = doubles;
  try {
    const found = await findDoubles(client, {
      ...doubles,
      threadTs: doubles.threadTs,
      file: file === null ? null : { ...file, title: titleOf(file) },
    });
    const isKept = ({ ts, fileIds }: (typeof found)[number]) => ts === keep || fileIds.includes(keep);
    // Where the one to keep is gone, somebody has deleted it; the others are no more wanted than that.
    for (const { ts } of found.filter((message) => !isKept(message))) await client.chat.delete({ channel, ts });
    return { status: 'sent', channel };
  } catch (error) {
    if (refusalWord(error) === 'message_not_found') return { status: 'sent', channel };
    return judge(error, 'take back a message that stands twice', { idempotent: true });
  }
}
