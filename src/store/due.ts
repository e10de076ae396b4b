import { randomUUID } from 'node:crypto';
import { epochMs, isoTime } from '../lib/clock.ts';
import type { Reader, Transaction } from './database.ts';

export interface DueRow {
  id: string;
  key: string | null;
  kind: string;
  incident: string | null;
  dueAt: string;
  body: unknown;
  attempts: number;
}

export interface NewDue {
  /** What is due at most once at a time has a key: arming it again moves it. */
  key: string;
  kind: string;
  incident: string | null;
  dueAt: string;
  body: object;
}

/** A row that failed is tried again after 1, 2, 4 … at most 60 s. */
const longestWaitMs = 60_000;

/** Arms what is due later. A row with the same key, done or not, is replaced: the last decision counts. */
export async function rearm(trx: Transaction, due: NewDue): Promise<void> {
  await trx.deleteFrom('due').where('key', '=', due.key).execute();
  await trx
    .insertInto('due')
    .values({
      // Each arming is a row of its own: a handler that finishes the old one must not finish the new one.
      id: randomUUID(),
      key: due.key,
      kind: due.kind,
      incident: due.incident,
      due_at: due.dueAt,
      body: JSON.stringify(due.body),
      attempts: 0,
      done_at: null,
    })
    .execute();
}

/** What is due at `nowMs` or was due before, oldest first. */
export async function dueRows(db: Reader, nowMs: number): Promise<DueRow[]> {
  const rows = await db
    .selectFrom('due')
    .selectAll()
    .where('done_at', 'is', null)
    .where('due_at', '<=', isoTime(nowMs))
    .orderBy('due_at')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    kind: row.kind,
    incident: row.incident,
    dueAt: row.due_at,
    body: JSON.parse(row.body) as unknown,
    attempts: row.attempts,
  }));
}

/** What is armed under a key and not done yet. */
export async function armedDue(db: Reader, key: string): Promise<{ dueAt: string; body: unknown } | null> {
  const row = await db
    .selectFrom('due')
    .select(['due_at', 'body'])
    .where('key', '=', key)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return row ? { dueAt: row.due_at, body: JSON.parse(row.body) as unknown } : null;
}

export async function finishDue(trx: Transaction, id: string, nowMs: number): Promise<void> {
  await trx
    .updateTable('due')
    .set({ done_at: isoTime(nowMs) })
    .where('id', '=', id)
    .execute();
}

/** Makes every open row of a kind due now; for what an ended process was doing. */
export async function bringForward(trx: Transaction, kind: string, nowMs: number): Promise<void> {
  await trx
    .updateTable('due')
    .set({ due_at: isoTime(nowMs) })
    .where('kind', '=', kind)
    .where('done_at', 'is', null)
    .execute();
}

/** Moves what is due after `nowMs` forward by `byMs`, but not before `nowMs`; kinds in `but` stay where they are. */
export async function moveForward(
  trx: Transaction,
  { byMs, nowMs, but }: { byMs: number; nowMs: number; but: readonly string[] },
): Promise<void> {
  const rows = await trx
    .selectFrom('due')
    .select(['id', 'due_at'])
    .where('done_at', 'is', null)
    .where('due_at', '>', isoTime(nowMs))
    .where('kind', 'not in', [...but])
    .execute();
  for (const { id, due_at: dueAt } of rows)
    await trx
      .updateTable('due')
      .set({ due_at: isoTime(Math.max(nowMs, epochMs(dueAt) - byMs)) })
      .where('id', '=', id)
      .execute();
}

/** Takes back what is not done yet. */
export async function cancelDue(trx: Transaction, key: string): Promise<void> {
  await trx.deleteFrom('due').where('key', '=', key).where('done_at', 'is', null).execute();
}

/** Whether the row of this key has been taken. */
export async function isDone(db: Reader, key: string): Promise<boolean> {
  const row = await db.selectFrom('due').select('done_at').where('key', '=', key).executeTakeFirst();
  return row?.done_at != null;
}

/** Moves a row that failed to a little later. */
export async function failDue(trx: Transaction, id: string, nowMs: number): Promise<void> {
  const row = await trx.selectFrom('due').select('attempts').where('id', '=', id).executeTakeFirst();
  if (!row) return;
  const waitMs = Math.min(longestWaitMs, 1_000 * 2 ** Math.min(row.attempts, 6));
  await trx
    .updateTable('due')
    .set({ attempts: row.attempts + 1, due_at: isoTime(nowMs + waitMs) })
    .where('id', '=', id)
    .execute();
}
