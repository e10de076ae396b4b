import type { Reading } from '../device/read.ts';
import type { NewEvent } from '../domain/timeline.ts';
import { verdictOf } from '../domain/verdict.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import { asked, type Question } from './asked-question.ts';
import { type Cause, eventOf } from './cause.ts';
import type { Since } from './since-last-good.ts';

interface AnsweredDetails {
  playbook?: string | null;
  since?: Since | null;
  /** When it was answered, where the event is recorded later. */
  occurredAt?: string | null;
}

/** The answered event of one reading; playbooks use the same. */
export function answeredEvent(
  cause: Cause,
  run: string,
  question: Question,
  { result, readWith }: Reading,
  { playbook = null, since = null, occurredAt = null }: AnsweredDetails,
): NewEvent {
  return eventOf(
    cause,
    'diagnostic.answered',
    {
      ...asked(run, result.device ?? '', question),
      playbook,
      outcome: result.outcome,
      verdict: verdictOf(result),
      records: result.records.map((record) => ({ ...record })),
      unparsed: result.unparsed,
      error: result.error,
      commands: result.commands,
      durationMs: result.durationMs,
      truncated: result.truncated,
      ...(since ? { since: sinceOnRecord(since) } : {}),
      read: { platform: result.platform, at: readWith?.at ?? null, exitCodes: readWith?.exitCodes ?? null },
    },
    occurredAt,
  );
}

function sinceOnRecord({ at, isHealthy, changes }: Since) {
  return {
    at,
    isHealthy,
    changes: changes.map(({ words }) => words),
    isWorse: changes.map(({ isWorse }) => isWorse),
  };
}

/** When the device had answered, for answers that are recorded together later. */
export function answeredAt({ result }: Reading): string {
  return isoTime(epochMs(result.startedAt) + result.durationMs);
}
