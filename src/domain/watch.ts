import { type Change, changesSince } from './changes.ts';
import type { DiagnosticName, DiagnosticResult, Outcome } from './diagnostics.ts';

/** One device's last reading, to compare the next one with. */
export interface WatchedAnswer {
  outcome: Outcome;
  /** Null unless the outcome was ok or empty. */
  records: object[] | null;
  atMs: number;
}

const shortest = 60_000;
const longest = 24 * 3_600_000;

/** How often a watch of this length reads: some thirty times, neither faster than 10 s nor slower than 5 min. Null for a length that is refused. */
export function watchIntervalMs(lengthMs: number): number | null {
  if (lengthMs < shortest || lengthMs > longest) return null;
  return Math.min(300_000, Math.max(10_000, Math.round(lengthMs / 30 / 1_000) * 1_000));
}

export function watchedAnswer({ outcome, records }: DiagnosticResult, atMs: number): WatchedAnswer {
  return { outcome, records: outcome === 'ok' || outcome === 'empty' ? [...records] : null, atMs };
}

/** What is not as in the reading before: first whether the device answers at all, then what it says. */
export function watchChanges(
  diagnostic: DiagnosticName,
  before: WatchedAnswer | undefined,
  now: WatchedAnswer,
): Change[] {
  if (!before) return [];
  if (before.records === null || now.records === null) {
    if (before.outcome === now.outcome) return [];
    return [{ words: `${before.outcome} → ${now.outcome}`, isWorse: now.records === null }];
  }
  return changesSince(diagnostic, before.records, now.records, (now.atMs - before.atMs) / 1000);
}

/**
 * What the same thing is called in every reading: a counter that rises on and on is one piece of news, not one every
 * twenty seconds.
 */
export function newsOf(words: string): string {
  return words.replace(/[\d.,]+/g, '#');
}
