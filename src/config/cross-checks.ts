import { nearest } from '../lib/nearest.ts';
import type { RawConfig } from './schema.ts';

export interface CrossProblem {
  path: PropertyKey[];
  what: string;
}

/** Names that must be somewhere else in the file, and orders that must hold. */
export function crossProblems(config: RawConfig): CrossProblem[] {
  const people = Object.keys(config.people);
  const groups = Object.keys(config.groups);
  const rotations = Object.keys(config.oncall?.rotations ?? {});
  const problems: CrossProblem[] = [];
  const mustKnow = (word: string, known: readonly string[], what: string, path: PropertyKey[]) => {
    if (known.includes(word)) return;
    const [close] = nearest(word, known);
    const hint = close === undefined ? `known: ${known.join(', ') || 'none'}` : `did you mean ${close}?`;
    problems.push({ path, what: `"${word}" is not ${what} (${hint})` });
  };
  for (const [group, members] of Object.entries(config.groups))
    members.forEach((person, i) => void mustKnow(person, people, 'in people', ['groups', group, i]));
  config.access.forEach(
    (grant, i) => void mustKnow(grant.who, [...people, ...groups], 'a person or a group', ['access', i, 'who']),
  );
  for (const [name, rotation] of Object.entries(config.oncall?.rotations ?? {}))
    rotation.people.forEach(
      (person, i) => void mustKnow(person, people, 'in people', ['oncall', 'rotations', name, 'people', i]),
    );
  for (const [name, policy] of Object.entries(config.oncall?.policies ?? {}))
    policy.steps.forEach((step, i) => {
      const path = ['oncall', 'policies', name, 'steps', i];
      step.notify.forEach(
        (who, k) => void mustKnow(who, [...rotations, ...people], 'a rotation or a person', [...path, 'notify', k]),
      );
      const before = policy.steps[i - 1];
      if (before && step.after <= before.after)
        problems.push({ path: [...path, 'after'], what: 'a step comes later than the one before it' });
    });
  if (config.slack?.mode === 'socket' && config.slack.appToken === undefined)
    problems.push({ path: ['slack'], what: 'mode: socket needs appToken' });
  if (config.slack?.mode === 'http' && config.slack.signingSecret === undefined)
    problems.push({ path: ['slack'], what: 'mode: http needs signingSecret' });
  problems.push(...doubles(config));
  return problems;
}

/** Two people with one Slack id or one OS user would be one person with two votes. */
function doubles(config: RawConfig): CrossProblem[] {
  return (['slack', 'osUser'] as const).flatMap((field) => {
    const seen = new Map<string, string>();
    return Object.entries(config.people).flatMap(([key, person]) => {
      const value = person[field];
      if (value === undefined) return [];
      const other = seen.get(value);
      seen.set(value, key);
      return other === undefined ? [] : [{ path: ['people', key, field], what: `"${value}" is ${other} already` }];
    });
  });
}
