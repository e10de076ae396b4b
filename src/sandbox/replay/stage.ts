import type { WebClient } from '@slack/web-api';
import type { Drawing } from '../../pictures/draw.ts';
import { mapGraph, networkMapPicture } from '../../pictures/network-map.ts';
import { plainText } from '../../slack/plain-text.ts';
import { type SendResult, type SlackCall, send } from '../../slack/send.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Effect } from './effect.ts';

export interface StageParts {
  workspace: Workspace;
  client: WebClient;
  drawing: Drawing;
  /** Where the incident is announced. */
  announcements: string;
  /** Slack's id of the app itself. */
  bot: string;
  /** Who is in the incident's channel from its beginning. */
  audience: readonly string[];
}

/** Lets one effect happen in the workspace, through the same calls as the bot's. Rejects when the workspace refuses it. */
export function stage({ workspace, client, drawing, announcements, bot, audience }: StageParts) {
  const messages = new Map<string, { channel: string; ts: string }>();
  const members = new Set([bot]);
  let channel = '';

  const placeOf = (key: string) => {
    const place = messages.get(key);
    if (!place) throw new TypeError(`the message ${key} was never posted`);
    return place;
  };
  const threadOf = (key: string | undefined) => (key === undefined ? {} : { threadTs: placeOf(key).ts });

  async function ask(call: SlackCall): Promise<SendResult & { status: 'sent' }> {
    const result = await send(client, call);
    if (result.status === 'sent') return result;
    throw new Error(`the workspace did not take a ${call.kind}: ${result.error}`);
  }

  async function posted(key: string, call: SlackCall): Promise<void> {
    const result = await ask(call);
    if (result.channel === undefined || result.ts === undefined) throw new TypeError(`${key} has no place`);
    messages.set(key, { channel: result.channel, ts: result.ts });
  }

  async function join(user: string): Promise<void> {
    if (members.has(user)) return;
    members.add(user);
    await ask({ kind: 'invite', channel, users: [user] });
  }

  async function png(effect: Effect & { kind: 'picture' }): Promise<Uint8Array> {
    const { drawing: wanted } = effect;
    if ('svg' in wanted) return drawing.png(wanted.svg);
    const placed = await drawing.layout(mapGraph(wanted.map));
    return drawing.png(networkMapPicture(wanted.map, placed, wanted.title));
  }

  return async (effect: Effect): Promise<void> => {
    switch (effect.kind) {
      case 'create-channel': {
        const { name, topic } = effect;
        const made = await ask({ kind: 'create-channel', name, isPrivate: false, topic, key: name });
        channel = made.channel ?? '';
        for (const user of audience) await join(user);
        return;
      }
      case 'join':
        return join(effect.user);
      case 'post': {
        const to = effect.place === 'announcements' ? announcements : channel;
        const { key, view } = effect;
        return posted(key, { kind: 'post', channel: to, ...view, key, ...threadOf(effect.threadOf) });
      }
      case 'dm':
        return posted(effect.key, { kind: 'dm', user: effect.user, ...effect.view, key: effect.key });
      case 'update':
        await ask({ kind: 'update', ...placeOf(effect.key), ...effect.view });
        return;
      case 'pin':
        await ask({ kind: 'pin', ...placeOf(effect.key) });
        return;
      case 'file': {
        const { key, filename, title, text } = effect;
        await ask({ kind: 'file', channel, filename, title, content: text, key, ...threadOf(effect.threadOf) });
        return;
      }
      case 'picture': {
        const { key, filename, title, alt } = effect;
        const content = await png(effect);
        await ask({ kind: 'file', channel, filename, title, content, alt, key, ...threadOf(effect.threadOf) });
        return;
      }
      case 'says': {
        const { ts } = workspace.asUser(effect.user).post(channel, plainText(effect.text, {}));
        messages.set(effect.key, { channel, ts });
        return;
      }
      case 'reacts': {
        const { channel: where, ts } = placeOf(effect.key);
        const hands = workspace.asUser(effect.user);
        if (effect.isTakenBack) hands.unreact(where, ts, 'pushpin');
        else hands.react(where, ts, 'pushpin');
        return;
      }
    }
  };
}
