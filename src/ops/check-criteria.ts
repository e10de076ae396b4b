import { criterionText, judge, nextCourse, parseCondition } from '../domain/criterion.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import { type CriterionRow, courseOf, criteriaOf, noteJudgement, putCourse } from '../store/criteria.ts';
import { type DueRow, finishDue } from '../store/due.ts';
import type { Question } from './asked-question.ts';
import { clockCause } from './cause.ts';
import { commit } from './commit.ts';
import { armCheck } from './criteria.ts';
import type { Deps } from './deps.ts';
import { refreshCard } from './incident-record.ts';
import { loadIncident } from './load-incident.ts';
import { offerEnd } from './offer-end.ts';
import { setStatus } from './set-status.ts';

const everyMs = 60_000;
/** For so long a resolved incident is looked after: what comes back then reopens it. */
const relapseMs = 3_600_000;

/**
 * Reads every exit criterion of an incident again: the card says how they stand, the end is offered when all have held for
 * the soak period, and one that fails twice in a row within an hour of the end reopens the incident.
 */
export async function checkCriteria(deps: Deps, due: DueRow): Promise<void> {
  const incident = due.incident ?? '';
  const rows = await criteriaOf(deps.database.db, incident);
  const { status: before, resolvedAt } = await loadIncident(deps.database.db, incident);
  const isOver = before === 'resolved' && deps.clock.nowMs() - epochMs(resolvedAt ?? '') > relapseMs;
  if (rows.length === 0 || isOver) return commit(deps, clockCause, (trx) => finishDue(trx, due.id, deps.clock.nowMs()));
  const judged = await Promise.all(rows.map((row) => judgeNow(deps, row)));
  const relapse = await commit(deps, clockCause, async (trx) => {
    const nowMs = deps.clock.nowMs();
    await finishDue(trx, due.id, nowMs);
    const { status } = await loadIncident(trx, incident);
    // It ended or began again while the devices answered: the next reading, armed by that, tells.
    if ((status === 'resolved') !== (before === 'resolved')) return null;
    for (const { row, judgement } of judged)
      await noteJudgement(trx, row.id, { ...judgement, holds: word(judgement.holds), at: isoTime(nowMs) });
    const { course, offer, relapsed } = nextCourse(
      await courseOf(trx, incident),
      judged.map(({ judgement }) => judgement.holds),
      { lastMs: lastJudgedMs(rows), nowMs },
    );
    await putCourse(trx, incident, course);
    if (judged.some(({ row, judgement }) => row.holds !== word(judgement.holds) || row.says !== judgement.says))
      await refreshCard(trx, deps, incident, `criteria-${due.dueAt}`);
    if (offer && status !== 'resolved') await offerEnd(trx, deps, incident, course.heldSinceMs ?? nowMs);
    await armCheck(trx, incident, nowMs + everyMs);
    return relapsed && status === 'resolved' ? failing(judged) : null;
  });
  if (relapse !== null) await setStatus(deps, clockCause, incident, 'investigating', `It is back: ${relapse}.`);
}

interface Judged {
  row: CriterionRow;
  judgement: ReturnType<typeof judge>;
}

async function judgeNow(deps: Deps, row: CriterionRow): Promise<Judged> {
  const condition = parseCondition(row.condition);
  if (!condition) throw new TypeError(`criterion ${row.number} of ${row.incident} has an unknown condition`);
  const { devices, diagnostic, args } = row.question as Question;
  const readings = await deps.devices.fanOut(devices, { diagnostic, args, fresh: true });
  const results = readings.map(({ result }) => result);
  return { row, judgement: judge(condition, results, row.counters) };
}

/** When all were judged last; null where one of them never was. */
function lastJudgedMs(rows: readonly CriterionRow[]): number | null {
  const times = rows.map(({ judgedAt }) => judgedAt);
  return times.includes(null) ? null : Math.min(...times.map((at) => epochMs(at ?? '')));
}

function word(holds: boolean | null): 'yes' | 'no' | 'unknown' {
  return holds === null ? 'unknown' : holds ? 'yes' : 'no';
}

function failing(judged: readonly Judged[]): string {
  return judged
    .filter(({ judgement }) => judgement.holds === false)
    .map(
      ({ row, judgement }) =>
        `${criterionText((row.question as Question).shortcut, row.condition)} (${judgement.says})`,
    )
    .join('; ');
}
