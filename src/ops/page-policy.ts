import type { EscalationPolicy } from '../domain/escalation.ts';
import { onCallAt } from '../domain/rotation.ts';
import { UserError } from '../lib/errors.ts';
import type { Deps } from './deps.ts';

/** The policy of a page; "@person" is a page to one person, sent once. */
export function policyOf(deps: Deps, name: string): EscalationPolicy {
  if (name.startsWith('@')) return { steps: [{ afterMs: 0, notify: [name.slice(1)] }], repeat: 0 };
  const policy = deps.config.oncall?.policies[name];
  if (!policy) throw new UserError('usage', `There is no escalation policy "${name}" in the config any more.`);
  return policy;
}

/** Who a step reaches at this moment: people by name, and whoever is on call in a rotation. */
export function pagePeople(deps: Deps, notify: readonly string[], nowMs: number): string[] {
  const rotations = deps.config.oncall?.rotations ?? {};
  const people = notify.map((name) => {
    const rotation = rotations[name];
    return rotation ? onCallAt(rotation, nowMs) : name;
  });
  return [...new Set(people)];
}
