import { type Incident, isEnd } from '../../domain/incident.ts';
import { storylineOf } from '../../domain/storyline.ts';
import type { TimelineEvent } from '../../domain/timeline.ts';
import { epochMs } from '../../lib/clock.ts';
import { isFolded } from '../../ops/load-incident.ts';
import { incidentTimeline, timelineAlt } from '../../pictures/incident-timeline.ts';
import { announcement, incidentCard } from '../../slack/views/incident.ts';
import { plainMessage } from '../../slack/views/plain.ts';
import { said } from '../../slack/views/said.ts';
import type { Effect } from './effect.ts';
import { buttonFor, type Moment, type Part, type Stagehand, whoIn } from './stagehand.ts';

/** The channel, its pinned card, the announcement, and what people hear of status, severity, roles and updates. */
export function incidentPart(stagehand: Stagehand): Part {
  const { incident: id, cast } = stagehand;
  const story = storylineOf();
  const alerts = new Map<string, string>();
  /** The messages that told updates, by the entries that a correction may name. */
  const updates = new Map<number, { key: string; sentence: string }>();
  let nextUpdateAt: string | null = null;

  const cardOf = (incident: Incident) =>
    incidentCard({
      ...incident,
      commander: incident.commander === null ? null : cast.mention(incident.commander),
      nextUpdateAt,
      acknowledgedBy: incident.acknowledgedBy === null ? null : cast.mention(incident.acknowledgedBy),
      // What is checked every minute is no entry of the record.
      criteria: [],
      buttons: buttonsOf(incident),
    });
  const announced = (incident: Incident) =>
    announcement({
      ...incident,
      commander: incident.commander === null ? null : cast.mention(incident.commander),
      nextUpdateAt,
      channel: null,
    });
  const say = (key: string, sentence: string, quoted: string | null): Effect => ({
    kind: 'post',
    key,
    place: 'incident',
    view: plainMessage(sentence, quoted),
  });

  function opened(incident: Incident): Effect[] {
    return [
      {
        kind: 'create-channel',
        name: channelName(incident),
        topic: `${id} · ${incident.severity} · ${incident.title}`,
      },
      { kind: 'post', key: `announce:${id}`, place: 'announcements', view: announced(incident) },
      { kind: 'post', key: `card:${id}`, place: 'incident', view: cardOf(incident) },
      { kind: 'pin', key: `card:${id}` },
      ...(incident.commander === null ? [] : [{ kind: 'join', user: cast.idOf(incident.commander) } as const]),
    ];
  }

  function shown(event: TimelineEvent, incident: Incident): Effect[] {
    if (!isFolded(event) || event.body === null) return [];
    if (event.type === 'incident.declared') return opened(incident);
    return [
      { kind: 'update', key: `announce:${id}`, view: announced(incident) },
      { kind: 'update', key: `card:${id}`, view: cardOf(incident) },
    ];
  }

  function told(event: TimelineEvent): Effect[] {
    const { seq, body } = event;
    if (body === null) return [];
    const who = whoIn(event, cast);
    switch (event.type) {
      case 'alert.received':
        alerts.set(event.body?.alert ?? '', event.body?.title ?? '');
        return [];
      case 'alert.resolved':
        if (event.body === null) return [];
        return [
          say(
            `alert-resolved:${event.body.alert}`,
            said.alertResolved(event.body.source),
            alerts.get(event.body.alert) ?? null,
          ),
        ];
      case 'incident.status': {
        if (event.body === null) return [];
        const { to, text } = event.body;
        return [say(`status:${id}:${seq}`, said.status(who, to, ''), text), ...(isEnd(event) ? ended(event) : [])];
      }
      case 'incident.severity':
        if (event.body === null) return [];
        return [say(`severity:${id}:${seq}`, said.severity(who, event.body.from, event.body.to), event.body.why)];
      case 'incident.role': {
        if (event.body === null) return [];
        const { role, person } = event.body;
        return [
          { kind: 'join', user: cast.idOf(person) },
          say(`role:${id}:${seq}`, said.role(who, cast.mention(person), role), null),
        ];
      }
      case 'incident.update':
        updates.set(seq, { key: `update:${id}:${seq}`, sentence: said.update(who) });
        return [say(`update:${id}:${seq}`, said.update(who), event.body?.text ?? null)];
      case 'note.corrected': {
        const update = updates.get(event.body?.supersedes ?? 0);
        if (event.body === null || !update) return [];
        updates.set(seq, update);
        const view = plainMessage(said.corrected(update.sentence, event.recordedAt), event.body.text);
        return [{ kind: 'update', key: update.key, view }];
      }
      case 'handoff.given': {
        if (event.body === null) return [];
        const { from, to, text } = event.body;
        return [say(`handoff:${id}:${seq}`, said.tookOver(cast.mention(to), from), text)];
      }
      default:
        return [];
    }
  }

  /** The picture of the whole. */
  function ended({ seq, recordedAt }: TimelineEvent): Effect[] {
    const drawn = story.finish(epochMs(recordedAt));
    if (!drawn) return [];
    return [
      {
        kind: 'picture',
        key: `picture:${id}:timeline:resolved:${seq}`,
        filename: `${id}-timeline-${seq}.png`,
        title: `Timeline of ${id} up to entry ${seq}`,
        alt: timelineAlt(drawn),
        drawing: { svg: incidentTimeline(drawn, 'UTC') },
      },
    ];
  }

  /** Every hundred entries and at the end the head of the chain stands in the card's thread. */
  function witnessed(event: TimelineEvent): Effect[] {
    const { seq, hash } = event;
    if (!isEnd(event) && seq % 100 !== 0) return [];
    const view = plainMessage(said.witnessed(id, seq), `${id}:${seq}:${hash}`);
    return [{ kind: 'post', key: `witness:${id}:${seq}`, place: 'incident', threadOf: `card:${id}`, view }];
  }

  return (event: TimelineEvent, { incident }: Moment) => {
    story.add(event);
    if (event.type === 'incident.update' && event.body) nextUpdateAt = event.body.nextUpdateAt;
    if (incident.status === 'resolved') nextUpdateAt = null;
    return [...shown(event, incident), ...told(event), ...witnessed(event)];
  };
}

function buttonsOf({ id, status }: Incident) {
  const isOpen = status !== 'resolved';
  const open = (line: string) => (isOpen ? buttonFor(id, line) : null);
  return {
    lead: open('inc lead'),
    update: open('inc update'),
    diagnose: open('net'),
    playbook: open('playbook run'),
    propose: open('mitigate propose'),
    resolve: open('inc status resolved'),
    timeline: buttonFor(id, 'inc timeline'),
    export: buttonFor(id, 'inc export markdown'),
  };
}

/** "inc-12-leaf1-eth1-loses-packets", as the bot names it. */
function channelName({ id, title }: Incident): string {
  const slug = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${id.toLowerCase()}${slug ? `-${slug}` : ''}`.slice(0, 60).replace(/-+$/, '');
}
