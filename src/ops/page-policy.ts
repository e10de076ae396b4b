import type { EscalationPolicy } from '../domain/escalation.ts';
import { onCallWith } from '../domain/override.ts';
import { UserError } from '../lib/errors.ts';
import type { Reader } from '../store/database.ts';
import { overridesFrom } from '../store/overrides.ts';
import type { Deps } from './deps.ts';

/** The policy of a page; "@person" is a page to one person, sent once. */
export function policyOf(deps: Deps, name: string): EscalationPolicy {
  if (name.startsWith('@')) return { steps: [{ afterMs: 0, notify: [name.slice(1)] }], repeat: 0 };
  const policy = deps.config.oncall?.policies[name];
  if (!policy) throw new UserError('usage', `There is no escalation policy "${name}" in the config any more.`);
  return policy;
}

/** Who a step reaches at this moment: people by name, and whoever is on call in a rotation; overrides count. */
export async function pagePeople(db: Reader, deps: Deps, notify: readonly string[], nowMs: number): Promise<string[]> {
  const overrides = await overridesFrom(db, nowMs);
  const rotations = deps.config.oncall?.rotations ?? {};
  const people = notify.map((name) => {
    const rotation = rotations[name];
    return rotation ? onCallWith(rotation, name, overrides, nowMs) : name;
  });
  return [...new Set(people)];
}
