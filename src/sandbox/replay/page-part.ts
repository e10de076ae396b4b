import type { EventBody, TimelineEvent } from '../../domain/timeline.ts';
import { pageAcknowledged, pageMessage } from '../../slack/views/page.ts';
import { plainMessage } from '../../slack/views/plain.ts';
import { said } from '../../slack/views/said.ts';
import type { Effect } from './effect.ts';
import { buttonFor, type Moment, type Part, type Stagehand, whoIn } from './stagehand.ts';

type PageSent = EventBody<'page.sent'>;

/** Pages as direct messages, and what the channel hears of them. */
export function pagePart({ incident: id, events, cast }: Stagehand): Part {
  /** Messages of each page, by its id. */
  const messages = new Map<string, string[]>();
  const texts = new Map<string, string>();
  const rounds = new Map<string, number>();
  const longest = longestPolicies(events);

  function sent(body: PageSent, { incident, together }: Moment): Effect[] {
    const { page, step, text } = body;
    const steps = body.steps ?? longest.get(page) ?? step;
    const people = together.flatMap((event) =>
      event.type === 'page.sent' && event.body?.page === page && event.body.step === step ? [event.body.person] : [],
    );
    // The first of those who were paged together speaks for all.
    if (people[0] !== body.person) return [];
    const round = rounds.get(`${page} ${step}`) ?? 0;
    rounds.set(`${page} ${step}`, round + 1);
    const view = pageMessage({
      incident: id,
      title: text,
      severity: incident.severity,
      facts: incident.verdict === null ? [] : [incident.verdict],
      step,
      steps,
      channel: null,
      acknowledge: buttonFor(id, `oncall ack ${page}`),
      escalate: buttonFor(id, 'oncall escalate'),
    });
    texts.set(page, text);
    const direct = people.flatMap((person): Effect[] => {
      const key = `page:${page}:${round}:${step - 1}:${person}`;
      messages.set(page, [...(messages.get(page) ?? []), key]);
      const user = cast.idOf(person);
      return [
        { kind: 'dm', key, user, view },
        { kind: 'join', user },
      ];
    });
    const isFirst = !together.some((event) => event.type === 'page.escalated' && event.body?.page === page);
    const sentence = said.paged({ isFirst, people: people.map(cast.mention), step, steps });
    const key = `paged:${page}:${round}:${step - 1}`;
    return [...direct, { kind: 'post', key, place: 'incident', view: plainMessage(sentence, null) }];
  }

  function acknowledged(event: TimelineEvent, { page, person }: EventBody<'page.acknowledged'>): Effect[] {
    const view = pageAcknowledged({
      incident: id,
      title: texts.get(page) ?? '',
      by: cast.mention(person),
      channel: null,
    });
    return [
      ...(messages.get(page) ?? []).map((key): Effect => ({ kind: 'update', key, view })),
      {
        kind: 'post',
        key: `acknowledged:${page}`,
        place: 'incident',
        view: plainMessage(said.acknowledged(whoIn(event, cast)), null),
      },
    ];
  }

  return (event, moment) => {
    if (event.body === null) return [];
    if (event.type === 'page.sent') return sent(event.body, moment);
    return event.type === 'page.acknowledged' ? acknowledged(event, event.body) : [];
  };
}

/** The highest step that was taken of each page: an older record does not say how many its policy has. */
function longestPolicies(events: readonly TimelineEvent[]): Map<string, number> {
  const longest = new Map<string, number>();
  for (const event of events)
    if (event.type === 'page.sent' && event.body)
      longest.set(event.body.page, Math.max(event.body.step, longest.get(event.body.page) ?? 0));
  return longest;
}
