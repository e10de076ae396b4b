import { isoTime } from '../lib/clock.ts';
import type { Reader, Transaction } from './database.ts';
import { resultOf } from './outbox-questions.ts';
import type { Schema } from './schema.ts';

export type OutboxStatus = Schema['outbox']['status'];
type Lane = Schema['outbox']['lane'];

/** What Slack answered. */
export interface OutboxResult {
  channel?: string | undefined;
  ts?: string | undefined;
  name?: string | undefined;
  fileId?: string | undefined;
}

export interface OutboxRow {
  id: number;
  key: string;
  lane: Lane;
  kind: string;
  incident: string | null;
  target: string;
  payload: string;
  status: OutboxStatus;
  attempts: number;
}

const lanes: readonly Lane[] = ['page', 'approval', 'timeline', 'output'];

/**
 * Puts one effect on its way. The same key again is the same effect and changes nothing. A coalesce key makes older
 * rows that nobody has begun to send superfluous; their words go with them.
 */
export async function enqueue(
  trx: Transaction,
  row: {
    key: string;
    lane: Lane;
    kind: string;
    incident: string | null;
    target: string;
    coalesceKey: string | null;
    /** The key of a row that must have been sent, or have failed, before this one. */
    afterKey: string | null;
    /** Not before this; `nowMs` where it is left out. */
    notBeforeMs?: number;
    payload: string;
    nowMs: number;
  },
): Promise<void> {
  if ((await resultOf(trx, row.key)) !== null) return;
  if (row.coalesceKey !== null)
    await trx
      .updateTable('outbox')
      .set({ status: 'superseded', payload: '' })
      .where('coalesce_key', '=', row.coalesceKey)
      .where('status', '=', 'pending')
      .execute();
  const at = isoTime(row.nowMs);
  await trx
    .insertInto('outbox')
    .values({
      key: row.key,
      lane: row.lane,
      kind: row.kind,
      incident: row.incident,
      target: row.target,
      coalesce_key: row.coalesceKey,
      after_key: row.afterKey,
      payload: row.payload,
      status: 'pending',
      next_attempt_at: isoTime(row.notBeforeMs ?? row.nowMs),
      created_at: at,
      sent_at: null,
      result: null,
      error: null,
    })
    .execute();
}

/** Lets a row that failed begin again, with what is to be sent now. */
export async function beginAgain(
  trx: Transaction,
  row: { key: string; target: string; payload: string; nowMs: number },
): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({
      status: 'pending',
      target: row.target,
      payload: row.payload,
      next_attempt_at: isoTime(row.nowMs),
      error: null,
    })
    .where('key', '=', row.key)
    .where('status', '=', 'failed')
    .execute();
}

/**
 * Puts other words into rows of one kind, under this key or coalescing with it, that are not known to be sent. Whoever
 * has just read the old words finds that the row was tried meanwhile, and reads it again.
 */
export async function rewriteUnsent(
  trx: Transaction,
  { key, kind }: { key: string; kind: string },
  payload: string,
): Promise<void> {
  await trx
    .updateTable('outbox')
    .set((eb) => ({ payload, attempts: eb('attempts', '+', 1) }))
    .where('kind', '=', kind)
    .where((eb) => eb.or([eb('key', '=', key), eb('coalesce_key', '=', key)]))
    .where('status', 'in', ['pending', 'sending'])
    .execute();
}

/** The oldest unsent row of each target whose time has come and that waits for no other row, in the order of the lanes. */
export async function nextSendable(db: Reader, nowMs: number): Promise<OutboxRow[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('status', 'in', ['pending', 'sending'])
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('outbox')
        .select(({ fn }) => fn.min('id').as('first'))
        .where('status', 'in', ['pending', 'sending'])
        .groupBy('target'),
    )
    .where('next_attempt_at', '<=', isoTime(nowMs))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox as first')
            .select('first.id')
            .whereRef('first.key', '=', 'outbox.after_key')
            .where('first.status', 'in', ['pending', 'sending']),
        ),
      ),
    )
    .execute();
  return rows
    .map(({ id, key, lane, kind, incident, target, payload, status, attempts }) => ({
      id,
      key,
      lane,
      kind,
      incident,
      target,
      payload,
      status,
      attempts,
    }))
    .sort((a, b) => lanes.indexOf(a.lane) - lanes.indexOf(b.lane) || a.id - b.id);
}

/** Marks a row as being sent; false when somebody else has changed it meanwhile. */
export async function markSending(db: Reader, id: number, attempts: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ status: 'sending', attempts: attempts + 1 })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('status', 'in', ['pending', 'sending'])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What was said stands in Slack and in the record; the row keeps only its key and Slack's answer. */
export async function markSent(trx: Transaction, id: number, result: OutboxResult, nowMs: number): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ status: 'sent', sent_at: isoTime(nowMs), result: JSON.stringify(result), error: null, payload: '' })
    .where('id', '=', id)
    .execute();
}

/** Tries again at `atMs`; `sending` keeps the doubt whether the last attempt had its effect. */
export async function markRetry(
  db: Reader,
  id: number,
  atMs: number,
  error: string,
  status: 'pending' | 'sending' = 'pending',
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ status, next_attempt_at: isoTime(atMs), error })
    .where('id', '=', id)
    // What was superseded meanwhile has no words any more.
    .where('status', 'in', ['pending', 'sending'])
    .execute();
}

/** Lets everything that waits for another attempt be tried from `nowMs` on. */
export async function attemptNow(trx: Transaction, nowMs: number): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ next_attempt_at: isoTime(nowMs) })
    .where('status', 'in', ['pending', 'sending'])
    .where('next_attempt_at', '>', isoTime(nowMs))
    .execute();
}

/** What has lost its purpose, such as the edit of a card in a channel that is archived. */
export async function markSuperseded(db: Reader, id: number): Promise<void> {
  await db.updateTable('outbox').set({ status: 'superseded', payload: '' }).where('id', '=', id).execute();
}

/** It will never be sent: only its key and the reason stay. */
export async function markFailed(db: Reader, id: number, error: string): Promise<void> {
  await db.updateTable('outbox').set({ status: 'failed', error, payload: '' }).where('id', '=', id).execute();
}
