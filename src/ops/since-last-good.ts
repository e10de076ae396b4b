import type { Reading } from '../device/read.ts';
import type { Change } from '../domain/changes.ts';
import type { DiagnosticArguments } from '../domain/diagnostics.ts';
import { compareWithLastGood } from '../domain/last-good.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import { inTransaction, type Transaction } from '../store/database.ts';
import { lastGoodOf, putLastGood } from '../store/last-good.ts';
import { argumentsText } from './arguments-text.ts';
import type { Deps } from './deps.ts';

/** What an answer says against the last good one to the same question. */
export interface Since {
  /** When the device gave the last good answer, ISO-8601. */
  at: string;
  /** False when that first answer was not healthy itself. */
  isHealthy: boolean;
  /** Worst first. */
  changes: Change[];
}

/**
 * Compares a reading with the last good one and keeps what is to be compared with next. Null for an answer that is not
 * whole and for the first one. Of the many readings of a watch only a first one is kept: falls that are each too small to
 * be told would take the last good answer down with them, step by step.
 */
export async function sinceLastGood(
  trx: Transaction,
  { result }: Reading,
  args: DiagnosticArguments,
  keeps: 'what is not worse' | 'the first' = 'what is not worse',
): Promise<Since | null> {
  if (result.device === null || (result.outcome !== 'ok' && result.outcome !== 'empty')) return null;
  const key = {
    device: result.device,
    diagnostic: result.diagnostic,
    arguments: argumentsText(result.diagnostic, args),
  };
  const kept = await lastGoodOf(trx, key);
  const { keep, changes } = compareWithLastGood(
    result.diagnostic,
    kept,
    result.records,
    epochMs(result.startedAt) + result.durationMs,
  );
  if (kept === null || keeps === 'what is not worse') await putLastGood(trx, key, keep);
  return kept ? { at: isoTime(kept.atMs), isHealthy: kept.isHealthy, changes } : null;
}

/** The same for several readings outside an incident, by device. */
export async function sinceLastGoodNow(
  deps: Pick<Deps, 'database'>,
  readings: readonly Reading[],
  args: DiagnosticArguments,
): Promise<Map<string, Since>> {
  return inTransaction(deps.database, async (trx) => {
    const found = new Map<string, Since>();
    for (const reading of readings) {
      const since = await sinceLastGood(trx, reading, args);
      if (since && reading.result.device !== null) found.set(reading.result.device, since);
    }
    return found;
  });
}
