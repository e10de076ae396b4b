import { correctionsOf } from '../domain/corrections.ts';
import { redactedText } from '../domain/redaction.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { plainMessage } from '../slack/views/plain.ts';
import { said } from '../slack/views/said.ts';
import type { Transaction } from '../store/database.ts';
import { resultOf } from '../store/outbox-questions.ts';
import { readEvents } from '../store/timeline.ts';
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
 * Tells an entry anew, in the same message, because entry `change` has changed what is to be read there: a correction of
 * it, a redaction, or a redaction of a correction.
 */
export async function sayEntryAnew(trx: Transaction, deps: Deps, entry: TimelineEvent, change: number): Promise<void> {
  const { incident } = entry;
  if (incident === null) return;
  const event = await firstOf(trx, incident, entry.seq);
  const about = event && saidAbout(deps, event);
  if (!about || (await resultOf(trx, about.key)) === null) return;
  const { key, sentence } = about;
  const correction = correctionsOf(await readEvents(trx, incident, { types: ['note.corrected'] })).get(event.seq);
  const view = correction
    ? plainMessage(said.corrected(sentence, correction.at), correction.text)
    : plainMessage(sentence, about.quoted);
  const options = { lane: 'timeline', incident, nowMs: deps.clock.nowMs() } as const;
  await intendInstead(trx, { kind: 'post', to: { incident }, view }, key);
  const edit = { kind: 'update', to: { incident }, message: key, view } as const;
  await intendInstead(trx, edit, key);
  await intend(trx, edit, { key: `${key}:${change}`, coalesce: key, ...options });
}

/** The entry itself, or the one that a correction is about in the end. */
async function firstOf(trx: Transaction, incident: string, seq: number): Promise<TimelineEvent | undefined> {
  const [entry] = await readEvents(trx, incident, { afterSeq: seq - 1, throughSeq: seq });
  if (entry?.type !== 'note.corrected' || !entry.body) return entry;
  return entry.body.supersedes < seq ? firstOf(trx, incident, entry.body.supersedes) : entry;
}
