import { isoTime } from '../lib/clock.ts';
import { durationText } from '../lib/duration.ts';
import { UserError } from '../lib/errors.ts';
import type { Transaction } from '../store/database.ts';
import { cancelDue, type DueRow, finishDue, rearm } from '../store/due.ts';
import { incidentById } from '../store/incidents.ts';
import { type Cause, clockCause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { loadIncident } from './load-incident.ts';
import { intend } from './slack-intent.ts';

const dueKey = (incident: string) => `archive:${incident}`;

/** The channel of an incident that has ended is archived some time later. */
export async function armArchive(trx: Transaction, deps: Deps, incident: string): Promise<void> {
  const afterMs = deps.config.incidents.archiveAfterMs;
  if (afterMs === null) return;
  const dueAt = isoTime(deps.clock.nowMs() + afterMs);
  await rearm(trx, { key: dueKey(incident), kind: 'channel-archive', incident, dueAt, body: {} });
}

/** An incident that goes on keeps its channel. */
export async function disarmArchive(trx: Transaction, incident: string): Promise<void> {
  await cancelDue(trx, dueKey(incident));
}

/** What people hear at the end. */
export function archiveWords(deps: Deps): string {
  const afterMs = deps.config.incidents.archiveAfterMs;
  if (afterMs === null) return ' /inc archive archives this channel.';
  return ` This channel is archived in ${durationText(afterMs)}; /inc archive does it now.`;
}

export async function archiveWhenDue(deps: Deps, due: DueRow): Promise<void> {
  const { incident } = due;
  if (incident === null) throw new TypeError('a channel without an incident was to be archived');
  await commit(deps, clockCause, async (trx) => {
    await finishDue(trx, due.id, deps.clock.nowMs());
    await intendArchive(trx, deps, incident);
  });
}

/** Archives the channel now. Throws UserError when the incident is still open. The record stays as it is. */
export async function archiveChannel(deps: Deps, cause: Cause, incident: string): Promise<void> {
  await commit(deps, cause, async (trx) => {
    const { status } = await loadIncident(trx, incident);
    if (status !== 'resolved')
      throw new UserError('usage', `${incident} is ${status}. End it first: /inc status resolved.`);
    await disarmArchive(trx, incident);
    await intendArchive(trx, deps, incident);
  });
}

async function intendArchive(trx: Transaction, deps: Deps, incident: string): Promise<void> {
  const row = await incidentById(trx, incident);
  if (!row || row.channelClosed !== null) return;
  const nowMs = deps.clock.nowMs();
  // An incident may end, go on and end again.
  const key = `archive:${incident}:${row.resolvedAt ?? ''}`;
  await intend(trx, { kind: 'archive', to: { incident } }, { key, lane: 'output', incident, nowMs });
}
