import { botMethod, type Method } from './method.ts';

export const appMethods: Record<string, Method> = {
  'auth.test': botMethod((world, _args, doors) => ({
    url: `${doors.origin}/`,
    team: world.team.name,
    team_id: world.team.id,
    user: world.bot.name,
    user_id: world.bot.userId,
    bot_id: world.bot.botId,
    is_enterprise_install: false,
  })),
  'apps.connections.open': { token: 'app', run: (_world, _args, doors) => ({ url: doors.openSocketUrl() }) },
  'team.info': botMethod((world) => ({
    team: { id: world.team.id, name: world.team.name, domain: world.team.domain },
  })),
};
