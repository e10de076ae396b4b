import type { DiagnosticResult } from '../domain/diagnostics.ts';
import { severityOf } from '../domain/record-severity.ts';
import { verdictOf } from '../domain/verdict.ts';
import { isoTime } from '../lib/clock.ts';
import { watchMessage } from '../slack/views/watch.ts';
import type { Transaction } from '../store/database.ts';
import type { WatchRow } from '../store/watches.ts';
import type { Question } from './asked-question.ts';
import type { Deps } from './deps.ts';
import { intend } from './slack-intent.ts';

/** What the devices answered, and which of them are worse than in their last good answer: what is gone has no record. */
export interface Watched {
  results: readonly DiagnosticResult[];
  worse: ReadonlySet<string>;
}

/** Of a watch that has not read yet, or reads no more. */
export const unread: Watched = { results: [], worse: new Set() };

/** Posts the message of a new watch. */
export async function postWatch(trx: Transaction, deps: Deps, row: WatchRow): Promise<void> {
  await intend(
    trx,
    { kind: 'post', to: { incident: row.incident }, view: viewOf(row, null, unread, null) },
    { key: messageKey(row.id), lane: 'output', incident: row.incident, nowMs: deps.clock.nowMs() },
  );
}

/** Edits it to what is true now; an unsent older edit is superfluous then. */
export async function showWatch(
  trx: Transaction,
  deps: Deps,
  row: WatchRow,
  { results, worse }: Watched,
  ended: string | null,
): Promise<void> {
  const message = messageKey(row.id);
  const nowMs = deps.clock.nowMs();
  await intend(
    trx,
    {
      kind: 'update',
      to: { incident: row.incident },
      message,
      view: viewOf(row, isoTime(nowMs), { results, worse }, ended),
    },
    {
      key: `${message}:${ended === null ? row.readings : 'ended'}`,
      coalesce: message,
      lane: 'output',
      incident: row.incident,
      nowMs,
    },
  );
}

function messageKey(id: string): string {
  return `watch:${id}`;
}

function viewOf(row: WatchRow, readAt: string | null, { results, worse }: Watched, ended: string | null) {
  return watchMessage({
    shortcut: (row.question as Question).shortcut,
    id: row.id.slice(0, 8),
    everySeconds: row.everyMs / 1000,
    endsAt: row.endsAt,
    ended,
    readings: row.readings,
    readAt,
    verdicts: results.map((result) => ({
      device: result.device ?? '',
      verdict: verdictOf(result),
      isBad:
        (result.outcome !== 'ok' && result.outcome !== 'empty') ||
        worse.has(result.device ?? '') ||
        result.records.some((record) => severityOf(record) === 2),
    })),
    changes: row.changes,
  });
}
