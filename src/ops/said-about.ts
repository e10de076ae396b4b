import { redactedText } from '../domain/redaction.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { plainMessage } from '../slack/views/plain.ts';
import { said } from '../slack/views/said.ts';
import type { Transaction } from '../store/database.ts';
import { resultOf } from '../store/outbox.ts';
import { archiveWords } from './archive-channel.ts';
import type { Deps } from './deps.ts';
import { slackMention } from './mention.ts';
import { sayOn } from './say.ts';
import { intend, intendInstead } from './slack-intent.ts';

/** The message in the incident's channel that tells an entry: its key, our sentence, and what somebody wrote. */
interface SaidAbout {
  key: string;
  sentence: string;
  quoted: string | null;
}

/** Null for an entry that is told otherwise, or not at all. */
function saidAbout(deps: Deps, event: TimelineEvent): SaidAbout | null {
  const { incident, seq, actor } = event;
  if (event.body === null) return null;
  const who = (actor.kind === 'person' ? slackMention(deps, actor.id) : null) ?? actor.id;
  switch (event.type) {
    case 'incident.update':
      return { key: `update:${incident}:${seq}`, sentence: said.update(who), quoted: event.body.text };
    case 'incident.status': {
      const { from, to, text } = event.body;
      const ending = to === 'resolved' && from !== 'resolved' ? archiveWords(deps) : '';
      return { key: `status:${incident}:${seq}`, sentence: said.status(who, to, ending), quoted: text };
    }
    case 'incident.severity': {
      const { from, to, why } = event.body;
      return { key: `severity:${incident}:${seq}`, sentence: said.severity(who, from, to), quoted: why };
    }
    case 'handoff.given': {
      const { from, to } = event.body;
      const whom = slackMention(deps, to) ?? to;
      return { key: `handoff:${incident}:${seq}`, sentence: said.tookOver(whom, from), quoted: redactedText };
    }
    default:
      return null;
  }
}

/** Tells an entry in its incident's channel. */
export async function sayEntry(trx: Transaction, deps: Deps, event: TimelineEvent | undefined): Promise<void> {
  const about = event && saidAbout(deps, event);
  if (!event?.incident || !about) throw new TypeError(`${event?.type ?? 'no entry'} is not told in the channel`);
  await sayOn(trx, deps, event.incident, about.key, about.sentence, about.quoted);
}

/**
 * Tells an entry anew, in the same message, because entry `change` has changed what is known of it. `instead` takes the
 * place of what was written, `hint` stands behind our sentence.
 */
export async function sayEntryAnew(
  trx: Transaction,
  deps: Deps,
  event: TimelineEvent,
  { change, instead, hint }: { change: number; instead: string; hint: string },
): Promise<void> {
  const about = saidAbout(deps, event);
  if (!event.incident || !about || (await resultOf(trx, about.key)) === null) return;
  const { key } = about;
  const { incident } = event;
  const view = plainMessage(`${about.sentence}${hint}`, instead);
  const options = { lane: 'timeline', incident, nowMs: deps.clock.nowMs() } as const;
  await intendInstead(trx, { kind: 'post', to: { incident }, view }, key);
  await intend(
    trx,
    { kind: 'update', to: { incident }, message: key, view },
    { key: `${key}:${change}`, coalesce: key, ...options },
  );
}
