import type { Reader } from './database.ts';
import type { OutboxResult, OutboxStatus } from './outbox.ts';

/** How a row ended, by its key; null when there is none. */
export async function resultOf(
  db: Reader,
  key: string,
): Promise<{ status: OutboxStatus; result: OutboxResult | null } | null> {
  const row = await db.selectFrom('outbox').select(['status', 'result']).where('key', '=', key).executeTakeFirst();
  return row
    ? { status: row.status, result: row.result === null ? null : (JSON.parse(row.result) as OutboxResult) }
    : null;
}

/** Whether anything but this row is on its way for the incident. */
export async function hasOthersOpen(db: Reader, incident: string, id: number): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('incident', '=', incident)
    .where('id', '<>', id)
    .where('status', 'in', ['pending', 'sending'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Keys of rows of one kind that begin so, sent or on their way, in the order in which they were decided. */
export async function keysBeginning(db: Reader, kind: string, prefix: string): Promise<string[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('key')
    .where('kind', '=', kind)
    .where('key', '>=', prefix)
    .where('key', '<', `${prefix}\uffff`)
    .orderBy('id')
    .execute();
  return rows.map(({ key }) => key);
}

export async function outboxCounts(db: Reader): Promise<{ pending: number; failed: number }> {
  const rows = await db
    .selectFrom('outbox')
    .select(['status', ({ fn }) => fn.countAll<number>().as('rows')])
    .groupBy('status')
    .execute();
  const count = (wanted: OutboxStatus[]) =>
    rows.filter(({ status }) => wanted.includes(status)).reduce((sum, { rows: n }) => sum + Number(n), 0);
  return { pending: count(['pending', 'sending']), failed: count(['failed']) };
}

/** Whether a page was put on its way to this person. */
export async function wasPaged(db: Reader, page: string, person: string): Promise<boolean> {
  const rows = await db.selectFrom('outbox').select('key').where('key', 'like', `page:${page}:%`).execute();
  return rows.some(({ key }) => key.endsWith(`:${person}`));
}
