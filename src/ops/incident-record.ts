import { foldIncident, type Incident } from '../domain/incident.ts';
import type { EventType, NewEvent, TimelineEvent } from '../domain/timeline.ts';
import { isoTime } from '../lib/clock.ts';
import { redact } from '../lib/redact.ts';
import { UserError } from '../lib/errors.ts';
import { incidentCard } from '../slack/views/incident.ts';
import type { Database, Transaction } from '../store/database.ts';
import { updateIncident } from '../store/incidents.ts';
import { appendEvents, readEvents } from '../store/timeline.ts';
import { cardButtons } from './buttons.ts';
import type { Deps } from './deps.ts';
import { armReminder } from './remind-status.ts';
import { intend } from './slack-intent.ts';

/** The types that `foldIncident` looks at: reading only these keeps a long incident cheap. */
const folded: EventType[] = [
  'incident.declared',
  'incident.severity',
  'incident.status',
  'incident.role',
  'incident.update',
  'note.added',
  'page.acknowledged',
];

/** The incident as its events tell it. Throws UserError when there is none of that id. */
export async function loadIncident(db: Database['db'] | Transaction, id: string): Promise<Incident> {
  const incident = foldIncident(await readEvents(db, id, { types: folded }));
  if (!incident) throw new UserError('usage', `There is no incident ${id}.`);
  return incident;
}

/**
 * Writes events on an incident and, in the same transaction, what follows from them: its row, its card in the channel
 * and the next reminder. The one road by which an incident changes.
 */
export async function recordOn(
  trx: Transaction,
  deps: Deps,
  id: string,
  events: NewEvent[],
  card: 'post' | 'update' = 'update',
): Promise<{ events: TimelineEvent[]; incident: Incident }> {
  const nowMs = deps.clock.nowMs();
  const appended = await appendEvents(trx, id, events, nowMs, redact);
  const incident = await loadIncident(trx, id);
  if (appended.some((event) => folded.includes(event.type))) {
    await updateIncident(trx, {
      id,
      title: incident.title,
      severity: incident.severity,
      status: incident.status,
      commander: incident.commander,
      resolvedAt: incident.resolvedAt,
    });
    const nextUpdateAt = await armReminder(trx, deps, incident);
    await showCard(trx, deps, incident, { nextUpdateAt, seq: appended.at(-1)?.seq ?? 0, how: card });
  }
  return { events: appended, incident };
}

async function showCard(
  trx: Transaction,
  deps: Deps,
  incident: Incident,
  { nextUpdateAt, seq, how }: { nextUpdateAt: string | null; seq: number; how: 'post' | 'update' },
): Promise<void> {
  const view = incidentCard({
    id: incident.id,
    title: incident.title,
    severity: incident.severity,
    status: incident.status,
    commander: slackMention(deps, incident.commander),
    declaredAt: incident.declaredAt,
    resolvedAt: incident.resolvedAt,
    nextUpdateAt,
    verdict: incident.verdict,
    acknowledgedBy: slackMention(deps, incident.acknowledgedBy),
    buttons: await cardButtons(trx, deps, incident),
  });
  const nowMs = deps.clock.nowMs();
  const message = cardKey(incident.id);
  const to = { incident: incident.id };
  const common = { lane: 'timeline', incident: incident.id, nowMs } as const;
  if (how === 'post') {
    await intend(trx, { kind: 'post', to, view }, { key: message, ...common });
    await intend(trx, { kind: 'pin', to, message }, { key: `pin:${message}`, ...common });
  } else {
    await intend(trx, { kind: 'update', to, message, view }, { key: `${message}:${seq}`, coalesce: message, ...common });
  }
}

/** The outbox key of the header card; edits find the message by it. */
export function cardKey(incident: string): string {
  return `card:${incident}`;
}

/** A person as Slack shows them, or their key where Slack does not know them. */
export function slackMention(deps: Deps, person: string | null): string | null {
  if (person === null) return null;
  const slack = deps.config.people[person]?.slack;
  return slack ? `<@${slack}>` : person;
}

export function nowIso(deps: Deps): string {
  return isoTime(deps.clock.nowMs());
}
