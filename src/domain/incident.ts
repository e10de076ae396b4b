import type { IncidentStatus, Severity, TimelineEvent } from './timeline.ts';

/** What an incident is now: a fold over its events and nothing else. */
export interface Incident {
  id: string;
  title: string;
  severity: Severity;
  status: IncidentStatus;
  commander: string | null;
  /** Role name to people key; the commander is one of them. */
  roles: Record<string, string>;
  declaredAt: string;
  resolvedAt: string | null;
  lastUpdate: LastUpdate | null;
  /** The bot's latest conclusion, from a playbook. */
  verdict: string | null;
  /** Somebody was paged about it. */
  wasPaged: boolean;
  acknowledgedBy: string | null;
}

/** What people were told last, as it is to be read now. */
interface LastUpdate {
  at: string;
  by: string;
  text: string;
  /** When its text was corrected; null while it is as it was written. */
  correctedAt: string | null;
  /** The entries that a correction of it may name: its own, and those of its corrections. */
  entries: readonly number[];
}

/** The note a playbook leaves starts with this, so that the card can show the latest conclusion. */
export const verdictPrefix = 'Verdict: ';

/** Folds the events of one incident, in seq order. Null when there is no `incident.declared` yet. */
export function foldIncident(events: readonly TimelineEvent[]): Incident | null {
  let incident: Incident | null = null;
  for (const event of events) incident = foldEvent(incident, event);
  return incident;
}

/** The incident after one more entry. */
export function foldEvent(incident: Incident | null, event: TimelineEvent): Incident | null {
  if (event.body === null) return incident;
  if (event.type === 'incident.declared') {
    const { title, severity, commander } = event.body;
    return {
      id: event.incident ?? '',
      title,
      severity,
      status: 'investigating',
      commander,
      roles: commander ? { commander } : {},
      declaredAt: event.occurredAt,
      resolvedAt: null,
      lastUpdate: null,
      verdict: null,
      wasPaged: false,
      acknowledgedBy: null,
    };
  }
  if (!incident) return null;
  switch (event.type) {
    case 'incident.severity':
      return { ...incident, severity: event.body.to };
    case 'incident.status':
      return {
        ...incident,
        status: event.body.to,
        // Once it is resolved, another "resolved" is only another text: the end stays where it was.
        resolvedAt: event.body.to === 'resolved' ? (incident.resolvedAt ?? event.occurredAt) : null,
        lastUpdate: event.body.text ? updateOf(event, event.body.text) : incident.lastUpdate,
      };
    case 'incident.role':
      return {
        ...incident,
        roles: { ...incident.roles, [event.body.role]: event.body.person },
        commander: event.body.role === 'commander' ? event.body.person : incident.commander,
      };
    case 'incident.update':
      return { ...incident, lastUpdate: updateOf(event, event.body.text) };
    case 'note.corrected': {
      const { lastUpdate } = incident;
      if (!lastUpdate?.entries.includes(event.body.supersedes)) return incident;
      const entries = [...lastUpdate.entries, event.seq];
      return {
        ...incident,
        lastUpdate: { ...lastUpdate, text: event.body.text, correctedAt: event.recordedAt, entries },
      };
    }
    case 'note.added':
      return event.actor.kind === 'bot' && event.body.text.startsWith(verdictPrefix)
        ? { ...incident, verdict: event.body.text.slice(verdictPrefix.length).split('\n')[0] ?? '' }
        : incident;
    case 'page.sent':
      return { ...incident, wasPaged: true };
    case 'page.acknowledged':
      return { ...incident, acknowledgedBy: incident.acknowledgedBy ?? event.body.person };
    default:
      return incident;
  }
}

/** Whether this entry ends the incident: the first "resolved", not another one that only adds words. */
export function isEnd(event: TimelineEvent): boolean {
  return (
    event.type === 'incident.status' &&
    event.body !== null &&
    event.body.to === 'resolved' &&
    event.body.from !== 'resolved'
  );
}

function updateOf({ seq, occurredAt, actor }: TimelineEvent, text: string): LastUpdate {
  return { at: occurredAt, by: actor.id, text, correctedAt: null, entries: [seq] };
}
