import type { Level } from '../domain/allowance.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import type { Reader, Transaction } from './database.ts';

/** The levels that were kept, by name, and until when a refusal of each is on the record. */
export async function allowancesOf(
  db: Reader,
  names: readonly string[],
): Promise<ReadonlyMap<string, Level & { toldUntil: string | null }>> {
  const rows = await db.selectFrom('allowance').selectAll().where('name', 'in', names).execute();
  return new Map(
    rows.map(({ name, left_over: left, at, told_until: toldUntil }) => [name, { left, atMs: epochMs(at), toldUntil }]),
  );
}

export async function keepAllowance(
  trx: Transaction,
  name: string,
  { left, atMs }: Level,
  toldUntil: string | null,
): Promise<void> {
  const row = { left_over: left, at: isoTime(atMs), told_until: toldUntil };
  await trx
    .insertInto('allowance')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}
