import { type Condition, conditionText, criterionText } from '../domain/criterion.ts';
import { isoTime } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import { courseOf, criteriaOf, insertCriterion, putCourse, removeCriterion } from '../store/criteria.ts';
import type { Transaction } from '../store/database.ts';
import { cancelDue, rearm } from '../store/due.ts';
import type { Question } from './asked-question.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { devicesWithout } from './devices-without.ts';
import { recordOn, refreshCard } from './incident-record.ts';
import { loadIncident } from './load-incident.ts';

const mostCriteria = 10;
const mostDevices = 20;

/** Adds a condition that must hold before the incident is called resolved. Returns its number. */
export async function addCriterion(
  deps: Deps,
  cause: Cause,
  incident: string,
  question: Question,
  condition: Condition,
): Promise<number> {
  if (question.devices.length > mostDevices)
    throw new UserError(
      'usage',
      `A criterion takes at most ${mostDevices} devices; these are ${question.devices.length}.`,
    );
  const [without] = devicesWithout(deps, question);
  if (without)
    throw new UserError(
      'usage',
      `This criterion could never hold: ${without.device} has no ${question.diagnostic}. ${without.why}`,
    );
  const text = conditionText(condition);
  return commit(deps, cause, async (trx) => {
    const { status } = await loadIncident(trx, incident);
    if (status === 'resolved') throw new UserError('usage', `${incident} is resolved; nothing is left to wait for.`);
    if ((await criteriaOf(trx, incident)).length >= mostCriteria)
      throw new UserError(
        'usage',
        `${incident} has ${mostCriteria} exit criteria already. /inc criteria list shows them.`,
      );
    const nowMs = deps.clock.nowMs();
    const number = await insertCriterion(trx, {
      id: deps.ids.next(),
      incident,
      question,
      condition: text,
      requester: cause.actor.id,
      createdAt: isoTime(nowMs),
    });
    await beginAnew(trx, incident);
    const said = `Exit criterion ${number} added: ${criterionText(question.shortcut, text)}.`;
    await recordOn(trx, deps, incident, [eventOf(cause, 'note.added', { text: said })]);
    await refreshCard(trx, deps, incident, `criterion-${number}`);
    await armCheck(trx, incident, nowMs);
    return number;
  });
}

/** Takes a condition away. Throws UserError when there is none of this number. */
export async function dropCriterion(deps: Deps, cause: Cause, incident: string, number: number): Promise<void> {
  await commit(deps, cause, async (trx) => {
    if (!(await removeCriterion(trx, incident, number, isoTime(deps.clock.nowMs())))) {
      const known = (await criteriaOf(trx, incident)).map((row) => row.number);
      throw new UserError(
        'usage',
        `${incident} has no exit criterion ${number}. ${known.length === 0 ? 'It has none.' : `Known: ${known.join(', ')}.`}`,
      );
    }
    await beginAnew(trx, incident);
    if ((await criteriaOf(trx, incident)).length === 0) await cancelDue(trx, checkKey(incident));
    await recordOn(trx, deps, incident, [eventOf(cause, 'note.added', { text: `Exit criterion ${number} removed.` })]);
    await refreshCard(trx, deps, incident, `criterion-${number}-removed`);
  });
}

/**
 * At the end of an incident and when it is opened again: what failed before says nothing about what follows, and the
 * criteria are read again from now on, also when the hour of looking after it had passed. Whether they held at the end is
 * kept: only what held can come back.
 */
export async function readCriteriaAnew(trx: Transaction, incident: string, nowMs: number): Promise<void> {
  if ((await criteriaOf(trx, incident)).length === 0) return;
  await putCourse(trx, incident, { ...(await courseOf(trx, incident)), failedChecks: 0 });
  await armCheck(trx, incident, nowMs);
}

/** Another set of conditions has to hold from its beginning. */
async function beginAnew(trx: Transaction, incident: string): Promise<void> {
  await putCourse(trx, incident, { ...(await courseOf(trx, incident)), heldSinceMs: null, failedChecks: 0 });
}

/** Has the criteria of an incident read at `atMs`. */
export async function armCheck(trx: Transaction, incident: string, atMs: number): Promise<void> {
  await rearm(trx, {
    key: checkKey(incident),
    kind: 'criteria-check',
    incident,
    dueAt: isoTime(atMs),
    body: {},
  });
}

function checkKey(incident: string): string {
  return `criteria:${incident}`;
}
