import { severityOf } from './record-severity.ts';
import type { EventBody } from './timeline.ts';

/** What is worse than in the last good answer, worst first; not escaped. */
export function worseWords({ since }: Pick<EventBody<'diagnostic.answered'>, 'since'>): string[] {
  return since?.changes.filter((_, i) => since.isWorse?.[i] === true) ?? [];
}

/** Whether a whole answer tells of something that does not work, or is worse than when the last good one came. */
export function isBadAnswer({ records, since }: Pick<EventBody<'diagnostic.answered'>, 'records' | 'since'>): boolean {
  // A neighbour that is gone has no record any more.
  return since?.isWorse?.includes(true) === true || records.some((record) => severityOf(record) === 2);
}
