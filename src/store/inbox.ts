import { CompiledQuery } from 'kysely';
import { isoTime } from '../lib/clock.ts';
import type { Reader } from './database.ts';

export interface InboxRow {
  key: string;
  kind: string;
  receivedAt: string;
  payload: string;
}

/** Spelled out once: everything that comes in waits for it, and putting it together takes as long as running it. */
const insertion =
  'insert into inbox (key, kind, payload, received_at, done_at) values (?, ?, ?, ?, ?) on conflict (key) do nothing';

/** Writes down what came in; false when it came before. One committed statement, before it is acknowledged. */
export async function firstTime(
  db: Reader,
  key: string,
  kind: string,
  payload: string,
  nowMs: number,
): Promise<boolean> {
  const { numAffectedRows } = await db.executeQuery(
    CompiledQuery.raw(insertion, [key, kind, payload, isoTime(nowMs), null]),
  );
  return numAffectedRows === 1n;
}

/** The key stays, so that a second delivery has no second effect; the words are not kept twice. */
export async function finishInbox(db: Reader, key: string, nowMs: number): Promise<void> {
  await db
    .updateTable('inbox')
    .set({ done_at: isoTime(nowMs), payload: '' })
    .where('key', '=', key)
    .where('done_at', 'is', null)
    .execute();
}

/** What has had no effect yet, oldest first. */
export async function openInbox(db: Reader): Promise<InboxRow[]> {
  const rows = await db.selectFrom('inbox').selectAll().where('done_at', 'is', null).orderBy('received_at').execute();
  return rows.map((row) => ({ key: row.key, kind: row.kind, receivedAt: row.received_at, payload: row.payload }));
}
