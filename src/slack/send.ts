import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { createOrAdopt, findOwnChannel } from './incident-channel.ts';
import { findFile, findMessage } from './own-messages.ts';
import { judge, refusalWord } from './refusals.ts';
import { sendFile, titleOf } from './send-file.ts';

/** One effect in Slack. `key` names it for ever: a message carries it in its metadata and is found again by it. */
export type SlackCall =
  | { kind: 'post'; channel: string; text: string; blocks: KnownBlock[]; threadTs?: string; key: string }
  | { kind: 'update'; channel: string; ts: string; text: string; blocks: KnownBlock[] }
  | { kind: 'dm'; user: string; text: string; blocks: KnownBlock[]; key: string }
  | { kind: 'create-channel'; name: string; isPrivate: boolean; topic: string; key: string }
  | { kind: 'invite'; channel: string; users: string[] }
  | { kind: 'pin'; channel: string; ts: string }
  | { kind: 'archive'; channel: string }
  | {
      kind: 'file';
      channel: string;
      threadTs?: string;
      filename: string;
      title: string;
      /** Text, or the bytes of a picture. */
      content: string | Uint8Array;
      /** What a picture shows, for people who do not see it. */
      alt?: string;
      key: string;
    };

/**
 * `retry`: nothing happened, or doing it again does no harm; try again after `afterMs`, and where Slack said that there
 * is too much (`isLimited`) nothing of the kind before. `ambiguous`: it may have
 * happened; look with `findSent` before trying again. `failed`: it never will; `error` says why and what to do, `word` is
 * Slack's own.
 */
export type SendResult =
  | { status: 'sent'; channel?: string; ts?: string; name?: string; fileId?: string }
  | { status: 'retry'; afterMs: number; error: string; isLimited?: boolean }
  | { status: 'ambiguous'; error: string }
  | { status: 'failed'; error: string; word?: string };

/** Asks Slack for one effect, once. Never throws for what Slack answers or for a connection that fails. */
export async function send(client: WebClient, call: SlackCall): Promise<SendResult> {
  switch (call.kind) {
    case 'post':
      return post(client, call);
    case 'update':
      return update(client, call);
    case 'dm':
      return directMessage(client, call);
    case 'create-channel':
      return createOrAdopt(client, call);
    case 'invite':
      return invite(client, call);
    case 'pin':
      return pin(client, call);
    case 'archive':
      return archive(client, call);
    case 'file':
      return sendFile(client, call);
  }
}

/**
 * Looks for the effect of an attempt whose answer was lost; null when it is not there, or when doing it again does no
 * harm. Rejects when Slack cannot be asked: nothing may be concluded then.
 */
export async function findSent(
  client: WebClient,
  call: SlackCall,
  { botUserId }: { botUserId: string },
): Promise<(SendResult & { status: 'sent' }) | null> {
  switch (call.kind) {
    case 'post':
      return findMessage(client, { channel: call.channel, threadTs: call.threadTs, key: call.key, botUserId });
    case 'dm': {
      const channel = await openDirectMessage(client, call.user);
      return findMessage(client, { channel, threadTs: undefined, key: call.key, botUserId });
    }
    case 'file':
      return findFile(client, { ...call, title: titleOf(call), threadTs: call.threadTs, botUserId });
    case 'create-channel':
      return findOwnChannel(client, call, botUserId);
    case 'update':
    case 'invite':
    case 'pin':
    case 'archive':
      return null;
  }
}

/** Nothing in a message becomes a link, a preview or a mention unless we wrote it so (security rule R32). */
const asWritten = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;

interface Posted {
  channel: string;
  text: string;
  blocks: KnownBlock[];
  threadTs?: string;
  key: string;
}

async function post(client: WebClient, { channel, text, blocks, threadTs, key }: Posted): Promise<SendResult> {
  try {
    const answer = await client.chat.postMessage({
      channel,
      text,
      blocks,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      ...asWritten,
      metadata: { event_type: 'ringdown_message', event_payload: { key } },
    });
    return {
      status: 'sent',
      channel: answer.channel ?? channel,
      ...(answer.ts === undefined ? {} : { ts: answer.ts }),
    };
  } catch (error) {
    return judge(error, 'post the message', { idempotent: false });
  }
}

async function update(
  client: WebClient,
  { channel, ts, text, blocks }: SlackCall & { kind: 'update' },
): Promise<SendResult> {
  try {
    await client.chat.update({ channel, ts, text, blocks, parse: 'none', link_names: false });
    return { status: 'sent', channel, ts };
  } catch (error) {
    return judge(error, 'edit the message', { idempotent: true });
  }
}

async function directMessage(client: WebClient, call: SlackCall & { kind: 'dm' }): Promise<SendResult> {
  const { user, text, blocks, key } = call;
  let channel: string;
  try {
    channel = await openDirectMessage(client, user);
  } catch (error) {
    return judge(error, 'open a direct message', { idempotent: true });
  }
  return post(client, { channel, text, blocks, key });
}

async function openDirectMessage(client: WebClient, user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  if (channel?.id === undefined) throw new Error(`Slack opened a direct message with ${user} but named no channel.`);
  return channel.id;
}

async function invite(client: WebClient, { channel, users }: SlackCall & { kind: 'invite' }): Promise<SendResult> {
  try {
    // With `force` one person who cannot be invited does not keep out the others.
    if (users.length > 0) await client.conversations.invite({ channel, users: users.join(','), force: true });
    return { status: 'sent', channel };
  } catch (error) {
    if (['already_in_channel', 'cant_invite_self'].includes(refusalWord(error) ?? ''))
      return { status: 'sent', channel };
    return judge(error, 'invite into the channel', { idempotent: true });
  }
}

async function pin(client: WebClient, { channel, ts }: SlackCall & { kind: 'pin' }): Promise<SendResult> {
  try {
    await client.pins.add({ channel, timestamp: ts });
    return { status: 'sent', channel, ts };
  } catch (error) {
    if (refusalWord(error) === 'already_pinned') return { status: 'sent', channel, ts };
    return judge(error, 'pin the message', { idempotent: true });
  }
}

async function archive(client: WebClient, { channel }: SlackCall & { kind: 'archive' }): Promise<SendResult> {
  try {
    await client.conversations.archive({ channel });
    return { status: 'sent', channel };
  } catch (error) {
    if (refusalWord(error) === 'already_archived') return { status: 'sent', channel };
    return judge(error, 'archive the channel', { idempotent: true });
  }
}
