import { foldEvent, type Incident } from '../../domain/incident.ts';
import type { TimelineEvent } from '../../domain/timeline.ts';
import { epochMs } from '../../lib/clock.ts';
import type { Cast } from './cast.ts';
import type { Effect, Step } from './effect.ts';
import { incidentPart } from './incident-part.ts';
import { mitigationPart } from './mitigation-part.ts';
import { pagePart } from './page-part.ts';
import { pins, type Written } from './pin-part.ts';
import { playbookPart } from './playbook-part.ts';
import { readingPart } from './reading-part.ts';
import type { Part, Stagehand } from './stagehand.ts';
import { threadPart } from './thread-part.ts';

/**
 * Turns a record into what happened in the workspace, moment by moment, in the order in which it was recorded. Pure: the
 * same record gives the same script. `events` begin with the declaration and hold each answer as today's parsers read it.
 */
export function scriptOf(record: Omit<Stagehand, 'cast'>, cast: Cast): Step[] {
  const stagehand = { ...record, cast };
  const texts = new Map<string, string>();
  const pinned = pins(stagehand, (text) => texts.get(text) ?? null);
  const parts: Part[] = [
    joinPart(stagehand),
    incidentPart(stagehand),
    pagePart(stagehand),
    playbookPart(stagehand),
    readingPart(stagehand),
    mitigationPart(stagehand),
    pinned.part,
    threadPart(stagehand),
  ];
  let incident: Incident | null = null;
  let atMs = 0;
  const steps = momentsOf(record.events).map((together): Step => {
    const effects: Effect[] = [];
    for (const event of together) {
      incident = foldEvent(incident, event);
      if (incident === null) throw new TypeError(`entry ${event.seq} stands before the declaration`);
      const now = { incident, together };
      for (const part of parts) effects.push(...part(event, now));
    }
    for (const effect of effects)
      if (effect.kind === 'post' || effect.kind === 'update') texts.set(effect.view.text, effect.key);
    // A clock that was set back does not turn the order round.
    atMs = Math.max(atMs, epochMs(together[0]?.recordedAt ?? ''));
    return { atMs, seq: together.at(-1)?.seq ?? 0, effects: lastEdits(effects) };
  });
  return withWritten(steps, pinned.written);
}

/** Whoever acts on an incident is in its channel. */
function joinPart({ cast }: Stagehand): Part {
  return ({ type, actor }) =>
    actor.kind === 'person' && type !== 'incident.declared' ? [{ kind: 'join', user: cast.idOf(actor.id) }] : [];
}

/** Entries that were recorded at once. */
function momentsOf(events: readonly TimelineEvent[]): TimelineEvent[][] {
  const moments: TimelineEvent[][] = [];
  for (const event of events) {
    const last = moments.at(-1);
    if (last?.[0]?.recordedAt === event.recordedAt) last.push(event);
    else moments.push([event]);
  }
  return moments;
}

/** Of the edits of one message in one moment only the last one is seen. */
function lastEdits(effects: readonly Effect[]): Effect[] {
  const last = new Map(effects.flatMap((one) => (one.kind === 'update' ? [[one.key, one] as const] : [])));
  return effects.filter((one) => one.kind !== 'update' || last.get(one.key) === one);
}

/** What people wrote stands where it was written, though not before there was a channel to write in. */
function withWritten(steps: readonly Step[], written: readonly Written[]): Step[] {
  const [first, ...rest] = steps;
  if (!first) return [];
  const earliest = written.map((one): Step => ({ ...one, atMs: Math.max(one.atMs, first.atMs) }));
  const merged = [...earliest.toSorted((a, b) => a.atMs - b.atMs)];
  const result: Step[] = [first];
  for (const step of rest) {
    while (merged[0] && merged[0].atMs <= step.atMs) result.push(merged.shift() as Step);
    result.push(step);
  }
  return [...result, ...merged];
}
