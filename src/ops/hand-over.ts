import { handoffText, handoffView } from '../slack/views/handoff.ts';
import { said } from '../slack/views/said.ts';
import type { Transaction } from '../store/database.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { handoffPacket } from './handoff-packet.ts';
import { recordOn } from './incident-record.ts';
import { slackMention } from './mention.ts';
import { intend } from './slack-intent.ts';
import { writeEntries } from './write-entries.ts';

/** Hands everything that is open over to somebody: the packet reaches them directly and is on the record. */
export async function handOver(deps: Deps, cause: Cause, to: string): Promise<void> {
  await commit(deps, cause, async (trx) => {
    const nowMs = deps.clock.nowMs();
    const packet = await handoffPacket(deps, trx, null);
    const body = { from: cause.actor.id, to, text: handoffText(packet) };
    const [event] = await writeEntries(trx, deps, null, [eventOf(cause, 'handoff.given', body)]);
    const user = deps.config.people[to]?.slack;
    if (user)
      await intend(
        trx,
        { kind: 'dm', user, view: handoffView(`:handshake: ${cause.actor.id} hands over to you.`, packet) },
        { key: `handoff:${event?.seq ?? 0}`, lane: 'timeline', incident: null, nowMs },
      );
  });
}

/** The new commander of an incident gets what is open on it, in its channel. */
export async function handOverCommand(
  trx: Transaction,
  deps: Deps,
  cause: Cause,
  incident: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const packet = await handoffPacket(deps, trx, incident);
  const { events } = await recordOn(trx, deps, incident, [
    eventOf(cause, 'handoff.given', { from, to, text: handoffText(packet) }),
  ]);
  const whom = slackMention(deps, to) ?? to;
  await intend(
    trx,
    { kind: 'post', to: { incident }, view: handoffView(said.tookOver(whom, from), packet) },
    { key: `handoff:${incident}:${events[0]?.seq ?? 0}`, lane: 'timeline', incident, nowMs: deps.clock.nowMs() },
  );
}
