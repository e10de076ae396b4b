import type { Reader, Transaction } from './database.ts';

export async function getSetting(db: Reader, name: string): Promise<string | null> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? null;
}

export async function putSetting(trx: Transaction, name: string, value: string, changedAt: string): Promise<void> {
  await trx
    .insertInto('setting')
    .values({ name, value, changed_at: changedAt })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, changed_at: changedAt }))
    .execute();
}
