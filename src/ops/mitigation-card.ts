import { mitigationCard } from '../slack/views/mitigation.ts';
import type { Transaction } from '../store/database.ts';
import { type MitigationRow, mitigationById, votesOn } from '../store/mitigations.ts';
import { readEvents } from '../store/timeline.ts';
import { buttonFor } from './buttons.ts';
import type { Deps } from './deps.ts';
import { slackMention } from './mention.ts';
import { argumentsOfPlan } from './mitigation-arguments.ts';
import { intend } from './slack-intent.ts';

/** The outbox key of a mitigation's card. */
function cardKey(id: string): string {
  return `mitigation:${id}`;
}

/** Posts the card of a new mitigation. */
export async function postMitigationCard(trx: Transaction, deps: Deps, id: string): Promise<void> {
  const row = await mitigationById(trx, id);
  if (!row) return;
  const view = await viewOf(trx, deps, row);
  await intend(
    trx,
    { kind: 'post', to: { incident: row.incident }, view },
    { key: cardKey(id), lane: 'approval', incident: row.incident, nowMs: deps.clock.nowMs() },
  );
}

/** Edits the card to what is true now; `change` names a change that is none of its state. */
export async function showMitigationCard(trx: Transaction, deps: Deps, id: string, change = ''): Promise<void> {
  const row = await mitigationById(trx, id);
  if (!row) return;
  const view = await viewOf(trx, deps, row);
  const votes = await votesOn(trx, id);
  const message = cardKey(id);
  await intend(
    trx,
    { kind: 'update', to: { incident: row.incident }, message, view },
    {
      key: `${message}:${row.epoch}:${votes.length}${change}`,
      coalesce: message,
      lane: 'approval',
      incident: row.incident,
      nowMs: deps.clock.nowMs(),
    },
  );
}

async function viewOf(trx: Transaction, deps: Deps, row: MitigationRow) {
  const { plan } = row;
  const votes = await votesOn(trx, row.id);
  const button = (text: string) => buttonFor(trx, deps, { incident: row.incident, root: 'mitigate', text });
  const isPending = row.state === 'pending';
  const isUndoable = row.state === 'applied' || row.state === 'verified' || row.state === 'needs-human';
  return mitigationCard({
    id: row.id.slice(0, 8),
    name: row.name,
    device: row.device,
    arguments: argumentsOfPlan(plan.args),
    risk: plan.risk,
    requester: slackMention(deps, row.requester) ?? row.requester,
    reason: row.reason,
    apply: plan.apply,
    undo: plan.undo,
    before: plan.before,
    blastRadius: plan.blastRadius,
    planHash: row.planHash,
    approvals: votes.filter(({ vote }) => vote === 'approve').map(({ person }) => slackMention(deps, person) ?? person),
    quorum: row.quorum,
    expiresAt: row.expiresAt,
    state: row.state,
    outcome: await lastOutcome(trx, row),
    buttons: {
      approve: isPending ? await button(`approve ${row.id} ${row.planHash.slice(0, 12)}`) : null,
      deny: isPending ? await button(`deny ${row.id}`) : null,
      cancel: isPending ? await button(`cancel ${row.id}`) : null,
      rollback: isUndoable ? await button(`rollback ${row.id}`) : null,
    },
  });
}

/** The last thing that was said about how it went. */
async function lastOutcome(trx: Transaction, row: MitigationRow): Promise<string | null> {
  const events = await readEvents(trx, row.incident, {
    types: ['mitigation.outcome', 'mitigation.verified', 'mitigation.rolled-back'],
    newestFirst: true,
  });
  const own = events.find(
    (event) => event.body !== null && 'mitigation' in event.body && event.body.mitigation === row.id,
  );
  if (!own?.body) return null;
  return own.type === 'mitigation.verified' && own.body
    ? own.body.facts.join('\n')
    : 'text' in own.body
      ? own.body.text
      : null;
}
