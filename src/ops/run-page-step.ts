import { nextStep, type PolicyStep } from '../domain/escalation.ts';
import { isoTime } from '../lib/clock.ts';
import { pageMessage } from '../slack/views/page.ts';
import { said } from '../slack/views/said.ts';
import type { Transaction } from '../store/database.ts';
import { type DueRow, finishDue, rearm } from '../store/due.ts';
import { incidentById } from '../store/incidents.ts';
import { movePage, type PageRow, pageById } from '../store/pages.ts';
import { buttonFor } from './buttons.ts';
import { clockCause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { loadIncident } from './load-incident.ts';
import { slackMention } from './mention.ts';
import { armFallback } from './page-elsewhere.ts';
import { pagePeople, policyOf } from './page-policy.ts';
import { sayOn } from './say.ts';
import { intend } from './slack-intent.ts';

/**
 * Takes the due step of a page that nobody has acknowledged: records it, messages each person, arms the next step.
 * All in one transaction, so that a crash neither loses nor repeats a page.
 */
export async function runPageStep(deps: Deps, due: DueRow): Promise<void> {
  const { page: id } = due.body as { page: string };
  await commit(deps, clockCause, async (trx) => {
    const nowMs = deps.clock.nowMs();
    await finishDue(trx, due.id, nowMs);
    const page = await pageById(trx, id);
    if (page?.status !== 'open') return;
    const policy = policyOf(deps, page.policy);
    const current = policy.steps[page.step];
    if (!current) return;
    const people = await pagePeople(trx, deps, current.notify, nowMs);
    await sendStep(trx, deps, page, people, policy.steps);
    const next = nextStep(policy, { step: page.step, round: page.round });
    await movePage(trx, id, next ?? { status: 'exhausted' });
    if (next)
      await rearm(trx, {
        key: `page:${id}`,
        kind: 'page-step',
        incident: page.incident,
        dueAt: isoTime(nowMs + next.waitMs),
        body: { page: id },
      });
    else if (page.incident !== null)
      await sayOn(
        trx,
        deps,
        page.incident,
        `page-exhausted:${id}`,
        'Everybody on the escalation policy was paged and nobody has acknowledged.',
        null,
        { lane: 'page' },
      );
  });
  deps.reached('page-recorded');
}

async function sendStep(
  trx: Transaction,
  deps: Deps,
  page: PageRow,
  people: string[],
  steps: readonly PolicyStep[],
): Promise<void> {
  const isFirst = page.step === 0 && page.round === 0;
  const { id, incident, text } = page;
  const events = people.map((person) =>
    eventOf(clockCause, 'page.sent', {
      page: id,
      person,
      policy: page.policy,
      step: page.step + 1,
      steps: steps.length,
      text,
    }),
  );
  const escalated = eventOf(clockCause, 'page.escalated', {
    page: id,
    policy: page.policy,
    step: page.step + 1,
    people,
    why: page.round === 0 ? 'nobody acknowledged the step before' : 'nobody acknowledged; the policy is walked again',
  });
  if (incident !== null) await recordOn(trx, deps, incident, [...(isFirst ? [] : [escalated]), ...events]);
  const state = incident === null ? null : await loadIncident(trx, incident);
  const view = pageMessage({
    incident,
    title: text,
    severity: state?.severity ?? null,
    facts: state?.verdict ? [state.verdict] : [],
    step: page.step + 1,
    steps: steps.length,
    channel: incident === null ? null : ((await incidentById(trx, incident))?.channelId ?? null),
    acknowledge: await buttonFor(trx, deps, { incident, root: 'oncall', text: `ack ${id}` }),
    escalate: incident === null ? null : await buttonFor(trx, deps, { incident, root: 'oncall', text: 'escalate' }),
  });
  const nowMs = deps.clock.nowMs();
  for (const person of people) {
    const user = deps.config.people[person]?.slack;
    if (!user) continue;
    const message = `page:${id}:${page.round}:${page.step}:${person}`;
    await intend(trx, { kind: 'dm', user, view }, { key: message, lane: 'page', incident, nowMs });
    await armFallback(trx, deps, incident, { page: id, person, message });
    if (incident !== null)
      await intend(
        trx,
        { kind: 'invite', to: { incident }, users: [user] },
        { key: `invite:${incident}:${user}`, lane: 'timeline', incident, nowMs },
      );
  }
  if (incident !== null) {
    const mentions = people.map((person) => slackMention(deps, person) ?? person);
    const sentence = said.paged({ isFirst, people: mentions, step: page.step + 1, steps: steps.length });
    await sayOn(trx, deps, incident, `paged:${id}:${page.round}:${page.step}`, sentence, null, { lane: 'page' });
  }
}
