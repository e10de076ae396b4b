import type { Reader, Transaction } from './database.ts';

export interface AlertRow {
  id: string;
  incident: string;
  title: string;
  count: number;
}

/** The firing alert with this fingerprint, if any: at most one, by a unique index. */
export async function firingAlert(db: Reader, source: string, fingerprint: string): Promise<AlertRow | null> {
  const row = await db
    .selectFrom('alert')
    .select(['id', 'incident', 'title', 'count'])
    .where('source', '=', source)
    .where('fingerprint', '=', fingerprint)
    .where('status', '=', 'firing')
    .executeTakeFirst();
  return row ?? null;
}

export async function insertAlert(
  trx: Transaction,
  alert: { id: string; source: string; fingerprint: string; incident: string; title: string; at: string },
): Promise<void> {
  const { at, ...rest } = alert;
  await trx
    .insertInto('alert')
    .values({ ...rest, status: 'firing', count: 1, first_at: at, last_at: at })
    .execute();
}

/** Counts one more firing of a known alert and returns the new count. */
export async function countAlert(trx: Transaction, id: string, at: string): Promise<number> {
  const row = await trx
    .updateTable('alert')
    .set(({ eb }) => ({ count: eb('count', '+', 1), last_at: at }))
    .where('id', '=', id)
    .returning('count')
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function resolveAlert(trx: Transaction, id: string, at: string): Promise<void> {
  await trx.updateTable('alert').set({ status: 'resolved', last_at: at }).where('id', '=', id).execute();
}
