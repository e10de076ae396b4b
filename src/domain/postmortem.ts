import { epochMs } from '../lib/clock.ts';
import { foldIncident, type Incident } from './incident.ts';
import { type MitigationStory, mitigationStories } from './mitigation-story.ts';
import { sentenceOf } from './sentence.ts';
import type { EventType, TimelineEvent } from './timeline.ts';

/** Everything that the exports print, computed from the events and never from edited rows. */
export interface Postmortem {
  incident: Incident;
  /** Title and labels of the alert that began it, if one did. */
  alert: { title: string; labels: Record<string, string> } | null;
  people: Participant[];
  /** What people were told, oldest first: updates and the texts of status changes. */
  updates: { at: string; by: string; text: string }[];
  /** How often it was taken up again after it was resolved. */
  reopened: number;
  durations: Durations;
  entries: Entry[];
  mitigations: MitigationStory[];
  evidence: Evidence[];
  /** Seq of the newest entry that was looked at. */
  head: number;
  /** Whether `entries` leaves some of them out. Everything else is drawn from all of them. */
  isFiltered: boolean;
}

interface Participant {
  person: string;
  /** Roles held at the end. */
  roles: string[];
  /** Roles given to somebody else meanwhile. */
  formerRoles: string[];
  entries: number;
}

/**
 * Seconds since the incident was declared; null when it did not happen: to the first page that somebody acknowledged,
 * to the first answer of a device, to the first change that was proven, to the last "resolved" (an incident that was
 * taken up again has none until it is resolved again).
 */
interface Durations {
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
  redacted: boolean;
  /** The entry that corrects this one. */
  correctedBy: number | null;
}

/** What a device answered, and under which hash its raw text is kept. */
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
  const mitigations = mitigationStories(events);
  const entries = entriesOf(events, filter);
  return {
    incident,
    alert:
      alert?.type === 'alert.received' && alert.body ? { title: alert.body.title, labels: alert.body.labels } : null,
    people: peopleOf(events, incident),
    durations: durationsOf(events, incident, mitigations),
    updates: events.flatMap(updateOf),
    reopened: events.filter(isReopening).length,
    entries,
    mitigations,
    evidence: events.flatMap(evidenceOf),
    head: events.at(-1)?.seq ?? 0,
    isFiltered: entries.length < events.length,
  };
}

function entriesOf(events: readonly TimelineEvent[], filter: EntryFilter): Entry[] {
  const marked = new Set<number>();
  const corrected = new Map<number, number>();
  for (const event of events) {
    if (event.type === 'note.marked' && event.body) marked.add(event.body.target);
    if (event.type === 'note.corrected' && event.body && event.body.supersedes < event.seq)
      corrected.set(event.body.supersedes, event.seq);
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
      redacted: event.body === null,
      correctedBy: corrected.get(event.seq) ?? null,
    }))
    .sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : a.seq - b.seq));
}

/** Everybody who wrote an entry or held a role, those with a role first. */
function peopleOf(events: readonly TimelineEvent[], incident: Incident): Participant[] {
  const found = new Map<string, Participant>();
  const participant = (person: string): Participant => {
    const known = found.get(person) ?? { person, roles: [], formerRoles: [], entries: 0 };
    found.set(person, known);
    return known;
  };
  for (const [role, person] of Object.entries(incident.roles)) participant(person).roles.push(role);
  for (const event of events) {
    if (event.actor.kind === 'person') participant(event.actor.id).entries += 1;
    for (const { role, person } of rolesGiven(event)) {
      const { roles, formerRoles } = participant(person);
      if (!roles.includes(role) && !formerRoles.includes(role)) formerRoles.push(role);
    }
  }
  return [...found.values()];
}

function rolesGiven(event: TimelineEvent): { role: string; person: string }[] {
  if (event.type === 'incident.role' && event.body) return [{ role: event.body.role, person: event.body.person }];
  if (event.type === 'incident.declared' && event.body?.commander)
    return [{ role: 'commander', person: event.body.commander }];
  return [];
}

function updateOf(event: TimelineEvent): Postmortem['updates'] {
  if (event.type !== 'incident.update' && event.type !== 'incident.status') return [];
  return event.body?.text ? [{ at: event.occurredAt, by: event.actor.id, text: event.body.text }] : [];
}

function isReopening(event: TimelineEvent): boolean {
  return event.type === 'incident.status' && event.body?.from === 'resolved' && event.body.to !== 'resolved';
}

function durationsOf(
  events: readonly TimelineEvent[],
  incident: Incident,
  mitigations: readonly MitigationStory[],
): Durations {
  const start = epochMs(incident.declaredAt);
  const seconds = (at: string | null | undefined) => (at ? Math.round((epochMs(at) - start) / 1000) : null);
  const fact = (event: TimelineEvent) =>
    event.type === 'diagnostic.answered' && (event.body?.outcome === 'ok' || event.body?.outcome === 'empty');
  return {
    acknowledgeSeconds: seconds(events.find((event) => event.type === 'page.acknowledged')?.occurredAt),
    firstFactSeconds: seconds(events.find(fact)?.occurredAt),
    mitigateSeconds: seconds(mitigations.flatMap(({ provedAt }) => provedAt ?? []).sort()[0]),
    resolveSeconds: seconds(incident.resolvedAt),
  };
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
