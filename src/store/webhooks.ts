import { isoTime } from '../lib/clock.ts';
import type { Reader } from './database.ts';

/** Signatures are valid for 5 min either way; after 15 min none of them can come again. */
const rememberMs = 15 * 60_000;

/** Remembers a request's signature; true when it was seen before. */
export async function seenBefore(db: Reader, signature: string, nowMs: number): Promise<boolean> {
  await db
    .deleteFrom('webhook_seen')
    .where('seen_at', '<', isoTime(nowMs - rememberMs))
    .execute();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('webhook_seen')
    .values({ signature, seen_at: isoTime(nowMs) })
    .onConflict((conflict) => conflict.column('signature').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows !== 1n;
}
