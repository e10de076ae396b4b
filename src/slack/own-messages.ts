import type { WebClient } from '@slack/web-api';

interface Place {
  channel: string;
  threadTs: string | undefined;
  botUserId: string;
}

interface Found {
  status: 'sent';
  channel: string;
  ts: string;
}

/** Our own message with this key in its metadata, in the channel or in one thread of it; null when there is none. */
export async function findMessage(
  client: WebClient,
  { key, ...place }: Place & { key: string },
): Promise<Found | null> {
  const ts = await findOwn(client, place, ({ metadata }) => {
    const payload = metadata?.event_payload as { key?: unknown } | undefined;
    return metadata?.event_type === 'ringdown_message' && payload?.key === key;
  });
  return ts === null ? null : { status: 'sent', channel: place.channel, ts };
}

/** Our own message that shares a file of this name and title; the title says of which run or up to which entry. */
export async function findFile(
  client: WebClient,
  { filename, title, ...place }: Place & { filename: string; title: string },
): Promise<Found | null> {
  const ts = await findOwn(
    client,
    place,
    ({ files }) => files?.some((file) => file.name === filename && file.title === title) === true,
  );
  return ts === null ? null : { status: 'sent', channel: place.channel, ts };
}

interface Seen {
  user?: string;
  ts?: string;
  metadata?: { event_type?: string; event_payload?: object };
  files?: { name?: string | null; title?: string | null }[];
}

/** A lost answer is minutes old at most: this many messages back is far enough. */
const mostPages = 10;
const perPage = 200;

async function findOwn(client: WebClient, place: Place, isIt: (message: Seen) => boolean): Promise<string | null> {
  const { channel, threadTs, botUserId } = place;
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const asked = { channel, limit: perPage, include_all_metadata: true, ...(cursor === undefined ? {} : { cursor }) };
    const answer =
      threadTs === undefined
        ? await client.conversations.history(asked)
        : await client.conversations.replies({ ...asked, ts: threadTs });
    // Anybody may send metadata; only our own message proves that it was sent.
    const own = (answer.messages as Seen[] | undefined)?.find((message) => message.user === botUserId && isIt(message));
    if (own?.ts !== undefined) return own.ts;
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return null;
  }
  return null;
}
