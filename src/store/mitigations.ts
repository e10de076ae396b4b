import type { Vote } from '../domain/approval.ts';
import type { MitigationPlan } from '../domain/mitigation.ts';
import type { Reader, Transaction } from './database.ts';
import type { MitigationState, Schema } from './schema.ts';

export interface MitigationRow {
  id: string;
  incident: string;
  name: string;
  device: string;
  requester: string;
  reason: string | null;
  plan: MitigationPlan;
  planHash: string;
  quorum: number;
  state: MitigationState;
  epoch: number;
  playbookRun: string | null;
  createdAt: string;
  expiresAt: string;
}

export async function insertMitigation(
  trx: Transaction,
  mitigation: Omit<MitigationRow, 'state' | 'epoch'>,
): Promise<void> {
  const { plan, planHash, playbookRun, createdAt, expiresAt, ...rest } = mitigation;
  await trx
    .insertInto('mitigation')
    .values({
      ...rest,
      plan: JSON.stringify(plan),
      plan_hash: planHash,
      playbook_run: playbookRun,
      created_at: createdAt,
      expires_at: expiresAt,
      state: 'pending',
      epoch: 0,
    })
    .execute();
}

export async function mitigationById(db: Reader, id: string): Promise<MitigationRow | null> {
  const row = await db.selectFrom('mitigation').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? fromRow(row) : null;
}

/** Oldest first. */
export async function mitigationsOfIncident(db: Reader, incident: string): Promise<MitigationRow[]> {
  const rows = await db
    .selectFrom('mitigation')
    .selectAll()
    .where('incident', '=', incident)
    .orderBy('created_at')
    .execute();
  return rows.map(fromRow);
}

/** What a playbook run has proposed, if anything. */
export async function mitigationOfRun(db: Reader, run: string): Promise<MitigationRow | null> {
  const row = await db.selectFrom('mitigation').selectAll().where('playbook_run', '=', run).executeTakeFirst();
  return row ? fromRow(row) : null;
}

export async function mitigationsInState(db: Reader, states: readonly MitigationState[]): Promise<MitigationRow[]> {
  const rows = await db
    .selectFrom('mitigation')
    .selectAll()
    .where('state', 'in', [...states])
    .execute();
  return rows.map(fromRow);
}

/** Another mitigation that is under way on this device, or null. */
export async function underWayOn(db: Reader, device: string, except: string): Promise<MitigationRow | null> {
  const row = await db
    .selectFrom('mitigation')
    .selectAll()
    .where('device', '=', device)
    .where('id', '<>', except)
    .where('state', 'in', ['approved', 'claimed', 'sending', 'unknown', 'rolling-back'])
    .executeTakeFirst();
  return row ? fromRow(row) : null;
}

/** Compare-and-set: true when the row was in one of `from` at this epoch and is now in `to`. */
export async function moveState(
  trx: Transaction,
  id: string,
  seen: { from: readonly MitigationState[]; epoch: number },
  to: MitigationState,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('mitigation')
    .set({ state: to, epoch: seen.epoch + 1 })
    .where('id', '=', id)
    .where('epoch', '=', seen.epoch)
    .where('state', 'in', [...seen.from])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function insertVote(
  trx: Transaction,
  vote: Vote & { mitigation: string; why: string | null; at: string },
): Promise<void> {
  const { planHash, ...rest } = vote;
  await trx
    .insertInto('vote')
    .values({ ...rest, plan_hash: planHash })
    .execute();
}

export async function votesOn(db: Reader, mitigation: string): Promise<Vote[]> {
  const rows = await db
    .selectFrom('vote')
    .select(['person', 'vote', 'plan_hash'])
    .where('mitigation', '=', mitigation)
    .orderBy('at')
    .execute();
  return rows.map((row) => ({ person: row.person, vote: row.vote, planHash: row.plan_hash }));
}

function fromRow(row: Schema['mitigation']): MitigationRow {
  return {
    id: row.id,
    incident: row.incident,
    name: row.name,
    device: row.device,
    requester: row.requester,
    reason: row.reason,
    plan: JSON.parse(row.plan) as MitigationPlan,
    planHash: row.plan_hash,
    quorum: row.quorum,
    state: row.state,
    epoch: row.epoch,
    playbookRun: row.playbook_run,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
