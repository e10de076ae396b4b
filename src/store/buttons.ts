import type { Reader, Transaction } from './database.ts';

/** The button that was given out for this line on this incident, if any. */
export async function findButton(
  db: Reader,
  line: { action: string; incident: string | null },
): Promise<{ id: string } | null> {
  const row = await db
    .selectFrom('button')
    .select('id')
    .where('action', '=', line.action)
    .where('incident', line.incident === null ? 'is' : '=', line.incident)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertButton(
  trx: Transaction,
  button: { id: string; action: string; incident: string | null; body: object; createdAt: string },
): Promise<void> {
  const { id, action, incident, body, createdAt } = button;
  await trx
    .insertInto('button')
    .values({ id, action, incident, body: JSON.stringify(body), created_at: createdAt })
    .execute();
}

export async function getButton(db: Reader, id: string): Promise<{ id: string; body: unknown } | null> {
  const row = await db.selectFrom('button').select(['id', 'body']).where('id', '=', id).executeTakeFirst();
  return row ? { id: row.id, body: JSON.parse(row.body) as unknown } : null;
}

export async function deleteButton(trx: Transaction, id: string): Promise<void> {
  await trx.deleteFrom('button').where('id', '=', id).execute();
}
