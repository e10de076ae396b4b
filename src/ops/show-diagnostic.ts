import { legacyWords } from '../device/legacy-words.ts';
import type { Reading } from '../device/read.ts';
import { verdictOf } from '../domain/verdict.ts';
import { diagnosticResult, diagnosticRunning } from '../slack/views/diagnostic.ts';
import type { Transaction } from '../store/database.ts';
import type { Answers, Question } from './asked-question.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { intend } from './slack-intent.ts';

export async function showProgress(
  deps: Deps,
  incident: string,
  run: string,
  question: Question,
  readings: Reading[],
  startedMs: number,
): Promise<void> {
  try {
    await commit(deps, { actor: { kind: 'bot', id: 'ringdown' }, origin: 'clock', inboxKey: null }, (trx) =>
      show(trx, deps, incident, run, question, { readings, since: new Map() }, startedMs),
    );
  } catch (error) {
    deps.log.warn('a progress message could not be stored; the final one follows', { run, error });
  }
}

/** One message per question: posted as it begins, then edited. */
export async function show(
  trx: Transaction,
  deps: Deps,
  incident: string,
  run: string,
  question: Question,
  { readings: done, since }: Answers,
  startedMs: number,
  how: 'post' | 'update' = 'update',
): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const message = `run:${run}`;
  const to = { incident };
  const finished = done.length === question.devices.length;
  const elapsedSeconds = Math.round((nowMs - startedMs) / 1000);
  const view = finished
    ? diagnosticResult({
        results: done.map(({ result }) => ({
          result,
          verdict: verdictOf(result),
          since: since.get(result.device ?? '') ?? null,
        })),
        shortcut: question.shortcut,
        notice: legacyWords(deps.devices.inventory, question.devices),
      })
    : diagnosticRunning({
        diagnostic: question.diagnostic,
        devices: [...question.devices],
        done: done.map(({ result }) => ({ result, verdict: verdictOf(result), since: null })),
        elapsedSeconds,
      });
  if (how === 'post') await intend(trx, { kind: 'post', to, view }, { key: message, lane: 'output', incident, nowMs });
  else
    await intend(
      trx,
      { kind: 'update', to, message, view },
      {
        key: `${message}:${done.length}${finished ? '' : `:${elapsedSeconds}`}`,
        lane: 'output',
        incident,
        coalesce: message,
        nowMs,
      },
    );
}

/** The raw text goes as a file into the thread of the answer. */
export async function attachRaw(
  trx: Transaction,
  deps: Deps,
  incident: string,
  run: string,
  question: Question,
  done: readonly Reading[],
): Promise<void> {
  const artifacts = done.flatMap((reading) => reading.artifacts.map(({ sha256 }) => sha256));
  if (artifacts.length === 0) return;
  await intend(
    trx,
    {
      kind: 'file',
      to: { incident },
      threadOf: `run:${run}`,
      filename: `${question.diagnostic}-${run.slice(0, 8)}.txt`,
      title: `Raw output: ${question.shortcut}`,
      artifacts,
    },
    { key: `raw:${run}`, lane: 'output', incident, nowMs: deps.clock.nowMs() },
  );
}
