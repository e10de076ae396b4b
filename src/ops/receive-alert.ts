import { matchesTrigger, type Playbook } from '../domain/playbook.ts';
import type { Alert } from '../intake/alert.ts';
import { isoTime } from '../lib/clock.ts';
import { said } from '../slack/views/said.ts';
import { countAlert, firingAlert, insertAlert, resolveAlert } from '../store/alerts.ts';
import type { Transaction } from '../store/database.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import { declareWithin } from './declare-incident.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { openPage } from './open-page.ts';
import { sayOn } from './say.ts';
import { startPlaybookWithin } from './start-playbook.ts';

/**
 * Takes in one alert. A firing alert that is new declares an incident, pages, and starts the playbooks whose trigger
 * it meets; one that is known is counted; a resolved one is noted and never closes an incident by itself.
 */
export async function receiveAlert(
  deps: Deps,
  alert: Alert,
): Promise<{ alert: string; incident: string | null; isNew: boolean }> {
  const cause: Cause = { actor: { kind: 'alert', id: alert.source }, origin: 'webhook', inboxKey: null };
  const result = await commit(deps, cause, async (trx) => {
    const known = await firingAlert(trx, alert.source, alert.fingerprint);
    if (alert.status === 'resolved') return known ? noteResolved(trx, deps, cause, alert, known) : unknownResolved();
    return known ? group(trx, deps, cause, alert, known) : open(trx, deps, cause, alert);
  });
  deps.reached('alert-recorded');
  return result;
}

type Known = NonNullable<Awaited<ReturnType<typeof firingAlert>>>;

async function open(trx: Transaction, deps: Deps, cause: Cause, alert: Alert) {
  const id = deps.ids.next();
  const at = isoTime(deps.clock.nowMs());
  const { source, fingerprint, title, severity, labels } = alert;
  const incident = await declareWithin(trx, deps, cause, {
    title,
    severity,
    commander: null,
    firstEvents: [eventOf(cause, 'alert.received', { alert: id, source, fingerprint, title, severity, labels })],
  });
  await insertAlert(trx, { id, source, fingerprint, incident, title, at });
  const policy = Object.keys(deps.config.oncall?.policies ?? {})[0];
  if (policy !== undefined) await openPage(trx, deps, { incident, policy, text: title });
  for (const playbook of deps.playbooks.values()) await trigger(trx, deps, playbook, alert, incident);
  return { alert: id, incident, isNew: true };
}

async function trigger(
  trx: Transaction,
  deps: Deps,
  playbook: Playbook,
  alert: Alert,
  incident: string,
): Promise<void> {
  const match = matchesTrigger(playbook, alert);
  if (match.matches)
    await startPlaybookWithin(trx, deps, { playbook, incident, inputs: match.inputs, requester: null });
  else if (match.problem !== null)
    await sayOn(
      trx,
      deps,
      incident,
      `playbook-problem:${incident}:${playbook.name}`,
      `Playbook ${playbook.name} could not start by itself:`,
      match.problem,
    );
}

async function group(trx: Transaction, deps: Deps, cause: Cause, alert: Alert, known: Known) {
  const count = await countAlert(trx, known.id, isoTime(deps.clock.nowMs()));
  const { source, fingerprint } = alert;
  await recordOn(trx, deps, known.incident, [
    eventOf(cause, 'alert.grouped', { alert: known.id, source, fingerprint, count }),
  ]);
  return { alert: known.id, incident: known.incident, isNew: false };
}

async function noteResolved(trx: Transaction, deps: Deps, cause: Cause, alert: Alert, known: Known) {
  await resolveAlert(trx, known.id, isoTime(deps.clock.nowMs()));
  const { source, fingerprint } = alert;
  await recordOn(trx, deps, known.incident, [
    eventOf(cause, 'alert.resolved', { alert: known.id, source, fingerprint }),
  ]);
  await sayOn(trx, deps, known.incident, `alert-resolved:${known.id}`, said.alertResolved(source), known.title);
  return { alert: known.id, incident: known.incident, isNew: false };
}

/** A resolved message for an alert that never fired here: nothing to do, and saying so is the honest answer. */
function unknownResolved() {
  return { alert: '', incident: null, isNew: false };
}
