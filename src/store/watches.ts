import type { Change } from '../domain/changes.ts';
import type { WatchedAnswer } from '../domain/watch.ts';
import type { Reader, Transaction } from './database.ts';

export interface NotedChange extends Change {
  at: string;
  device: string;
}

export interface WatchRow {
  id: string;
  incident: string;
  /** As it was stored; the caller knows its shape. */
  question: unknown;
  requester: string;
  everyMs: number;
  startedAt: string;
  endsAt: string;
  endedAt: string | null;
  readings: number;
  last: Record<string, WatchedAnswer>;
  /** Newest first. */
  changes: NotedChange[];
}

export type NewWatch = Pick<
  WatchRow,
  'id' | 'incident' | 'question' | 'requester' | 'everyMs' | 'startedAt' | 'endsAt'
>;

export async function insertWatch(trx: Transaction, watch: NewWatch): Promise<void> {
  await trx
    .insertInto('watch')
    .values({
      id: watch.id,
      incident: watch.incident,
      question: JSON.stringify(watch.question),
      requester: watch.requester,
      every_ms: watch.everyMs,
      started_at: watch.startedAt,
      ends_at: watch.endsAt,
      ended_at: null,
      readings: 0,
      last: '{}',
      changes: '[]',
    })
    .execute();
}

export async function watchById(db: Reader, id: string): Promise<WatchRow | null> {
  const row = await db.selectFrom('watch').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? fromRow(row) : null;
}

export async function openWatches(db: Reader, incident: string): Promise<WatchRow[]> {
  const rows = await db
    .selectFrom('watch')
    .selectAll()
    .where('incident', '=', incident)
    .where('ended_at', 'is', null)
    .orderBy('started_at')
    .execute();
  return rows.map(fromRow);
}

/** Stores one reading; false when the watch has ended or somebody stored this reading before. */
export async function noteReading(
  trx: Transaction,
  row: WatchRow,
  reading: { last: Record<string, WatchedAnswer>; changes: readonly NotedChange[] },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('watch')
    .set({
      readings: row.readings + 1,
      last: JSON.stringify(reading.last),
      changes: JSON.stringify([...reading.changes, ...row.changes].slice(0, mostKept)),
    })
    .where('id', '=', row.id)
    .where('readings', '=', row.readings)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** False when it had ended before. */
export async function endWatch(trx: Transaction, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('watch')
    .set({ ended_at: at, last: '{}' })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

const mostKept = 20;

function fromRow(row: {
  id: string;
  incident: string;
  question: string;
  requester: string;
  every_ms: number;
  started_at: string;
  ends_at: string;
  ended_at: string | null;
  readings: number;
  last: string;
  changes: string;
}): WatchRow {
  return {
    id: row.id,
    incident: row.incident,
    question: JSON.parse(row.question) as unknown,
    requester: row.requester,
    everyMs: row.every_ms,
    startedAt: row.started_at,
    endsAt: row.ends_at,
    endedAt: row.ended_at,
    readings: row.readings,
    last: JSON.parse(row.last) as Record<string, WatchedAnswer>,
    changes: JSON.parse(row.changes) as NotedChange[],
  };
}
