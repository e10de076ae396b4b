import { resolveOffer } from '../slack/views/resolve-offer.ts';
import type { Transaction } from '../store/database.ts';
import { type MitigationRow, mitigationsOfIncident } from '../store/mitigations.ts';
import { readEvents } from '../store/timeline.ts';
import { buttonFor } from './buttons.ts';
import type { Deps } from './deps.ts';
import { intend } from './slack-intent.ts';

interface Health {
  /** Null when nobody could judge. */
  healed: boolean | null;
  facts: readonly string[];
}

/** Shows the proof of a change that holds and offers to end the incident, or to take the change back. */
export async function offerToResolve(
  trx: Transaction,
  deps: Deps,
  row: MitigationRow,
  health: Health | null,
): Promise<void> {
  const resolve = await buttonFor(trx, deps, { incident: row.incident, root: 'inc', text: 'status resolved' });
  const view = await viewOf(trx, deps, row, health, resolve);
  await intend(
    trx,
    { kind: 'post', to: { incident: row.incident }, view },
    { key: offerKey(row.id), lane: 'timeline', incident: row.incident, nowMs: deps.clock.nowMs() },
  );
}

/** Takes the Resolve button off the offers of an incident that has ended; taking a change back stays possible. */
export async function closeOffers(trx: Transaction, deps: Deps, incident: string): Promise<void> {
  const verified = await readEvents(trx, incident, { types: ['mitigation.verified'] });
  for (const row of await mitigationsOfIncident(trx, incident)) {
    if (row.state !== 'verified') continue;
    const proof = verified.findLast(({ body }) => body !== null && 'facts' in body && body.mitigation === row.id)?.body;
    const health = proof && 'facts' in proof ? { healed: proof.healed, facts: proof.facts.slice(1) } : null;
    const view = await viewOf(trx, deps, row, health, null);
    const message = offerKey(row.id);
    await intend(
      trx,
      { kind: 'update', to: { incident }, message, view },
      { key: `${message}:closed`, coalesce: message, lane: 'timeline', incident, nowMs: deps.clock.nowMs() },
    );
  }
}

function offerKey(mitigation: string): string {
  return `resolve-offer:${mitigation}`;
}

async function viewOf(
  trx: Transaction,
  deps: Deps,
  row: MitigationRow,
  health: Health | null,
  resolve: { id: string } | null,
) {
  return resolveOffer({
    id: row.incident,
    mitigation: `${row.name} on ${row.device}`,
    healed: health?.healed ?? null,
    facts: health?.facts ?? [],
    resolve,
    rollback: await buttonFor(trx, deps, { incident: row.incident, root: 'mitigate', text: `rollback ${row.id}` }),
  });
}
