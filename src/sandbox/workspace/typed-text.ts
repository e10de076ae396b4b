import type { World } from './world.ts';

/**
 * What a person types, as Slack hands it to an app: `&`, `<`, `>` escaped, `@name` and `#name` turned into ids.
 * With `named` the ids carry their name (`<@U01|ana>`), as slash commands with `should_escape` do; messages have none.
 * Tokens that are already in Slack's form are kept.
 */
export function fromComposer(world: World, typed: string, named: boolean): string {
  const kept = /(<[@#][A-Z0-9]+(?:\|[^>]*)?>|<!(?:here|channel|everyone)>|<https?:[^>\s]+>)/;
  return typed
    .split(kept)
    .map((part) => (kept.test(part) ? withName(world, part, named) : mentions(world, escapeText(part), named)))
    .join('');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function mentions(world: World, text: string, named: boolean): string {
  return text
    .replace(/(^|[\s(,])@([\w.-]*\w)/g, (whole, before: string, name: string) => {
      const person = [...world.people.values()].find(
        (candidate) => candidate.name.toLowerCase() === name.toLowerCase(),
      );
      return person === undefined ? whole : `${before}${withName(world, `<@${person.id}>`, named)}`;
    })
    .replace(/(^|[\s(,])#([\p{L}\p{N}_-]+)/gu, (whole, before: string, name: string) => {
      const channel = [...world.channels.values()].find((candidate) => candidate.name === name);
      return channel === undefined ? whole : `${before}<#${channel.id}|${channel.name}>`;
    });
}

function withName(world: World, token: string, named: boolean): string {
  const match = /^<@([A-Z0-9]+)/.exec(token);
  const id = match?.[1];
  if (id === undefined) return token;
  return named ? `<@${id}|${world.people.get(id)?.name ?? id}>` : `<@${id}>`;
}
