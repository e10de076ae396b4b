import type { NewEvent, Severity } from '../domain/timeline.ts';
import { isoTime } from '../lib/clock.ts';
import type { Transaction } from '../store/database.ts';
import { insertIncident, nextIncidentNumber } from '../store/incidents.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import { createChannel } from './create-channel.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { armNudge } from './nudge.ts';
import { intend } from './slack-intent.ts';

export interface Declaration {
  title: string;
  severity: Severity;
  commander: string | null;
  /** Events that belong to the beginning, such as the alert that caused it. */
  firstEvents?: NewEvent[];
}

/** Opens an incident: its record, its channel with the pinned card, the announcement. Returns its id. */
export async function declareIncident(deps: Deps, cause: Cause, declaration: Declaration): Promise<string> {
  return commit(deps, cause, (trx) => declareWithin(trx, deps, cause, declaration));
}

/** The same inside a transaction that does more, such as taking in an alert. */
export async function declareWithin(
  trx: Transaction,
  deps: Deps,
  cause: Cause,
  declaration: Declaration,
): Promise<string> {
  const { title, severity, commander } = declaration;
  const nowMs = deps.clock.nowMs();
  const number = await nextIncidentNumber(trx);
  const id = `INC-${number}`;
  await insertIncident(trx, {
    id,
    number,
    title,
    severity,
    status: 'investigating',
    commander,
    declaredAt: isoTime(nowMs),
  });
  const common = { lane: 'timeline', incident: id, nowMs } as const;
  await createChannel(trx, deps, { id, number, title, severity });
  await recordOn(
    trx,
    deps,
    id,
    [eventOf(cause, 'incident.declared', { title, severity, commander }), ...(declaration.firstEvents ?? [])],
    'post',
  );
  await armNudge(trx, id, nowMs);
  const slackId = commander ? deps.config.people[commander]?.slack : undefined;
  if (slackId)
    await intend(
      trx,
      { kind: 'invite', to: { incident: id }, users: [slackId] },
      { key: `invite:${id}:${slackId}`, ...common },
    );
  return id;
}
