import { type Change, changesSince } from './changes.ts';
import type { DiagnosticName } from './diagnostics.ts';
import { severityOf } from './record-severity.ts';

/** The answer that later ones are compared with. */
export interface LastGood {
  records: readonly object[];
  /** When the device gave it, epoch milliseconds. */
  atMs: number;
  /** False for a first reading that was not healthy itself. */
  isHealthy: boolean;
  /** Since when answers have been worse than it; null while they are not. */
  worseSinceMs: number | null;
}

export interface Comparison {
  /** What is to be kept from now on. */
  keep: LastGood;
  changes: Change[];
}

/** What has been worse for this long is the new normal: somebody took it out of service and left it so. */
const acceptedAfterMs = 24 * 3_600_000;

/**
 * Compares a whole answer with the last good one. A worse answer never takes its place, so that the tenth reading of an
 * incident still shows what the first did; one that is not worse does.
 */
export function compareWithLastGood(
  diagnostic: DiagnosticName,
  kept: LastGood | null,
  records: readonly object[],
  atMs: number,
): Comparison {
  const fresh: LastGood = {
    records,
    atMs,
    isHealthy: !records.some((record) => severityOf(record) === 2),
    worseSinceMs: null,
  };
  if (!kept || kept.atMs > atMs) return { keep: fresh, changes: [] };
  const changes = changesSince(diagnostic, kept.records, records, (atMs - kept.atMs) / 1000);
  if (!changes.some(({ isWorse }) => isWorse)) return { keep: fresh, changes };
  const worseSinceMs = kept.worseSinceMs ?? atMs;
  if (atMs - worseSinceMs >= acceptedAfterMs) return { keep: fresh, changes };
  return { keep: { ...kept, worseSinceMs }, changes };
}
