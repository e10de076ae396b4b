import type { EventBody, TimelineEvent } from '../../domain/timeline.ts';
import { epochMs } from '../../lib/clock.ts';
import type { Effect } from './effect.ts';
import type { Stagehand } from './stagehand.ts';

/** A message that somebody pinned, at the time at which it was written. */
export interface Written {
  atMs: number;
  seq: number;
  effects: Effect[];
}

/**
 * Messages of people that were put on the timeline by a pushpin. `keyOf` knows the messages of the bot by their text;
 * any other one is given back as `written`, by its author at its own time.
 */
export function pins({ cast }: Stagehand, keyOf: (text: string) => string | null) {
  const keys = new Map<string, string>();
  /** Who has a pushpin on a message, by its key. */
  const holders = new Map<string, Set<string>>();
  const written: Written[] = [];

  function added(
    event: TimelineEvent,
    { messageTs, author, text: readable, markup }: EventBody<'pin.added'>,
  ): Effect[] {
    const text = markup ?? readable;
    const user = cast.idOf(event.actor.id);
    const known = keys.get(messageTs) ?? keyOf(text);
    const key = known ?? `pinned:${messageTs}`;
    keys.set(messageTs, key);
    if (known === null) {
      const by = cast.idOf(author);
      const effects: Effect[] = [
        { kind: 'join', user: by },
        { kind: 'says', key, user: by, text },
      ];
      written.push({ atMs: epochMs(event.occurredAt), seq: event.seq, effects });
    }
    const holding = holders.get(key) ?? new Set();
    holders.set(key, holding);
    if (holding.has(user)) return [];
    holding.add(user);
    return [
      { kind: 'join', user },
      { kind: 'reacts', key, user, isTakenBack: false },
    ];
  }

  /** The record says that the pushpin is gone, whoever had put it there. */
  function removed({ messageTs }: EventBody<'pin.removed'>): Effect[] {
    const key = keys.get(messageTs) ?? '';
    const holding = [...(holders.get(key) ?? [])];
    holders.delete(key);
    return holding.map((user) => ({ kind: 'reacts', key, user, isTakenBack: true }));
  }

  return {
    written,
    part: (event: TimelineEvent): Effect[] => {
      if (event.body === null) return [];
      if (event.type === 'pin.added') return added(event, event.body);
      return event.type === 'pin.removed' ? removed(event.body) : [];
    },
  };
}
