import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Reading } from '../device/read.ts';
import { isoTime } from '../lib/clock.ts';
import type { Transaction } from '../store/database.ts';
import { cancelDue, type DueRow, rearm } from '../store/due.ts';
import { readEvents } from '../store/timeline.ts';
import { answeredEvent } from './answered-event.ts';
import { type Answers, asked, type Question } from './asked-question.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { armPicture } from './draw-picture.ts';
import { recordOn } from './incident-record.ts';
import { keepArtifacts } from './keep-artifacts.ts';
import { createProgress } from './progress.ts';
import { attachRaw, show, showProgress } from './show-diagnostic.ts';
import { type Since, sinceLastGood } from './since-last-good.ts';

/** Entries that are recorded in one transaction, two milliseconds or so; a thousand at once would hold up everybody for a third of a second. */
const entriesAtOnce = 5;

/**
 * Reads the devices and shows each answer as it comes, in one message that is edited. On an incident the question and
 * the answers go on its timeline with their raw text by hash. Resolves with one reading per device, always.
 */
export async function runDiagnosticOn(
  deps: Deps,
  cause: Cause,
  incident: string,
  question: Question,
  signal?: AbortSignal,
): Promise<Answers> {
  const run = deps.ids.next();
  const startedMs = deps.clock.nowMs();
  const questions = question.devices.map((device) => eventOf(cause, 'diagnostic.asked', asked(run, device, question)));
  await commit(deps, cause, async (trx) => {
    await recordOn(trx, deps, incident, questions.slice(0, entriesAtOnce));
    await show(trx, deps, incident, run, question, { readings: [], since: new Map() }, startedMs, 'post');
    if (cause.origin !== 'terminal') await armTakeUp(trx, deps, cause, incident, run, question);
  });
  for (let from = entriesAtOnce; from < questions.length; from += entriesAtOnce) {
    // Commands of people come in between.
    await nextTurn();
    await commit(deps, { ...cause, inboxKey: null }, (trx) =>
      recordOn(trx, deps, incident, questions.slice(from, from + entriesAtOnce)),
    );
  }
  return answer(deps, cause, incident, run, question, {
    startedMs,
    recorded: new Set(),
    ...(signal ? { signal } : {}),
  });
}

/** A reading that outlives its process is taken up after the next start; no reading takes as long as this. */
const takeUpAfterMs = 3_600_000;

async function armTakeUp(
  trx: Transaction,
  deps: Deps,
  cause: Cause,
  incident: string,
  run: string,
  question: Question,
): Promise<void> {
  await rearm(trx, {
    key: takeUpKey(run),
    kind: 'reading',
    incident,
    dueAt: isoTime(deps.clock.nowMs() + takeUpAfterMs),
    body: { run, question, actor: cause.actor, origin: cause.origin },
  });
}

function takeUpKey(run: string): string {
  return `reading:${run}`;
}

/** Asks again what an ended process had been asking. Reading changes nothing, so it may happen twice; its record stands once. */
export async function takeUpReading(deps: Deps, due: DueRow): Promise<void> {
  const { run, question, actor, origin } = due.body as { run: string; question: Question } & Pick<
    Cause,
    'actor' | 'origin'
  >;
  if (due.incident === null) throw new TypeError(`the reading ${run} belongs to no incident`);
  const cause = { actor, origin, inboxKey: null };
  const recorded = await answeredDevices(deps, due.incident, run);
  await answer(deps, cause, due.incident, run, question, { startedMs: deps.clock.nowMs(), recorded });
}

/** The devices of a run whose answers stand on the record. */
async function answeredDevices(deps: Deps, incident: string, run: string): Promise<ReadonlySet<string>> {
  const answers = await readEvents(deps.database.db, incident, { types: ['diagnostic.answered'] });
  return new Set(
    answers.flatMap(({ body }) =>
      body !== null && 'device' in body && 'run' in body && body.run === run ? [body.device] : [],
    ),
  );
}

interface Asking {
  startedMs: number;
  /** Devices whose answers an ended process had recorded. */
  recorded: ReadonlySet<string>;
  signal?: AbortSignal;
}

async function answer(
  deps: Deps,
  cause: Cause,
  incident: string,
  run: string,
  question: Question,
  { startedMs, recorded, signal }: Asking,
): Promise<Answers> {
  const done: Reading[] = [];
  const progress = createProgress(() => showProgress(deps, incident, run, question, [...done], startedMs));
  const readings = await deps.devices.fanOut(
    question.devices,
    { diagnostic: question.diagnostic, args: question.args },
    {
      ...(signal ? { signal } : {}),
      onResult: (reading) => {
        done.push(reading);
        if (done.length < question.devices.length) progress.changed();
      },
    },
  );
  await progress.end();
  const since = new Map<string, Since>();
  const fresh = done.filter(({ result }) => !recorded.has(result.device ?? ''));
  for (let from = 0; from < fresh.length; from += entriesAtOnce) {
    await recordAnswers(deps, cause, incident, run, question, fresh.slice(from, from + entriesAtOnce), since);
    // Commands of people come in between.
    await nextTurn();
  }
  await commit(deps, { ...cause, inboxKey: null }, async (trx) => {
    await show(trx, deps, incident, run, question, { readings: done, since }, startedMs);
    await attachRaw(trx, deps, incident, run, question, done);
    if (question.diagnostic === 'lldp-neighbors')
      await armPicture(trx, deps, incident, { of: 'map', threadOf: `run:${run}` });
    await cancelDue(trx, takeUpKey(run));
  });
  return { readings, since };
}

async function recordAnswers(
  deps: Deps,
  cause: Cause,
  incident: string,
  run: string,
  question: Question,
  readings: readonly Reading[],
  since: Map<string, Since>,
): Promise<void> {
  await commit(deps, { ...cause, inboxKey: null }, async (trx) => {
    for (const reading of readings) {
      await keepArtifacts(trx, deps, reading);
      const compared = await sinceLastGood(trx, reading, question.args);
      if (compared && reading.result.device !== null) since.set(reading.result.device, compared);
    }
    await recordOn(
      trx,
      deps,
      incident,
      readings.map((reading) =>
        answeredEvent(cause, run, question, reading, { since: since.get(reading.result.device ?? '') ?? null }),
      ),
    );
  });
}
