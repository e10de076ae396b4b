import { sha256Hex } from '../../domain/chain.ts';
import type { TimelineEvent } from '../../domain/timeline.ts';
import type { Person } from '../workspace/world.ts';

/** Who takes part in a replay. The record holds keys of people, and neither their ids in Slack nor their zones. */
export interface Cast {
  people: Person[];
  /** Slack's id in this workspace. */
  idOf: (key: string) => string;
  mention: (key: string) => string;
}

/** Whoever watches: in every channel, and nobody of the record. */
export const observer: Person = { id: 'U0OBSERVER', name: 'observer', realName: 'Observer (you)', timeZone: 'UTC' };

const longestName = 80;

/** Everybody that the entries name, in the order in which they appear. The same record gives the same ids. */
export function castOf(events: readonly TimelineEvent[]): Cast {
  const keys = new Set(events.flatMap(namedIn));
  const people = [...keys].map((key): Person => {
    const name = key.slice(0, longestName).toWellFormed();
    return { id: idOf(key), name, realName: name, timeZone: 'UTC' };
  });
  return { people: [observer, ...people], idOf, mention: (key) => `<@${idOf(key)}>` };
}

/** Whoever has no key is on the record by Slack's own id. */
function idOf(key: string): string {
  return /^[UWB][A-Z0-9]{6,20}$/.test(key) ? key : `U${sha256Hex(key).slice(0, 10).toUpperCase()}`;
}

function namedIn({ type, actor, body }: TimelineEvent): string[] {
  const own = actor.kind === 'person' ? [actor.id] : [];
  if (body === null) return own;
  switch (type) {
    case 'incident.declared':
      return [...own, ...(body.commander === null ? [] : [body.commander])];
    case 'incident.role':
      return [...own, body.person, ...(body.previous === null ? [] : [body.previous])];
    case 'page.sent':
    case 'page.acknowledged':
      return [...own, body.person];
    case 'page.escalated':
      return [...own, ...body.people];
    case 'handoff.given':
      return [...own, body.from, body.to];
    case 'pin.added':
      return [...own, body.author];
    default:
      return own;
  }
}
