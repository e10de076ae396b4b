import { verdictPrefix } from '../../domain/incident.ts';
import { sentenceOf } from '../../domain/sentence.ts';
import type { EventType, TimelineEvent } from '../../domain/timeline.ts';
import { plainMessage } from '../../slack/views/plain.ts';
import type { Effect } from './effect.ts';
import { stepOf } from './playbook-part.ts';
import { type Part, type Stagehand, whoIn } from './stagehand.ts';

/** What a channel hears in other words, or sees on a card or in an answer. */
const shownElsewhere: readonly EventType[] = [
  'incident.declared',
  'incident.severity',
  'incident.status',
  'incident.role',
  'incident.update',
  'pin.added',
  'pin.removed',
  'diagnostic.asked',
  'mitigation.proposed',
  'mitigation.voted',
  'mitigation.claimed',
  'mitigation.outcome',
  'mitigation.verified',
  'mitigation.rolled-back',
  'page.sent',
  'page.acknowledged',
  'page.escalated',
  'alert.resolved',
  'handoff.given',
];
/** News whose message held more than the record does: it is told in the record's words, in the channel. */
const toldInChannel: readonly EventType[] = ['watch.started', 'watch.changed', 'watch.stopped', 'bot.restarted'];

/**
 * The rest of the record: notes, marks, refusals, lines that were sent. They made no message for everybody, so they
 * stand in the thread of the card. What was redacted is said aloud, whatever it was.
 */
export function threadPart({ incident, cast }: Stagehand): Part {
  return (event): Effect[] => {
    const { seq, type, body } = event;
    const said = (sentence: string, quoted: string | null): Effect => ({
      kind: 'post',
      key: `entry:${incident}:${seq}`,
      place: 'incident',
      view: plainMessage(sentence, quoted),
      ...(body !== null && toldInChannel.includes(type) ? {} : { threadOf: `card:${incident}` }),
    });
    const entry = `Entry ${seq}, ${type}, ${whoIn(event, cast)}`;
    if (body === null) return [said(`${entry}: it was redacted; what it said is not in the file.`, null)];
    if (toldInChannel.includes(type)) return [said(`:notebook: ${entry}:`, sentenceOf(event))];
    return shownElsewhere.includes(type) || isShownAnswer(event) || isVerdict(event)
      ? []
      : [said(`${entry}:`, sentenceOf(event))];
  };
}

/** An answer stands in the message of its question or of its playbook; what a proof read again has none. */
function isShownAnswer({ type, body }: TimelineEvent): boolean {
  return type === 'diagnostic.answered' && body !== null && (body.playbook === null || stepOf(body) !== null);
}

/** A playbook's conclusion stands in its own message. */
function isVerdict({ type, actor, body }: TimelineEvent): boolean {
  return type === 'note.added' && actor.kind === 'bot' && body?.text.startsWith(verdictPrefix) === true;
}
