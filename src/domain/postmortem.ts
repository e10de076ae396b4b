import { epochMs } from '../lib/clock.ts';
import { foldIncident, type Incident } from './incident.ts';
import type { ObservedState } from './mitigation.ts';
import { sentenceOf } from './sentence.ts';
import type { EventType, TimelineEvent } from './timeline.ts';

/** Everything that the exports print, computed from the events and never from edited rows. */
export interface Postmortem {
  incident: Incident;
  /** Title and labels of the alert that began it, if one did. */
  alert: { title: string; labels: Record<string, string> } | null;
  people: { person: string; roles: string[]; entries: number }[];
  durations: Durations;
  entries: Entry[];
  mitigations: MitigationStory[];
  evidence: Evidence[];
  /** Seq of the newest entry that was looked at. */
  head: number;
}

/** Seconds since the incident was declared; null when it did not happen. */
export interface Durations {
  acknowledgeSeconds: number | null;
  firstFactSeconds: number | null;
  mitigateSeconds: number | null;
  resolveSeconds: number | null;
}

export interface Entry {
  seq: number;
  occurredAt: string;
  recordedAt: string;
  who: string;
  origin: string;
  type: EventType;
  sentence: string;
  marked: boolean;
  /** The entry that corrects this one. */
  correctedBy: number | null;
}

export interface MitigationStory {
  id: string;
  name: string;
  device: string;
  arguments: string;
  planHash: string;
  requestedBy: string;
  approvedBy: string[];
  apply: string[];
  undo: string[];
  before: ObservedState;
  after: ObservedState | null;
  holds: boolean | null;
  healed: boolean | null;
  outcome: string | null;
  facts: string[];
  rolledBack: boolean;
}

export interface Evidence {
  seq: number;
  at: string;
  device: string;
  diagnostic: string;
  arguments: string;
  outcome: string;
  verdict: string;
  commands: { command: string; rawSha256: string | null }[];
}

export interface EntryFilter {
  type?: string;
  by?: string;
  markedOnly?: boolean;
}

/** Null when the events hold no declared incident. Events come in seq order. */
export function postmortem(events: readonly TimelineEvent[], filter: EntryFilter = {}): Postmortem | null {
  const incident = foldIncident(events);
  if (!incident) return null;
  const alert = events.find((event) => event.type === 'alert.received' && event.body !== null);
  return {
    incident,
    alert: alert?.type === 'alert.received' && alert.body ? { title: alert.body.title, labels: alert.body.labels } : null,
    people: peopleOf(events, incident),
    durations: durationsOf(events, incident),
    entries: entriesOf(events, filter),
    mitigations: mitigationsOf(events),
    evidence: events.flatMap(evidenceOf),
    head: events.at(-1)?.seq ?? 0,
  };
}

function entriesOf(events: readonly TimelineEvent[], filter: EntryFilter): Entry[] {
  const marked = new Set<number>();
  const corrected = new Map<number, number>();
  for (const event of events) {
    if (event.type === 'note.marked' && event.body) marked.add(event.body.target);
    if (event.type === 'note.corrected' && event.body) corrected.set(event.body.supersedes, event.seq);
  }
  return events
    .filter((event) => filter.type === undefined || event.type === filter.type)
    .filter((event) => filter.by === undefined || event.actor.id === filter.by)
    .filter((event) => !filter.markedOnly || marked.has(event.seq))
    .map((event) => ({
      seq: event.seq,
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      who: event.actor.id,
      origin: event.origin,
      type: event.type,
      sentence: sentenceOf(event),
      marked: marked.has(event.seq),
      correctedBy: corrected.get(event.seq) ?? null,
    }))
    .sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : a.seq - b.seq));
}

function peopleOf(events: readonly TimelineEvent[], incident: Incident): Postmortem['people'] {
  const counts = new Map<string, number>();
  for (const { actor } of events)
    if (actor.kind === 'person') counts.set(actor.id, (counts.get(actor.id) ?? 0) + 1);
  for (const person of Object.values(incident.roles)) counts.set(person, counts.get(person) ?? 0);
  return [...counts].map(([person, entries]) => ({
    person,
    entries,
    roles: Object.entries(incident.roles)
      .filter(([, who]) => who === person)
      .map(([role]) => role),
  }));
}

function durationsOf(events: readonly TimelineEvent[], incident: Incident): Durations {
  const start = epochMs(incident.declaredAt);
  const seconds = (event: TimelineEvent | undefined) =>
    event === undefined ? null : Math.round((epochMs(event.occurredAt) - start) / 1000);
  return {
    acknowledgeSeconds: seconds(events.find((event) => event.type === 'page.acknowledged')),
    firstFactSeconds: seconds(
      events.find(
        (event) =>
          event.type === 'diagnostic.answered' && (event.body?.outcome === 'ok' || event.body?.outcome === 'empty'),
      ),
    ),
    mitigateSeconds: seconds(events.find((event) => event.type === 'mitigation.verified' && event.body?.holds === true)),
    resolveSeconds:
      incident.resolvedAt === null ? null : Math.round((epochMs(incident.resolvedAt) - start) / 1000),
  };
}

function mitigationsOf(events: readonly TimelineEvent[]): MitigationStory[] {
  const stories = new Map<string, MitigationStory>();
  for (const event of events) {
    if (event.type === 'mitigation.proposed' && event.body) {
      const { mitigation, name, device, planHash, apply, undo, before } = event.body;
      stories.set(mitigation, {
        id: mitigation,
        name,
        device,
        arguments: event.body.arguments,
        planHash,
        requestedBy: event.actor.id,
        approvedBy: [],
        apply,
        undo,
        before,
        after: null,
        holds: null,
        healed: null,
        outcome: null,
        facts: [],
        rolledBack: false,
      });
    } else followMitigation(stories, event);
  }
  return [...stories.values()];
}

function followMitigation(stories: Map<string, MitigationStory>, event: TimelineEvent): void {
  if (event.body === null || !('mitigation' in event.body)) return;
  const story = stories.get(event.body.mitigation);
  if (!story) return;
  if (event.type === 'mitigation.voted' && event.body.vote === 'approve') story.approvedBy.push(event.actor.id);
  if (event.type === 'mitigation.outcome') story.outcome = event.body.outcome;
  if (event.type === 'mitigation.rolled-back') story.rolledBack = true;
  if (event.type === 'mitigation.verified') {
    const { after, holds, healed, facts } = event.body;
    Object.assign(story, { after, holds, healed, facts });
  }
}

function evidenceOf(event: TimelineEvent): Evidence[] {
  if (event.type !== 'diagnostic.answered' || !event.body) return [];
  const { device, diagnostic, outcome, verdict, commands } = event.body;
  return [
    {
      seq: event.seq,
      at: event.occurredAt,
      device,
      diagnostic,
      arguments: event.body.arguments,
      outcome,
      verdict,
      commands: commands.map(({ command, rawSha256 }) => ({ command, rawSha256 })),
    },
  ];
}
