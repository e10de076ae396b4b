import { accessPlace } from './access-place.ts';
import type { CommandContext } from './command.ts';
import { type AccessConfig, type AccessDecision, may, type Right } from './domain/access.ts';
import { isUserGroup } from './domain/user-group.ts';
import type { Deps } from './ops/deps.ts';

/** What nobody may do on the strength of an answer that is minutes old. */
const fresh: readonly Right[] = ['approve', 'admin'];

/** Whether the writer may do this here. For approvals Slack is asked anew: whether they are still members, and of which groups. */
export async function decide(
  context: Pick<CommandContext, 'deps' | 'person' | 'place'>,
  right: Right,
): Promise<AccessDecision> {
  const { deps, person, place } = context;
  const how = { fresh: fresh.includes(right) };
  const decision = may(await accessOf(deps, person, how), { person, right, place: accessPlace(place) });
  if (!decision.allowed || !how.fresh || place.kind === 'terminal') return decision;
  const slackUser = deps.config.people[person]?.slack;
  if (slackUser !== undefined && (await deps.directory.isMember(slackUser, how))) return decision;
  return { allowed: false, why: 'Slack does not confirm that you are a full member of this workspace.' };
}

/** The grants with the person in every group that they are in, Slack's user groups too. */
export async function accessOf(
  deps: Deps,
  person: string,
  how: { fresh: boolean } = { fresh: false },
): Promise<AccessConfig> {
  const { access, groups, people } = deps.config;
  const slackUser = people[person]?.slack;
  const held = new Set(access.map(({ who }) => who));
  const found: Record<string, string[]> = {};
  for (const [name, members] of Object.entries(groups)) {
    if (!held.has(name)) continue;
    const isIn = members.includes(person) || (slackUser !== undefined && (await inAny(deps, members, slackUser, how)));
    found[name] = isIn ? [person] : [];
  }
  return { access, groups: found };
}

async function inAny(
  deps: Deps,
  members: readonly string[],
  slackUser: string,
  how: { fresh: boolean },
): Promise<boolean> {
  for (const group of members.filter(isUserGroup))
    if (await deps.directory.inUserGroup(group, slackUser, how)) return true;
  return false;
}
