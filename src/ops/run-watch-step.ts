import type { Reading } from '../device/read.ts';
import type { DiagnosticResult } from '../domain/diagnostics.ts';
import { newsOf, watchChanges, watchedAnswer } from '../domain/watch.ts';
import { samplesOf } from '../domain/watch-series.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import { watchNews } from '../slack/views/watch.ts';
import type { Transaction } from '../store/database.ts';
import { type DueRow, finishDue, rearm } from '../store/due.ts';
import { putWatchReading } from '../store/watch-readings.ts';
import { type NotedChange, noteReading, type WatchRow, watchById } from '../store/watches.ts';
import type { Question } from './asked-question.ts';
import { clockCause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { keepArtifacts } from './keep-artifacts.ts';
import { loadIncident } from './load-incident.ts';
import { sinceLastGood } from './since-last-good.ts';
import { intend } from './slack-intent.ts';
import { stopWatch } from './stop-watch.ts';
import { showWatch } from './watch-message.ts';

/** One reading of a watch: its message is edited, the channel hears of it only when something changed. */
export async function runWatchStep(deps: Deps, due: DueRow): Promise<void> {
  const { watch: id } = due.body as { watch: string };
  const row = await watchById(deps.database.db, id);
  if (!row || row.endedAt !== null)
    return commit(deps, clockCause, (trx) => finishDue(trx, due.id, deps.clock.nowMs()));
  const over = await whyOver(deps, row);
  if (over !== null) {
    await stopWatch(deps, clockCause, row, over);
    return commit(deps, clockCause, (trx) => finishDue(trx, due.id, deps.clock.nowMs()));
  }
  const question = row.question as Question;
  const readings = await deps.devices.fanOut(question.devices, {
    diagnostic: question.diagnostic,
    args: question.args,
    fresh: true,
  });
  const results = readings.map(({ result }) => result);
  const nowMs = deps.clock.nowMs();
  const changes = changesOf(row, results, nowMs);
  const last = Object.fromEntries(results.map((result) => [result.device ?? '', watchedAnswer(result, nowMs)]));
  await commit(deps, clockCause, async (trx) => {
    await finishDue(trx, due.id, nowMs);
    if (!(await noteReading(trx, row, { last, changes }))) return;
    await putWatchReading(trx, id, row.readings, { atMs: nowMs, samples: samplesOf(results) });
    const news = newsIn(row, changes);
    if (news.length > 0) {
      for (const reading of readings) await keepArtifacts(trx, deps, reading);
      const said = news.map(({ device, words }) => `${device}: ${words}`).join('; ');
      await recordOn(trx, deps, row.incident, [eventOf(clockCause, 'watch.changed', { watch: id, change: said })]);
      const view = watchNews({ shortcut: question.shortcut, changes: news });
      await intend(
        trx,
        { kind: 'post', to: { incident: row.incident }, view },
        { key: `watch:${id}:news:${row.readings}`, lane: 'output', incident: row.incident, nowMs },
      );
    }
    const worse = await worseThanLastGood(trx, readings, question);
    const shown = await watchById(trx, id);
    if (shown) await showWatch(trx, deps, shown, { results, worse }, null);
    await rearm(trx, {
      key: `watch:${id}`,
      kind: due.kind,
      incident: row.incident,
      dueAt: isoTime(Math.min(nowMs + row.everyMs, Math.max(nowMs, epochMs(row.endsAt)))),
      body: { watch: id },
    });
  });
}

/** The devices that answer worse than when all was well; a change in one reading is no change any more in the next. */
async function worseThanLastGood(
  trx: Transaction,
  readings: readonly Reading[],
  { args }: Question,
): Promise<Set<string>> {
  const worse = new Set<string>();
  for (const reading of readings) {
    const since = await sinceLastGood(trx, reading, args, 'the first');
    if (since?.changes.some(({ isWorse }) => isWorse)) worse.add(reading.result.device ?? '');
  }
  return worse;
}

async function whyOver(deps: Deps, row: WatchRow): Promise<string | null> {
  if (deps.clock.nowMs() >= epochMs(row.endsAt)) return 'the time is over';
  const { status } = await loadIncident(deps.database.db, row.incident);
  return status === 'resolved' ? `${row.incident} is resolved` : null;
}

function changesOf(row: WatchRow, results: readonly DiagnosticResult[], nowMs: number): NotedChange[] {
  return results.flatMap((result) => {
    const device = result.device ?? '';
    const found = watchChanges(result.diagnostic, row.last[device], watchedAnswer(result, nowMs));
    return found.map((change) => ({ ...change, at: isoTime(nowMs), device }));
  });
}

/** Changes that were not told in the reading before. */
function newsIn(row: WatchRow, changes: readonly NotedChange[]): NotedChange[] {
  const [latest] = row.changes;
  const told = new Set(
    row.changes.filter(({ at }) => at === latest?.at).map(({ device, words }) => `${device} ${newsOf(words)}`),
  );
  return changes.filter(({ device, words }) => !told.has(`${device} ${newsOf(words)}`));
}
