import { verdictPrefix } from '../domain/incident.ts';
import type { Playbook } from '../domain/playbook.ts';
import { concludePlaybook, type StepResult } from '../domain/playbook.ts';
import { severityOf } from '../domain/record-severity.ts';
import { verdictOf } from '../domain/verdict.ts';
import { isoTime } from '../lib/clock.ts';
import { playbookProgress, playbookVerdict } from '../slack/views/verdict.ts';
import type { Transaction } from '../store/database.ts';
import { type DueRow, finishDue, rearm } from '../store/due.ts';
import { advanceRun, finishRun, type PlaybookRunRow, runById } from '../store/playbook-runs.ts';
import { answeredEvent } from './answered-event.ts';
import { asked } from './asked-question.ts';
import { type Cause, clockCause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { armPicture } from './draw-picture.ts';
import { recordOn } from './incident-record.ts';
import { keepArtifacts } from './keep-artifacts.ts';
import { sayOn } from './say.ts';
import { sinceLastGood } from './since-last-good.ts';
import { intend } from './slack-intent.ts';
import { stepQuestion } from './step-question.ts';

/**
 * One step of a running playbook: reads one device, records question and answer, and arms the next step, all in one
 * transaction. After a crash the step is read again; its record stands once.
 */
export async function runPlaybookStep(deps: Deps, due: DueRow): Promise<void> {
  const { run: id, step: index } = due.body as { run: string; step: number };
  const run = await runById(deps.database.db, id);
  const playbook = run ? deps.playbooks.get(run.playbook) : undefined;
  if (run?.status !== 'running' || run.step !== index || !playbook)
    return stop(deps, due, run, playbook ? null : 'the playbook is no longer in the folder');
  const step = playbook.steps[index];
  if (!step) return conclude(deps, due, run, playbook);
  const resolved = stepQuestion(deps, step, run.inputs);
  if (!resolved.ok) return stop(deps, due, run, resolved.problem);
  const cause = causeOf(run);
  const reading = await deps.devices.read(resolved.device, {
    diagnostic: step.diagnostic,
    args: resolved.args,
    fresh: true,
  });
  deps.reached('step-read');
  const question = { diagnostic: step.diagnostic, devices: [resolved.device], args: resolved.args, shortcut: '' };
  const { result } = reading;
  await commit(deps, clockCause, async (trx) => {
    await finishDue(trx, due.id, deps.clock.nowMs());
    const since = await sinceLastGood(trx, reading, resolved.args);
    const stepResult: StepResult = {
      outcome: result.outcome,
      records: result.records,
      summary: verdictOf(result),
      worse: since?.changes.filter(({ isWorse }) => isWorse).map(({ words }) => words) ?? [],
    };
    if (!(await advanceRun(trx, id, index, step.id, stepResult))) return;
    await keepArtifacts(trx, deps, reading);
    await recordOn(trx, deps, run.incident, [
      eventOf(
        cause,
        'diagnostic.asked',
        asked(`${id}:${step.id}`, resolved.device, question, playbook.name),
        result.startedAt,
      ),
      answeredEvent(cause, `${id}:${step.id}`, question, reading, { playbook: playbook.name, since }),
    ]);
    const next = playbook.steps[index + 1];
    await rearm(trx, {
      key: `playbook:${id}:${index + 1}`,
      kind: 'playbook-step',
      incident: run.incident,
      dueAt: isoTime(deps.clock.nowMs() + (next?.waitSeconds ?? 0) * 1000),
      body: { run: id, step: index + 1 },
    });
    await showProgress(trx, deps, run, playbook, index, { ...run.results, [step.id]: stepResult });
  });
  deps.reached('step-recorded');
}

function causeOf(run: PlaybookRunRow): Cause {
  return run.requester === null
    ? clockCause
    : { actor: { kind: 'person', id: run.requester }, origin: 'clock', inboxKey: null };
}

async function conclude(deps: Deps, due: DueRow, run: PlaybookRunRow, playbook: Playbook): Promise<void> {
  const conclusion = concludePlaybook(playbook, run.inputs, run.results);
  await commit(deps, clockCause, async (trx) => {
    await finishDue(trx, due.id, deps.clock.nowMs());
    await finishRun(trx, run.id, { status: 'done', verdict: conclusion.says, at: isoTime(deps.clock.nowMs()) });
    const text = [`${verdictPrefix}${conclusion.says}`, ...conclusion.facts.map((fact) => `- ${fact}`)].join('\n');
    await recordOn(trx, deps, run.incident, [eventOf(clockCause, 'note.added', { text })]);
    const view = playbookVerdict({
      playbook: playbook.name,
      title: playbook.title,
      verdict: conclusion.says,
      facts: conclusion.facts,
      steps: stepLines(playbook, run.results),
    });
    await intend(
      trx,
      { kind: 'update', to: { incident: run.incident }, message: `playbook:${run.id}`, view },
      {
        key: `playbook:${run.id}:verdict`,
        coalesce: `playbook:${run.id}`,
        lane: 'output',
        incident: run.incident,
        nowMs: deps.clock.nowMs(),
      },
    );
    await armPicture(trx, deps, run.incident, { of: 'map', threadOf: `playbook:${run.id}` });
    if (conclusion.propose)
      await rearm(trx, {
        key: `playbook-proposal:${run.id}`,
        kind: 'playbook-proposal',
        incident: run.incident,
        dueAt: isoTime(deps.clock.nowMs()),
        body: { run: run.id, propose: conclusion.propose },
      });
  });
  deps.reached('verdict-recorded');
}

function stepLines(playbook: Playbook, results: Record<string, StepResult>) {
  return playbook.steps.flatMap((step) => {
    const result = results[step.id];
    if (!result) return [];
    const { outcome, summary, records, worse = [] } = result;
    return [{ label: step.title, outcome, summary, isBad: records.some((record) => severityOf(record) === 2), worse }];
  });
}

async function showProgress(
  trx: Transaction,
  deps: Deps,
  run: PlaybookRunRow,
  playbook: Playbook,
  index: number,
  results: Record<string, StepResult>,
): Promise<void> {
  const view = playbookProgress({
    playbook: playbook.name,
    title: playbook.title,
    done: stepLines(playbook, results),
    total: playbook.steps.length,
  });
  const message = `playbook:${run.id}`;
  await intend(
    trx,
    { kind: 'update', to: { incident: run.incident }, message, view },
    {
      key: `${message}:${index}`,
      coalesce: message,
      lane: 'output',
      incident: run.incident,
      nowMs: deps.clock.nowMs(),
    },
  );
}

/** Ends a run that cannot go on, aloud when there is something to say. */
async function stop(deps: Deps, due: DueRow, run: PlaybookRunRow | null, why: string | null): Promise<void> {
  await commit(deps, clockCause, async (trx) => {
    await finishDue(trx, due.id, deps.clock.nowMs());
    if (!run || why === null) return;
    await finishRun(trx, run.id, { status: 'stopped', verdict: why, at: isoTime(deps.clock.nowMs()) });
    await sayOn(trx, deps, run.incident, `playbook:${run.id}:stopped`, `Playbook ${run.playbook} stopped:`, why);
  });
}
