import { said } from '../slack/views/said.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { handOverCommand } from './hand-over.ts';
import { recordOn } from './incident-record.ts';
import { loadIncident } from './load-incident.ts';
import { slackMention } from './mention.ts';
import { sayOn, whoSaid } from './say.ts';
import { intend } from './slack-intent.ts';

/** Gives a role to a person and brings them into the channel. "commander" is the role that leads. */
export async function assignRole(
  deps: Deps,
  cause: Cause,
  incidentId: string,
  role: string,
  person: string,
): Promise<void> {
  await commit(deps, cause, async (trx) => {
    const incident = await loadIncident(trx, incidentId);
    const previous = incident.roles[role] ?? null;
    const { events } = await recordOn(trx, deps, incidentId, [
      eventOf(cause, 'incident.role', { role, person, previous }),
    ]);
    const seq = events[0]?.seq ?? 0;
    const slack = deps.config.people[person]?.slack;
    if (slack)
      await intend(
        trx,
        { kind: 'invite', to: { incident: incidentId }, users: [slack] },
        { key: `invite:${incidentId}:${slack}`, lane: 'timeline', incident: incidentId, nowMs: deps.clock.nowMs() },
      );
    const sentence = said.role(whoSaid(deps, cause), slackMention(deps, person) ?? person, role);
    await sayOn(trx, deps, incidentId, `role:${incidentId}:${seq}`, sentence, null);
    if (role === 'commander' && previous !== null && previous !== person)
      await handOverCommand(trx, deps, cause, incidentId, { from: previous, to: person });
  });
}
