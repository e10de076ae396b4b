import type { NewEvent, Severity } from '../domain/timeline.ts';
import { isoTime } from '../lib/clock.ts';
import type { Transaction } from '../store/database.ts';
import { insertIncident, nextIncidentNumber } from '../store/incidents.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
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
  await intend(
    trx,
    {
      kind: 'create-channel',
      incident: id,
      name: channelName(deps, number, title),
      isPrivate: deps.config.incidents.private,
      topic: `${id} · ${severity} · ${title}`.slice(0, 250),
    },
    { key: `channel:${id}`, ...common },
  );
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

/** "inc-12-leaf1-eth1-loses-packets": lower-case, at most 80 characters, unique by its number. */
function channelName(deps: Deps, number: number, title: string): string {
  const slug = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${deps.config.incidents.prefix}-${number}${slug ? `-${slug}` : ''}`.slice(0, 60).replace(/-+$/, '');
}
