import type { StepResult } from '../domain/playbook.ts';
import type { Reader, Transaction } from './database.ts';

export interface PlaybookRunRow {
  id: string;
  incident: string;
  playbook: string;
  inputs: Record<string, string>;
  requester: string | null;
  step: number;
  results: Record<string, StepResult>;
  status: 'running' | 'done' | 'stopped';
  verdict: string | null;
}

export async function insertRun(
  trx: Transaction,
  run: {
    id: string;
    incident: string;
    playbook: string;
    inputs: Record<string, string>;
    requester: string | null;
    startedAt: string;
  },
): Promise<void> {
  const { inputs, startedAt, ...rest } = run;
  await trx
    .insertInto('playbook_run')
    .values({
      ...rest,
      inputs: JSON.stringify(inputs),
      step: 0,
      results: '{}',
      status: 'running',
      verdict: null,
      started_at: startedAt,
      finished_at: null,
    })
    .execute();
}

export async function runById(db: Reader, id: string): Promise<PlaybookRunRow | null> {
  const row = await db.selectFrom('playbook_run').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  const { id: runId, incident, playbook, requester, step, status, verdict } = row;
  return {
    id: runId,
    incident,
    playbook,
    requester,
    step,
    status,
    verdict,
    inputs: JSON.parse(row.inputs) as Record<string, string>,
    results: JSON.parse(row.results) as Record<string, StepResult>,
  };
}

/** Stores the result of step `index` and moves on; false when that step has been stored before. */
export async function advanceRun(
  trx: Transaction,
  id: string,
  index: number,
  stepId: string,
  result: StepResult,
): Promise<boolean> {
  const run = await runById(trx, id);
  if (run?.status !== 'running' || run.step !== index) return false;
  await trx
    .updateTable('playbook_run')
    .set({ step: index + 1, results: JSON.stringify({ ...run.results, [stepId]: result }) })
    .where('id', '=', id)
    .execute();
  return true;
}

export async function finishRun(
  trx: Transaction,
  id: string,
  end: { status: 'done' | 'stopped'; verdict: string; at: string },
): Promise<void> {
  await trx
    .updateTable('playbook_run')
    .set({ status: end.status, verdict: end.verdict, finished_at: end.at })
    .where('id', '=', id)
    .execute();
}
