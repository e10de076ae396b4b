import type { Reader, Transaction } from './database.ts';

/** Null for what was never set. */
export async function getSetting(db: Reader, name: string): Promise<{ value: string; changedAt: string } | null> {
  const row = await db.selectFrom('setting').selectAll().where('name', '=', name).executeTakeFirst();
  return row ? { value: row.value, changedAt: row.changed_at } : null;
}

export async function putSetting(trx: Transaction, name: string, value: string, changedAt: string): Promise<void> {
  await trx
    .insertInto('setting')
    .values({ name, value, changed_at: changedAt })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, changed_at: changedAt }))
    .execute();
}
