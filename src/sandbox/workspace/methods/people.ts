import { flag, page, required } from '../arguments.ts';
import type { JsonObject } from '../block-kit.ts';
import { SlackRefusal } from '../refusal.ts';
import type { Person, World } from '../world.ts';
import { botMethod, type Method } from './method.ts';

/** Users and user groups. */
export const peopleMethods: Record<string, Method> = {
  'users.info': botMethod((world, args) => {
    const person = world.people.get(required(args, 'user'));
    if (person === undefined) throw new SlackRefusal('user_not_found');
    return { user: describePerson(world, person) };
  }),
  'users.list': botMethod((world, args) => {
    const { items, cursor } = page([...world.people.values()], args, 200);
    return {
      members: items.map((person) => describePerson(world, person)),
      cache_ts: Math.floor(world.nowMs() / 1000),
      response_metadata: { next_cursor: cursor },
    };
  }),
  'users.lookupByEmail': botMethod((world, args) => {
    const email = required(args, 'email').toLowerCase();
    const person = [...world.people.values()].find((candidate) => candidate.email?.toLowerCase() === email);
    if (person === undefined || person.deleted) throw new SlackRefusal('users_not_found');
    return { user: describePerson(world, person) };
  }),
  'usergroups.list': botMethod((world, args) => ({
    usergroups: world.userGroups.map((group) => ({
      id: group.id,
      team_id: world.team.id,
      handle: group.handle,
      name: group.name,
      user_count: group.users.length,
      ...(flag(args, 'include_users') ? { users: group.users } : {}),
    })),
  })),
  'usergroups.users.list': botMethod((world, args) => {
    const group = world.userGroups.find(({ id }) => id === required(args, 'usergroup'));
    if (group === undefined) throw new SlackRefusal('no_such_subteam');
    return { users: group.users };
  }),
};

function describePerson(world: World, person: Person): JsonObject {
  const isBot = person.isBot ?? false;
  return {
    id: person.id,
    team_id: person.teamId ?? world.team.id,
    name: person.name,
    real_name: person.realName,
    deleted: person.deleted ?? false,
    is_bot: isBot,
    is_app_user: false,
    is_restricted: person.isRestricted ?? false,
    is_ultra_restricted: false,
    is_stranger: person.teamId !== undefined && person.teamId !== world.team.id,
    tz: person.timeZone,
    tz_offset: offsetSeconds(person.timeZone, world.nowMs()),
    profile: {
      real_name: person.realName,
      display_name: person.name,
      ...(person.email === undefined ? {} : { email: person.email }),
      ...(isBot && person.id === world.bot.userId ? { bot_id: world.bot.botId, api_app_id: world.appId } : {}),
    },
  };
}

function offsetSeconds(timeZone: string, nowMs: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(nowMs);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (match === null) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}
