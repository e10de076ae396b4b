import type { WatchReading } from '../domain/watch-series.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import type { Reader, Transaction } from './database.ts';

/** Keeps the numbers of one reading. */
export async function putWatchReading(
  trx: Transaction,
  watch: string,
  reading: number,
  { atMs, samples }: WatchReading,
): Promise<void> {
  await trx
    .insertInto('watch_reading')
    .values({ watch, reading, at: isoTime(atMs), samples: JSON.stringify(samples) })
    .execute();
}

/** The readings of a watch in the order in which they were made. */
export async function watchReadings(db: Reader, watch: string): Promise<WatchReading[]> {
  const rows = await db
    .selectFrom('watch_reading')
    .select(['at', 'samples'])
    .where('watch', '=', watch)
    .orderBy('reading')
    .execute();
  return rows.map(({ at, samples }) => ({
    atMs: epochMs(at),
    samples: JSON.parse(samples) as WatchReading['samples'],
  }));
}

export async function dropWatchReadings(trx: Transaction, watch: string): Promise<void> {
  await trx.deleteFrom('watch_reading').where('watch', '=', watch).execute();
}
