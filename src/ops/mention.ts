import type { Deps } from './deps.ts';

/** A person as Slack shows them, or their key where Slack does not know them. */
export function slackMention(deps: Deps, person: string | null): string | null {
  if (person === null) return null;
  const slack = deps.config.people[person]?.slack;
  return slack ? `<@${slack}>` : person;
}
