import type { CriteriaCourse } from '../domain/criterion.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import type { Reader, Transaction } from './database.ts';

export interface CriterionRow {
  id: string;
  incident: string;
  number: number;
  /** As it was stored; the caller knows its shape. */
  question: unknown;
  condition: string;
  /** Null before the first judgement. */
  holds: 'yes' | 'no' | 'unknown' | null;
  says: string | null;
  counters: Record<string, number> | null;
  /** ISO-8601; null before the first judgement. */
  judgedAt: string | null;
}

/** Returns its number within the incident. */
export async function insertCriterion(
  trx: Transaction,
  criterion: {
    id: string;
    incident: string;
    question: object;
    condition: string;
    requester: string;
    createdAt: string;
  },
): Promise<number> {
  const row = await trx
    .selectFrom('criterion')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('incident', '=', criterion.incident)
    .executeTakeFirst();
  const number = (row?.last ?? 0) + 1;
  const { question, createdAt, ...rest } = criterion;
  await trx
    .insertInto('criterion')
    .values({
      ...rest,
      number,
      question: JSON.stringify(question),
      created_at: createdAt,
      removed_at: null,
      holds: null,
      says: null,
      judged_at: null,
      counters: null,
    })
    .execute();
  return number;
}

/** Those in force, in the order in which they were added. */
export async function criteriaOf(db: Reader, incident: string): Promise<CriterionRow[]> {
  const rows = await db
    .selectFrom('criterion')
    .select(['id', 'incident', 'number', 'question', 'condition', 'holds', 'says', 'counters', 'judged_at as judgedAt'])
    .where('incident', '=', incident)
    .where('removed_at', 'is', null)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    ...row,
    question: JSON.parse(row.question) as unknown,
    counters: row.counters === null ? null : (JSON.parse(row.counters) as Record<string, number>),
  }));
}

/** False when there is none of this number in force. */
export async function removeCriterion(
  trx: Transaction,
  incident: string,
  number: number,
  at: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('criterion')
    .set({ removed_at: at })
    .where('incident', '=', incident)
    .where('number', '=', number)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function noteJudgement(
  trx: Transaction,
  id: string,
  judgement: { holds: 'yes' | 'no' | 'unknown'; says: string; counters: Record<string, number>; at: string },
): Promise<void> {
  const { holds, says, counters, at } = judgement;
  await trx
    .updateTable('criterion')
    .set({ holds, says, counters: JSON.stringify(counters), judged_at: at })
    .where('id', '=', id)
    .execute();
}

export async function courseOf(db: Reader, incident: string): Promise<CriteriaCourse> {
  const row = await db.selectFrom('criteria_state').selectAll().where('incident', '=', incident).executeTakeFirst();
  return {
    heldSinceMs: row?.held_since ? epochMs(row.held_since) : null,
    offeredForMs: row?.offered_for ? epochMs(row.offered_for) : null,
    failedChecks: row?.failed_checks ?? 0,
  };
}

export async function putCourse(trx: Transaction, incident: string, course: CriteriaCourse): Promise<void> {
  const values = {
    held_since: course.heldSinceMs === null ? null : isoTime(course.heldSinceMs),
    offered_for: course.offeredForMs === null ? null : isoTime(course.offeredForMs),
    failed_checks: course.failedChecks,
  };
  await trx
    .insertInto('criteria_state')
    .values({ incident, ...values })
    .onConflict((conflict) => conflict.column('incident').doUpdateSet(values))
    .execute();
}
