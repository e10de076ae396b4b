import type { WebClient } from '@slack/web-api';
import type { Clock } from '../lib/clock.ts';

const keptMs = 5 * 60_000;

/**
 * Whether a Slack user is a full, living member of our own workspace: no guest, bot, stranger or deactivated account.
 * Answers are kept for five minutes. Rejects when Slack cannot say; the caller then refuses.
 */
export function isMember(client: WebClient, clock: Clock): (slackUser: string) => Promise<boolean> {
  const known = new Map<string, { member: boolean; atMs: number }>();
  let ownTeam: string | undefined;
  return async (slackUser) => {
    const nowMs = clock.nowMs();
    const seen = known.get(slackUser);
    if (seen && nowMs - seen.atMs < keptMs) return seen.member;
    ownTeam ??= (await client.auth.test()).team_id;
    const { user } = await client.users.info({ user: slackUser });
    const member =
      user !== undefined &&
      user.team_id === ownTeam &&
      !(user.deleted || user.is_bot || user.is_restricted || user.is_ultra_restricted || user.is_stranger);
    known.set(slackUser, { member, atMs: nowMs });
    return member;
  };
}
