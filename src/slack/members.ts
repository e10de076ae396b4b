import { SlackError, type WebClient } from '@slack/web-api';
import type { Clock } from '../lib/clock.ts';

const keptMs = 5 * 60_000;
const mostKept = 2_000;

/**
 * Whether a Slack user is a full, living member of the bot's own workspace: no guest, bot, stranger, deactivated account
 * or person of another workspace. Answers are kept for five minutes, unless a fresh one is asked for; a lookup that fails is a no and is not kept.
 */
export function isMember(
  client: WebClient,
  clock: Clock,
): (slackUser: string, how?: { fresh?: boolean }) => Promise<boolean> {
  const known = new Map<string, { isMember: boolean; atMs: number }>();
  let ownTeam: string | undefined;
  return async (slackUser, { fresh = false } = {}) => {
    const nowMs = clock.nowMs();
    const seen = known.get(slackUser);
    if (!fresh && seen && nowMs - seen.atMs < keptMs) return seen.isMember;
    try {
      ownTeam ??= (await client.auth.test()).team_id;
      const { user } = await client.users.info({ user: slackUser });
      const answer =
        user?.id === slackUser &&
        ownTeam !== undefined &&
        user.team_id === ownTeam &&
        !(user.deleted || user.is_bot || user.is_restricted || user.is_ultra_restricted || user.is_stranger);
      if (known.size >= mostKept) known.clear();
      known.set(slackUser, { isMember: answer, atMs: nowMs });
      return answer;
    } catch (error) {
      // Who cannot be looked up is treated as a stranger; only a bug of ours goes further.
      if (error instanceof SlackError) return false;
      throw error;
    }
  };
}
