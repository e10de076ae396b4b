import type { WebClient } from '@slack/web-api';
import type { Clock } from '../lib/clock.ts';
import { isMember } from './members.ts';
import { refusalWord } from './refusals.ts';
import { userGroups } from './user-groups.ts';

/** `unknown`: the bot may not look, or is not in it. */
type Sharing = 'own' | 'shared' | 'unknown';

interface Fresh {
  /** Asks Slack now instead of trusting an answer of the last minutes: before an approval counts. */
  fresh?: boolean;
}

/** What Slack knows of people, groups and channels. What cannot be looked up gives no right. */
export interface Directory {
  /** A full, living member of the bot's own workspace. */
  isMember: (slackUser: string, how?: Fresh) => Promise<boolean>;
  inUserGroup: (group: string, slackUser: string, how?: Fresh) => Promise<boolean>;
  /** Whether people of another organisation read along. Rejects when Slack cannot be asked. */
  sharing: (channel: string, how?: Fresh) => Promise<Sharing>;
}

export function createDirectory(client: WebClient, clock: Clock): Directory {
  return { isMember: isMember(client, clock), inUserGroup: userGroups(client, clock), sharing: sharing(client, clock) };
}

/** The terminal has no Slack: the OS user is who they are, and groups that live in Slack give no right there. */
export const noDirectory: Directory = {
  isMember: async () => true,
  inUserGroup: async () => false,
  sharing: async () => 'own',
};

const keptMs = 5 * 60_000;
const mostKept = 2_000;
/** The bot is not let look; the call itself will be answered as Slack sees fit. */
const notTold = ['missing_scope', 'channel_not_found', 'not_in_channel', 'method_not_supported_for_channel_type'];

function sharing(client: WebClient, clock: Clock): Directory['sharing'] {
  const known = new Map<string, { answer: Sharing; atMs: number }>();
  return async (channel, { fresh = false } = {}) => {
    // Direct messages are between the bot and one member.
    if (!/^[CG]/.test(channel)) return 'own';
    const nowMs = clock.nowMs();
    const seen = known.get(channel);
    if (!fresh && seen && nowMs - seen.atMs < keptMs) return seen.answer;
    const answer = await ask(client, channel);
    if (known.size >= mostKept) known.clear();
    if (answer === 'unknown') known.delete(channel);
    else known.set(channel, { answer, atMs: nowMs });
    return answer;
  };
}

async function ask(client: WebClient, channel: string): Promise<Sharing> {
  try {
    const { channel: found } = await client.conversations.info({ channel });
    return found?.is_ext_shared || found?.is_pending_ext_shared ? 'shared' : 'own';
  } catch (error) {
    if (notTold.includes(refusalWord(error) ?? '')) return 'unknown';
    throw error;
  }
}
