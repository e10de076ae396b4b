import { epochMs } from '../lib/clock.ts';
import { type Correction, correctionsOf, withHint } from './corrections.ts';
import { isFactual } from './evidence.ts';
import { foldIncident, type Incident } from './incident.ts';
import { type MitigationStory, mitigationStories } from './mitigation-story.ts';
import type { EventType, TimelineEntry, TimelineEvent } from './timeline.ts';

/**
 * What an incident comes to, computed from its events and never from edited rows: everything that the exports print
 * except the entries and the evidence themselves, which may be too many to be held at once.
 */
export interface Postmortem {
  incident: Incident;
  /** Title and labels of the alert that began it, if one did. */
  alert: { title: string; labels: Record<string, string> } | null;
  people: Participant[];
  /**
   * What people were told, oldest first: updates (their status is null), as they were corrected, and the texts of status
   * changes with the new status.
   */
  updates: { at: string; by: string; status: Incident['status'] | null; text: string }[];
  /** From when to when it was open; the last one has no end while it is. More than one: it was taken up again. */
  periods: { from: string; to: string | null }[];
  durations: Durations;
  mitigations: MitigationStory[];
  /** Entries that were marked for the postmortem. */
  marked: ReadonlySet<number>;
  /** Entry to the entry that corrects it. */
  correctedBy: ReadonlyMap<number, number>;
  /** Entry to the last word on it. */
  corrections: ReadonlyMap<number, Correction>;
  /** Seq and recording time of the newest entry that was looked at. */
  head: { seq: number; recordedAt: string };
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
 * to the first answer of a device, to the first change that was proven, to the last end (an incident that was
 * taken up again has none until it is resolved again; of several "resolved" in a row the first is the end). `openSeconds` leaves out the time between "resolved" and being
 * taken up again; null while it is open.
 */
interface Durations {
  acknowledgeSeconds: number | null;
  firstFactSeconds: number | null;
  mitigateSeconds: number | null;
  resolveSeconds: number | null;
  openSeconds: number | null;
}

/** The types that `postmortem` reads, besides notes of the bot: the many others need not be loaded for it. */
export const postmortemTypes: readonly EventType[] = [
  'incident.declared',
  'incident.severity',
  'incident.status',
  'incident.role',
  'incident.update',
  'note.marked',
  'note.corrected',
  'mitigation.proposed',
  'mitigation.voted',
  'mitigation.claimed',
  'mitigation.outcome',
  'mitigation.verified',
  'mitigation.rolled-back',
  'page.sent',
  'page.acknowledged',
  'alert.received',
];

/** What only a look at every entry can tell; the store counts faster than a walk. */
export interface WholeRecord {
  /** How many entries each person wrote, those who wrote first before the others. */
  entriesByPerson: ReadonlyMap<string, number>;
  /** When a device first answered. */
  firstFactAt: string | null;
  head: Postmortem['head'];
}

/**
 * Null when the events hold no declared incident. Events come in seq order: all of them, or those of `postmortemTypes`
 * and the notes of the bot together with what the whole record says.
 */
export function postmortem(
  events: readonly TimelineEvent[],
  whole: WholeRecord = wholeRecord(events),
): Postmortem | null {
  const incident = foldIncident(events);
  if (!incident) return null;
  const alert = events.find((event) => event.type === 'alert.received' && event.body !== null);
  const mitigations = mitigationStories(events);
  const periods = periodsOf(events, incident);
  const marks = marksOf(events);
  return {
    incident,
    alert:
      alert?.type === 'alert.received' && alert.body ? { title: alert.body.title, labels: alert.body.labels } : null,
    people: peopleOf(events, incident, whole.entriesByPerson),
    durations: durationsOf(events, { incident, mitigations, periods, firstFactAt: whole.firstFactAt }),
    updates: events.flatMap((event) => updateOf(event, marks.corrections)),
    periods,
    mitigations,
    ...marks,
    head: whole.head,
  };
}

function wholeRecord(events: readonly TimelineEvent[]): WholeRecord {
  const entriesByPerson = new Map<string, number>();
  for (const { actor } of events)
    if (actor.kind === 'person') entriesByPerson.set(actor.id, (entriesByPerson.get(actor.id) ?? 0) + 1);
  const last = events.at(-1);
  return {
    entriesByPerson,
    firstFactAt: events.find(isFact)?.occurredAt ?? null,
    head: { seq: last?.seq ?? 0, recordedAt: last?.recordedAt ?? '' },
  };
}

function isFact(event: TimelineEntry): boolean {
  return event.type === 'diagnostic.answered' && event.body !== null && isFactual(event.body.outcome);
}

function marksOf(events: readonly TimelineEvent[]): Pick<Postmortem, 'marked' | 'correctedBy' | 'corrections'> {
  const marked = new Set<number>();
  const correctedBy = new Map<number, number>();
  for (const event of events) {
    if (event.type === 'note.marked' && event.body) marked.add(event.body.target);
    if (event.type === 'note.corrected' && event.body && event.body.supersedes < event.seq)
      correctedBy.set(event.body.supersedes, event.seq);
  }
  return { marked, correctedBy, corrections: correctionsOf(events) };
}

/** Everybody who wrote an entry or held a role, those with a role first. */
function peopleOf(
  events: readonly TimelineEvent[],
  incident: Incident,
  entriesByPerson: ReadonlyMap<string, number>,
): Participant[] {
  const found = new Map<string, Participant>();
  const participant = (person: string): Participant => {
    const known = found.get(person) ?? {
      person,
      roles: [],
      formerRoles: [],
      entries: entriesByPerson.get(person) ?? 0,
    };
    found.set(person, known);
    return known;
  };
  for (const [role, person] of Object.entries(incident.roles)) participant(person).roles.push(role);
  for (const { role, person } of events.flatMap(rolesGiven)) {
    const { roles, formerRoles } = participant(person);
    if (!roles.includes(role) && !formerRoles.includes(role)) formerRoles.push(role);
  }
  for (const person of entriesByPerson.keys()) participant(person);
  return [...found.values()];
}

function rolesGiven(event: TimelineEvent): { role: string; person: string }[] {
  if (event.type === 'incident.role' && event.body) return [{ role: event.body.role, person: event.body.person }];
  if (event.type === 'incident.declared' && event.body?.commander)
    return [{ role: 'commander', person: event.body.commander }];
  return [];
}

function updateOf(event: TimelineEvent, corrections: Postmortem['corrections']): Postmortem['updates'] {
  if ((event.type !== 'incident.update' && event.type !== 'incident.status') || !event.body?.text) return [];
  const correction = corrections.get(event.seq);
  const text = correction ? withHint(correction.text, correction) : event.body.text;
  const status = event.type === 'incident.status' ? event.body.to : null;
  return [{ at: event.occurredAt, by: event.actor.id, status, text }];
}

function periodsOf(events: readonly TimelineEvent[], { declaredAt }: Incident): Postmortem['periods'] {
  const periods: Postmortem['periods'] = [{ from: declaredAt, to: null }];
  for (const event of events) {
    if (event.type !== 'incident.status' || event.body === null) continue;
    const last = periods.at(-1);
    if (event.body.to === 'resolved' && last) last.to ??= event.occurredAt;
    else if (last && last.to !== null) periods.push({ from: event.occurredAt, to: null });
  }
  return periods;
}

function durationsOf(
  events: readonly TimelineEvent[],
  {
    incident,
    mitigations,
    periods,
    firstFactAt,
  }: Pick<Postmortem, 'incident' | 'mitigations' | 'periods'> & { firstFactAt: string | null },
): Durations {
  const start = epochMs(incident.declaredAt);
  const seconds = (at: string | null | undefined) => (at ? Math.round((epochMs(at) - start) / 1000) : null);
  const openMs = periods.reduce((sum, { from, to }) => sum + (to === null ? 0 : epochMs(to) - epochMs(from)), 0);
  return {
    acknowledgeSeconds: seconds(events.find((event) => event.type === 'page.acknowledged')?.occurredAt),
    firstFactSeconds: seconds(firstFactAt),
    mitigateSeconds: seconds(mitigations.flatMap(({ provedAt }) => provedAt ?? []).sort()[0]),
    resolveSeconds: seconds(incident.resolvedAt),
    openSeconds: incident.resolvedAt === null ? null : Math.round(openMs / 1000),
  };
}
