import type { LastGood } from '../domain/last-good.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import type { Reader, Transaction } from './database.ts';

/** The question whose last good answer is kept; `arguments` as they are typed. */
export interface LastGoodKey {
  device: string;
  diagnostic: string;
  arguments: string;
}

export async function lastGoodOf(db: Reader, key: LastGoodKey): Promise<LastGood | null> {
  const row = await db
    .selectFrom('last_good')
    .select(['records', 'at', 'is_healthy', 'worse_since'])
    .where('device', '=', key.device)
    .where('diagnostic', '=', key.diagnostic)
    .where('arguments', '=', key.arguments)
    .executeTakeFirst();
  if (!row) return null;
  return {
    records: JSON.parse(row.records) as object[],
    atMs: epochMs(row.at),
    isHealthy: row.is_healthy === 1,
    worseSinceMs: row.worse_since === null ? null : epochMs(row.worse_since),
  };
}

export async function putLastGood(trx: Transaction, key: LastGoodKey, good: LastGood): Promise<void> {
  const values = {
    records: JSON.stringify(good.records),
    at: isoTime(good.atMs),
    is_healthy: good.isHealthy ? 1 : 0,
    worse_since: good.worseSinceMs === null ? null : isoTime(good.worseSinceMs),
  };
  await trx
    .insertInto('last_good')
    .values({ ...key, ...values })
    .onConflict((conflict) => conflict.columns(['device', 'diagnostic', 'arguments']).doUpdateSet(values))
    .execute();
}

/** The last good answers of all devices to one question without arguments. */
export async function lastGoodByDevice(db: Reader, diagnostic: string): Promise<Map<string, object[]>> {
  const rows = await db
    .selectFrom('last_good')
    .select(['device', 'records'])
    .where('diagnostic', '=', diagnostic)
    .where('arguments', '=', '')
    .orderBy('device')
    .execute();
  return new Map(rows.map(({ device, records }) => [device, JSON.parse(records) as object[]]));
}
