import { SlackError, type WebClient } from '@slack/web-api';
import type { Clock } from '../lib/clock.ts';
import type { Directory } from './directory.ts';

/** Who leaves a group in Slack loses its rights here within this. */
const keptMs = 30_000;

/** Whether somebody is in a Slack user group. A group that cannot be looked up has no members, and is asked again. */
export function userGroups(client: WebClient, clock: Clock): Directory['inUserGroup'] {
  const known = new Map<string, { users: ReadonlySet<string>; atMs: number }>();
  return async (group, slackUser, { fresh = false } = {}) => {
    const nowMs = clock.nowMs();
    const seen = known.get(group);
    if (!fresh && seen && nowMs - seen.atMs < keptMs) return seen.users.has(slackUser);
    try {
      const { users } = await client.usergroups.users.list({ usergroup: group });
      known.set(group, { users: new Set(users), atMs: nowMs });
      return users?.includes(slackUser) ?? false;
    } catch (error) {
      if (error instanceof SlackError) return false;
      throw error;
    }
  };
}
