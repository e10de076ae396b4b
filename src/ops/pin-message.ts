import { isoTime } from '../lib/clock.ts';
import { readableText } from '../slack/plain-text.ts';
import type { MessageReader } from '../slack/read-message.ts';
import { readEvents } from '../store/timeline.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { incidentOfChannel } from './open-incidents.ts';

export interface Pinned {
  incident: string;
  /** The entry that holds it. */
  seq: number;
  /** False when it stood on the timeline before. */
  isNew: boolean;
}

/**
 * A :pushpin: puts the message on the timeline at the time it was written. A second pushpin on it changes nothing. Null
 * outside the channels of incidents and for a message that Slack does not have any more.
 */
export async function pinMessage(
  deps: Deps,
  cause: Cause,
  place: { channel: string; ts: string },
  readMessage: MessageReader,
): Promise<Pinned | null> {
  const incident = await incidentOfChannel(deps, place.channel);
  if (incident === null) return null;
  const message = await readMessage(place.channel, place.ts);
  if (message === null) return null;
  return commit(deps, cause, async (trx) => {
    const before = await pinOf(trx, incident, place.ts);
    if (before !== null) return { incident, seq: before, isNew: false };
    const { text: markup, permalink, files } = message;
    const { people } = deps.config;
    const author = Object.entries(people).find(([, { slack }]) => slack === message.author)?.[0] ?? message.author;
    const text = readableText(markup, people);
    const own = { messageTs: place.ts, author, text, permalink, files };
    const body = text === markup ? own : { ...own, markup };
    const at = isoTime(Math.round(Number(place.ts) * 1000));
    const { events } = await recordOn(trx, deps, incident, [eventOf(cause, 'pin.added', body, at)]);
    return { incident, seq: events[0]?.seq ?? 0, isNew: true };
  });
}

/**
 * Taking the last pushpin away is an event of its own; the pin's stays. Slack is asked whether another is left, since
 * people take theirs away in any order and Slack promises none between two events.
 */
export async function unpinMessage(
  deps: Deps,
  cause: Cause,
  place: { channel: string; ts: string },
  readMessage: MessageReader,
): Promise<void> {
  const incident = await incidentOfChannel(deps, place.channel);
  if (incident === null) return;
  const message = await readMessage(place.channel, place.ts);
  if (message !== null && message.pushpins > 0) return;
  await commit(deps, cause, async (trx) => {
    if ((await pinOf(trx, incident, place.ts)) !== null)
      await recordOn(trx, deps, incident, [eventOf(cause, 'pin.removed', { messageTs: place.ts })]);
  });
}

/** The entry that holds the message; null when none does, or its pin was taken away. */
async function pinOf(db: Parameters<typeof readEvents>[0], incident: string, ts: string): Promise<number | null> {
  const pins = await readEvents(db, incident, { types: ['pin.added', 'pin.removed'] });
  const own = pins.filter(
    (event) => 'messageTs' in (event.body ?? {}) && (event.body as { messageTs: string }).messageTs === ts,
  );
  const last = own.at(-1);
  return last?.type === 'pin.added' ? last.seq : null;
}
