import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { EventBody } from '../domain/timeline.ts';
import type { Reader } from './database.ts';
import { eventFromRow } from './event-row.ts';
import { restText } from './timeline.ts';

/** What an answer of a device says of itself, without the records it holds. */
export interface AnswerHead {
  seq: number;
  occurredAt: string;
  device: string;
  diagnostic: string;
  arguments: string;
  outcome: string;
}

/** A page takes SQLite a few milliseconds: answers with their records are long. */
const pageSize = 200;

/**
 * The answers of one incident up to `throughSeq` in seq order. SQLite reads their bodies: the
 * records are neither loaded nor made objects of. Each page is a turn of the event loop of its own, so this is not for use
 * inside a transaction.
 */
export async function* streamAnswerHeads(
  db: Reader,
  incident: string,
  throughSeq = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<AnswerHead[]> {
  let afterSeq = 0;
  for (;;) {
    const page = await db
      .selectFrom('event')
      .select(['seq', 'occurred_at', told.as('told')])
      .where('chain', '=', incident)
      .where('type', '=', 'diagnostic.answered')
      .where('seq', '>', afterSeq)
      .orderBy('seq')
      .limit(pageSize)
      .execute();
    const heads = page.filter(({ seq }) => seq <= throughSeq).flatMap(headOf);
    if (heads.length > 0) yield heads;
    const last = page.at(-1);
    if (!last || page.length < pageSize || last.seq >= throughSeq) return;
    afterSeq = last.seq;
    await nextTurn();
  }
}

/** These answers whole, in seq order; each page is a turn of the event loop of its own. */
export async function* streamAnswers(
  db: Reader,
  incident: string,
  seqs: readonly number[],
): AsyncGenerator<EventBody<'diagnostic.answered'>[]> {
  const wanted = seqs.toSorted((a, b) => a - b);
  for (let from = 0; from < wanted.length; from += wholeAtOnce) {
    const rows = await db
      .selectFrom('event')
      .selectAll()
      .where('chain', '=', incident)
      .where('seq', 'in', wanted.slice(from, from + wholeAtOnce))
      .orderBy('seq')
      .execute();
    yield rows.flatMap((row) => {
      const { type, body } = eventFromRow(row);
      return type === 'diagnostic.answered' && body ? [body] : [];
    });
    await nextTurn();
  }
}

const wholeAtOnce = 50;

/** One look at the body for all four, or at what a redaction left of it; null for one that somebody made unreadable. */
const told = sql<string | null>`case when json_valid(coalesce(body, ${restText}))
  then json_extract(coalesce(body, ${restText}), '$.device', '$.diagnostic', '$.arguments', '$.outcome') end`;

function headOf(row: { seq: number; occurred_at: string; told: string | null }): AnswerHead[] {
  if (row.told === null) return [];
  const [device, diagnostic, args, outcome] = JSON.parse(row.told) as string[];
  if (device === undefined || diagnostic === undefined || args === undefined || outcome === undefined) return [];
  return [{ seq: row.seq, occurredAt: row.occurred_at, device, diagnostic, arguments: args, outcome }];
}
