import { isBadAnswer } from '../domain/bad-answer.ts';
import { severityOf } from '../domain/record-severity.ts';
import type { EventBody } from '../domain/timeline.ts';
import { updateDraft } from '../domain/update-draft.ts';
import { epochMs } from '../lib/clock.ts';
import { streamAnswerHeads, streamAnswers } from '../store/answers.ts';
import { criteriaOf } from '../store/criteria.ts';
import { lastGoodOf } from '../store/last-good.ts';
import { mitigationsOfIncident } from '../store/mitigations.ts';
import type { MitigationState } from '../store/schema.ts';
import { cadenceMs } from './arm-reminder.ts';
import type { Deps } from './deps.ts';
import { loadIncident } from './load-incident.ts';

/** What a change is doing, for those states that matter to readers of an update. */
const said: Partial<Record<MitigationState, string>> = {
  pending: 'waits for approval',
  approved: 'is approved',
  claimed: 'is running',
  sending: 'is running',
  applied: 'is in place, not proven yet',
  verified: 'is in place',
  'rolling-back': 'is being taken back',
  unknown: 'has an unknown outcome',
  'needs-human': 'needs a person',
};

type Answer = EventBody<'diagnostic.answered'>;

/** A draft of the next update, from what is known now. */
export async function draftUpdate(deps: Deps, id: string): Promise<string> {
  const { db } = deps.database;
  const incident = await loadIncident(db, id);
  const latest = await latestAnswers(deps, id);
  const names = (answers: readonly Answer[]) => [...new Set(answers.map(({ device }) => device))].sort();
  const answered = latest.filter(({ outcome }) => outcome === 'ok' || outcome === 'empty');
  const silent = latest.filter(({ outcome }) => ['unreachable', 'timed-out', 'auth-failed'].includes(outcome));
  const bad = answered.filter(isBadAnswer);
  const summaries = answered.filter(({ diagnostic }) => diagnostic === 'bgp-summary');
  const changes = (await mitigationsOfIncident(db, id)).flatMap(({ name, device, state }) => {
    const words = said[state];
    return words === undefined ? [] : [`${name} on ${device} ${words}`];
  });
  const criteria = await criteriaOf(db, id);
  const nowMs = deps.clock.nowMs();
  const cadence = cadenceMs(deps, incident.severity);
  return updateDraft({
    incident,
    nowMs,
    declaredMs: epochMs(incident.declaredAt),
    devices: { read: names(latest), bad: names(bad), silent: names(silent) },
    peersDown: summaries.flatMap(({ records }) => records).filter((record) => severityOf(record) === 2).length,
    prefixesLost: await prefixesLost(deps, summaries),
    changes,
    criteria: { holding: criteria.filter(({ holds }) => holds === 'yes').length, total: criteria.length },
    nextUpdateMs: cadence === null ? null : nowMs + cadence,
  });
}

/** The newest answer to each question; only these are loaded, a long incident has many more. */
async function latestAnswers({ database: { db } }: Deps, id: string): Promise<Answer[]> {
  const newest = new Map<string, number>();
  for await (const page of streamAnswerHeads(db, id))
    for (const head of page) newest.set(`${head.device} ${head.diagnostic} ${head.arguments}`, head.seq);
  const answers: Answer[] = [];
  for await (const page of streamAnswers(db, id, [...newest.values()])) answers.push(...page);
  return answers;
}

async function prefixesLost(deps: Deps, summaries: readonly Answer[]): Promise<number | null> {
  let lost: number | null = null;
  for (const { device, diagnostic, arguments: args, records } of summaries) {
    const good = await lastGoodOf(deps.database.db, { device, diagnostic, arguments: args });
    if (good) lost = (lost ?? 0) + Math.max(0, prefixesOf(good.records) - prefixesOf(records));
  }
  return lost;
}

function prefixesOf(records: readonly object[]): number {
  const counts = records as readonly { prefixesReceived?: number | null }[];
  return counts.reduce((sum, { prefixesReceived }) => sum + (prefixesReceived ?? 0), 0);
}
