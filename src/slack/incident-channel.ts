import type { WebClient } from '@slack/web-api';
import { judge, refusalWord } from './refusals.ts';
import type { SendResult, SlackCall } from './send.ts';

type Creation = SlackCall & { kind: 'create-channel' };
type Made = { status: 'sent'; channel: string; name: string };

const longestName = 80;
const longestTopic = 250;
const mostNames = 20;

/**
 * Makes the channel of an incident. A channel of that name that an earlier attempt of ours made is taken over; where the
 * name belongs to somebody else (archived channels keep theirs), -2, -3 … is tried.
 */
export async function createOrAdopt(client: WebClient, call: Creation): Promise<SendResult> {
  for (let n = 1; n <= mostNames; n += 1) {
    try {
      const name = nameOf(call.name, n);
      const { channel } = await client.conversations.create({ name, is_private: call.isPrivate });
      if (channel?.id === undefined)
        return { status: 'ambiguous', error: `Slack made the channel ${name} but did not say which it is` };
      return await withTopic(client, call, { status: 'sent', channel: channel.id, name: channel.name ?? name });
    } catch (error) {
      if (refusalWord(error) !== 'name_taken')
        return judge(error, `create the channel ${call.name}`, { idempotent: false });
    }
    if (n === 1) {
      const own = await adopt(client, call);
      if (own !== null) return own;
    }
  }
  return {
    status: 'failed',
    word: 'name_taken',
    error: `Slack refuses to create the channel ${call.name}: ${mostNames} names like it are taken. Rename one of those channels`,
  };
}

/** The channel that an attempt of ours made, with its topic set; null when there is none. */
export async function findOwnChannel(client: WebClient, call: Creation, botUserId: string): Promise<Made | null> {
  const names = new Set(Array.from({ length: mostNames }, (_, i) => nameOf(call.name, i + 1)));
  const topic = topicOf(call);
  let cursor: string | undefined;
  do {
    const answer = await client.conversations.list({
      types: call.isPrivate ? 'private_channel' : 'public_channel',
      exclude_archived: true,
      limit: 200,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { id, name, creator, is_member: isIn, topic: own, num_members: members } of answer.channels ?? []) {
      if (id === undefined || name === undefined || !isIn || creator !== botUserId || !names.has(name)) continue;
      const written = unescaped(own?.value ?? '');
      // Without a topic it is ours only while nobody has been invited: we died between making it and naming its topic.
      if (written === topic || (written === '' && (members ?? 1) <= 1)) {
        const made: Made = { status: 'sent', channel: id, name };
        if (written !== topic) await client.conversations.setTopic({ channel: id, topic });
        return made;
      }
    }
    cursor = answer.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return null;
}

async function adopt(client: WebClient, call: Creation): Promise<SendResult | null> {
  try {
    const { user_id: botUserId } = await client.auth.test();
    return botUserId === undefined ? null : await findOwnChannel(client, call, botUserId);
  } catch (error) {
    return judge(error, 'list its channels', { idempotent: true });
  }
}

async function withTopic(client: WebClient, call: Creation, made: Made): Promise<SendResult> {
  const topic = topicOf(call);
  if (topic === '') return made;
  try {
    await client.conversations.setTopic({ channel: made.channel, topic });
    return made;
  } catch (error) {
    const why = judge(error, `set the topic of ${made.name}`, { idempotent: true });
    // The channel is there; whoever tries again finds it and sets the topic. A topic that is refused for good is no reason to lose it.
    return why.status === 'failed' ? made : { status: 'ambiguous', error: why.error };
  }
}

function nameOf(name: string, n: number): string {
  const suffix = n === 1 ? '' : `-${n}`;
  return `${name.slice(0, longestName - suffix.length)}${suffix}`;
}

function topicOf({ topic }: Creation): string {
  return topic.toWellFormed().slice(0, longestTopic).toWellFormed();
}

function unescaped(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
