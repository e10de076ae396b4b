import { criterionText } from '../domain/criterion.ts';
import type { Incident } from '../domain/incident.ts';
import type { NewEvent, TimelineEvent } from '../domain/timeline.ts';
import { announcement, incidentCard } from '../slack/views/incident.ts';
import { criteriaOf } from '../store/criteria.ts';
import type { Transaction } from '../store/database.ts';
import { incidentById, updateIncident } from '../store/incidents.ts';
import { resultOf } from '../store/outbox-questions.ts';
import { armReminder } from './arm-reminder.ts';
import { cardButtons } from './buttons.ts';
import type { Deps } from './deps.ts';
import { isFolded, loadIncident } from './load-incident.ts';
import { slackMention } from './mention.ts';
import { announcementKey, cardKey, intend, intendAgain, intendInstead } from './slack-intent.ts';
import { writeEntries } from './write-entries.ts';

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
  const appended = await writeEntries(trx, deps, id, events);
  const incident = await loadIncident(trx, id);
  if (appended.some(isFolded)) {
    await updateIncident(trx, {
      id,
      title: incident.title,
      severity: incident.severity,
      status: incident.status,
      commander: incident.commander,
      resolvedAt: incident.resolvedAt,
    });
    const nextUpdateAt = await armReminder(trx, deps, incident);
    // What was taken out of the record must not be posted afterwards either.
    const isTakenOut = appended.some(({ type }) => type === 'note.redacted');
    await showCard(trx, deps, incident, {
      nextUpdateAt,
      seq: appended.at(-1)?.seq ?? 0,
      how: isTakenOut ? 'instead' : card,
    });
  }
  return { events: appended, incident };
}

/** Shows the card anew where something on it changed that is no event; `change` names what. */
export async function refreshCard(trx: Transaction, deps: Deps, id: string, change: string): Promise<void> {
  const incident = await loadIncident(trx, id);
  const nextUpdateAt = await armReminder(trx, deps, incident);
  await showCard(trx, deps, incident, { nextUpdateAt, seq: change, how: 'update' });
}

interface Showing {
  nextUpdateAt: string | null;
  seq: number | string;
  /** `instead`: an edit, and whatever has not been sent yet gets the new words, too. */
  how: 'post' | 'update' | 'instead';
}

async function showCard(
  trx: Transaction,
  deps: Deps,
  incident: Incident,
  { nextUpdateAt, seq, how }: Showing,
): Promise<void> {
  await announce(trx, deps, incident, { nextUpdateAt, seq, how });
  const view = incidentCard({
    id: incident.id,
    title: incident.title,
    severity: incident.severity,
    status: incident.status,
    commander: slackMention(deps, incident.commander),
    declaredAt: incident.declaredAt,
    resolvedAt: incident.resolvedAt,
    nextUpdateAt,
    lastUpdate: incident.lastUpdate,
    verdict: incident.verdict,
    wasPaged: incident.wasPaged,
    acknowledgedBy: slackMention(deps, incident.acknowledgedBy),
    criteria: (await criteriaOf(trx, incident.id)).map(({ question, condition, holds, says }) => ({
      text: criterionText((question as { shortcut: string }).shortcut, condition),
      holds,
      says,
    })),
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
    const edit = { kind: 'update', to, message, view } as const;
    if (how === 'instead') {
      await intendInstead(trx, { kind: 'post', to, view }, message);
      await intendInstead(trx, edit, message);
    }
    await intend(trx, edit, { key: `${message}:${seq}`, coalesce: message, ...common });
  }
}

/** One message per incident in the announcement channel, edited with the card; tried again where Slack refused it. */
async function announce(
  trx: Transaction,
  deps: Deps,
  incident: Incident,
  { nextUpdateAt, seq, how }: Showing,
): Promise<void> {
  const channel = deps.config.slack?.announce;
  const key = announcementKey(incident.id);
  const known = await resultOf(trx, key);
  // An incident of a time without an announcement channel has no message to edit.
  if (!channel || (how !== 'post' && known === null)) return;
  const view = announcement({
    id: incident.id,
    title: incident.title,
    severity: incident.severity,
    status: incident.status,
    commander: slackMention(deps, incident.commander),
    declaredAt: incident.declaredAt,
    resolvedAt: incident.resolvedAt,
    nextUpdateAt,
    lastUpdate: incident.lastUpdate,
    channel: (await incidentById(trx, incident.id))?.channelId ?? null,
  });
  const common = { lane: 'timeline', incident: incident.id, nowMs: deps.clock.nowMs() } as const;
  const post = { kind: 'post', to: { channel }, view } as const;
  if (how === 'post') await intend(trx, post, { key, ...common });
  else if (known?.status === 'failed') await intendAgain(trx, post, { key, ...common });
  else {
    const edit = { kind: 'update', to: { channel }, message: key, view } as const;
    if (how === 'instead') {
      await intendInstead(trx, post, key);
      await intendInstead(trx, edit, key);
    }
    await intend(trx, edit, { key: `${key}:${seq}`, coalesce: key, ...common });
  }
}
