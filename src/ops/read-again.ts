import { setTimeout as sleep } from 'node:timers/promises';
import { judgeHealing, type PlaybookStep, type StepResult } from '../domain/playbook.ts';
import type { NewEvent } from '../domain/timeline.ts';
import { verdictOf } from '../domain/verdict.ts';
import { runById } from '../store/playbook-runs.ts';
import { answeredAt, answeredEvent } from './answered-event.ts';
import { asked } from './asked-question.ts';
import { clockCause, eventOf } from './cause.ts';
import type { Deps } from './deps.ts';
import { keepArtifactsNow } from './keep-artifacts.ts';
import { stepQuestion } from './step-question.ts';

export interface HealthCheck {
  /** Null when it could not be decided. */
  healed: boolean | null;
  facts: string[];
  /** Questions and answers of this reading, for the timeline. */
  events: NewEvent[];
}

/** Reads the evidence of a playbook run a second time and judges it by the playbook's own conditions. Null when it has none. */
export async function readAgain(deps: Deps, runId: string): Promise<HealthCheck | null> {
  const run = await runById(deps.database.db, runId);
  const playbook = run ? deps.playbooks.get(run.playbook) : undefined;
  if (!run || !playbook || playbook.healed.length === 0) return null;
  const after: Record<string, StepResult> = {};
  const events: NewEvent[] = [];
  for (const batch of batchesOf(playbook.steps)) {
    const waitSeconds = batch[0]?.waitSeconds ?? 0;
    if (waitSeconds > 0) await sleep(waitSeconds * 1000);
    for (const { step, device, args, reading } of await Promise.all(
      batch.map((step) => readStep(deps, step, run.inputs)),
    )) {
      const { result } = reading;
      await keepArtifactsNow(deps, reading);
      after[step.id] = { outcome: result.outcome, records: result.records, summary: verdictOf(result) };
      const question = { diagnostic: step.diagnostic, devices: [device], args, shortcut: '' };
      const name = `${runId}:${step.id}:after`;
      events.push(
        eventOf(clockCause, 'diagnostic.asked', asked(name, device, question, playbook.name), result.startedAt),
        answeredEvent(clockCause, name, question, reading, {
          playbook: playbook.name,
          occurredAt: answeredAt(reading),
        }),
      );
    }
  }
  const judgement = judgeHealing(playbook, run.inputs, run.results, after);
  return { healed: judgement.healed, facts: judgement.facts, events };
}

/** Steps that may be read side by side: a step that waits begins a new batch, or its second sample would equal the first. */
function batchesOf(steps: readonly PlaybookStep[]): PlaybookStep[][] {
  const batches: PlaybookStep[][] = [];
  for (const step of steps) {
    const last = batches.at(-1);
    if (last && !step.waitSeconds) last.push(step);
    else batches.push([step]);
  }
  return batches;
}

async function readStep(deps: Deps, step: PlaybookStep, inputs: Record<string, string>) {
  const resolved = stepQuestion(deps, step, inputs);
  if (!resolved.ok)
    throw new Error(`step ${step.id} of a run that had started cannot be resolved: ${resolved.problem}`);
  const { device, args } = resolved;
  const reading = await deps.devices.read(device, { diagnostic: step.diagnostic, args, fresh: true });
  return { step, device, args, reading };
}
