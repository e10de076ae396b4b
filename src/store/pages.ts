import type { Reader, Transaction } from './database.ts';
import type { Schema } from './schema.ts';

export interface PageRow {
  id: string;
  incident: string | null;
  policy: string;
  text: string;
  /** Index of the step that is due next. */
  step: number;
  round: number;
  status: Schema['page']['status'];
}

export async function insertPage(
  trx: Transaction,
  page: { id: string; incident: string | null; policy: string; text: string; createdAt: string },
): Promise<void> {
  const { createdAt, ...rest } = page;
  await trx
    .insertInto('page')
    .values({
      ...rest,
      step: 0,
      round: 0,
      status: 'open',
      created_at: createdAt,
      acknowledged_by: null,
      acknowledged_at: null,
    })
    .execute();
}

export async function pageById(db: Reader, id: string): Promise<PageRow | null> {
  const row = await db
    .selectFrom('page')
    .select(['id', 'incident', 'policy', 'text', 'step', 'round', 'status'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Open pages of one incident; of all, when none is named. */
export async function openPages(db: Reader, incident: string | null): Promise<PageRow[]> {
  let query = db
    .selectFrom('page')
    .select(['id', 'incident', 'policy', 'text', 'step', 'round', 'status'])
    .where('status', 'in', ['open', 'exhausted'])
    .orderBy('created_at');
  if (incident !== null) query = query.where('incident', '=', incident);
  return query.execute();
}

/** Moves a page to its next step, or to its end. */
export async function movePage(
  trx: Transaction,
  id: string,
  to: { step: number; round: number } | { status: 'exhausted' },
): Promise<void> {
  const change = 'status' in to ? { status: to.status } : { step: to.step, round: to.round };
  await trx.updateTable('page').set(change).where('id', '=', id).where('status', '=', 'open').execute();
}

/** False when it was acknowledged or closed before. */
export async function acknowledgePage(trx: Transaction, id: string, who: { by: string; at: string }): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('page')
    .set({ status: 'acknowledged', acknowledged_by: who.by, acknowledged_at: who.at })
    .where('id', '=', id)
    .where('status', 'in', ['open', 'exhausted'])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The incident is over: nobody is paged for it any more. */
export async function closePages(trx: Transaction, incident: string): Promise<void> {
  await trx
    .updateTable('page')
    .set({ status: 'closed' })
    .where('incident', '=', incident)
    .where('status', 'in', ['open', 'exhausted'])
    .execute();
}
