import type { Actor, EventBody, EventType, NewEvent, Origin } from '../domain/timeline.ts';

/** Who set something in motion and by which road; stamped on every event that follows from it. */
export interface Cause {
  actor: Actor;
  origin: Origin;
  /** The inbox row that is finished in the same transaction as the effect; null when nothing came in from Slack. */
  inboxKey: string | null;
}

export const clockCause: Cause = { actor: { kind: 'bot', id: 'ringdown' }, origin: 'clock', inboxKey: null };

export function personCause(person: string, origin: Origin, inboxKey: string | null = null): Cause {
  return { actor: { kind: 'person', id: person }, origin, inboxKey };
}

/** An event of this cause; it occurred when it is recorded unless said otherwise. */
export function eventOf<T extends EventType>(
  cause: Cause,
  type: T,
  body: EventBody<T>,
  occurredAt: string | null = null,
): NewEvent {
  return { type, body, actor: cause.actor, origin: cause.origin, occurredAt } as NewEvent;
}
