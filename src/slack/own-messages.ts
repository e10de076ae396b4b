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
  const ts = await findOwn(client, place, (message) => carries(message, key));
  return ts === null ? null : { status: 'sent', channel: place.channel, ts };
}

/** Our own message that shares a file of this name and title; the title says of which run or up to which entry. */
export async function findFile(
  client: WebClient,
  { filename, title, ...place }: Place & { filename: string; title: string },
): Promise<Found | null> {
  const ts = await findOwn(client, place, (message) => shares(message, { filename, title }));
  return ts === null ? null : { status: 'sent', channel: place.channel, ts };
}

/** All our own messages with this key, or with this file, newest first; the last few hundred are looked at. */
export async function findDoubles(
  client: WebClient,
  { key, file, ...place }: Place & { key: string; file: { filename: string; title: string } | null },
): Promise<{ ts: string; fileIds: string[] }[]> {
  const found: { ts: string; fileIds: string[] }[] = [];
  await findOwn(client, place, (message) => {
    if (file === null ? carries(message, key) : shares(message, file))
      found.push({ ts: message.ts ?? '', fileIds: message.files?.map(({ id }) => id ?? '') ?? [] });
    return false;
  });
  return found;
}

function carries({ metadata }: Seen, key: string): boolean {
  const payload = metadata?.event_payload as { key?: unknown } | undefined;
  return metadata?.event_type === 'ringdown_message' && payload?.key === key;
}

function shares({ files }: Seen, { filename, title }: { filename: string; title: string }): boolean {
  return files?.some((file) => file.name === filename && file.title === title) === true;
}

interface Seen {
  user?: string;
  ts?: string;
  metadata?: { event_type?: string; event_payload?: object };
  files?: { id?: string; name?: string | null; title?: string | null }[];
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
