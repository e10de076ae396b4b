export const rights = [
  'read',
  'declare',
  'update',
  'note',
  'page',
  'propose',
  'approve',
  'stop',
  'export',
  'admin',
] as const;
export type Right = (typeof rights)[number];

export interface Grant {
  /** A people key or a group. */
  who: string;
  may: Right[];
  where: 'any' | 'incident-channels' | 'terminal' | string[];
}

export interface AccessConfig {
  groups: Record<string, string[]>;
  access: readonly Grant[];
}

/** Where the person is: in the terminal, or in a channel that is an incident's or not. */
export type AccessPlace = 'terminal' | { channel: string; isIncident: boolean };

export type AccessDecision = { allowed: true } | { allowed: false; why: string };

/** Denied unless a grant says otherwise. The person is a people key from a verified envelope, never from text. */
export function may(
  config: AccessConfig,
  { person, right, place }: { person: string; right: Right; place: AccessPlace },
): AccessDecision {
  const own = config.access.filter(({ who }) => who === person || (config.groups[who] ?? []).includes(person));
  const having = own.filter(({ may: granted }) => granted.includes(right));
  if (having.some(({ where }) => holdsAt(where, place))) return { allowed: true };
  if (having.length > 0)
    return {
      allowed: false,
      why: `You have the right "${right}", but not here. It holds in: ${having.map(({ where }) => placeText(where)).join('; ')}.`,
    };
  return {
    allowed: false,
    why: `You do not have the right "${right}". An operator grants it under access in ringdown.yaml.`,
  };
}

function holdsAt(where: Grant['where'], place: AccessPlace): boolean {
  if (where === 'any') return true;
  if (place === 'terminal') return where === 'terminal';
  if (where === 'incident-channels') return place.isIncident;
  return Array.isArray(where) && where.includes(place.channel);
}

function placeText(where: Grant['where']): string {
  if (where === 'incident-channels') return 'the channels of incidents';
  if (where === 'terminal') return 'the terminal';
  return where === 'any' ? 'any place' : where.map((channel) => `<#${channel}>`).join(', ');
}
