import type { TimelineEvent } from '../../src/domain/timeline.ts';
import { jsonExport } from '../../src/exports/json.ts';
import { textOf } from '../support/export-text.ts';

/** The exported file of a record, its head the last entry. */
export function fileOf(events: readonly TimelineEvent[], artifacts: ReadonlyMap<string, string>): Promise<string> {
  const last = events.at(-1);
  const texts = [...artifacts].map(([sha256, text]) => ({ sha256, text }));
  const lines = events.map((event) => JSON.stringify(event));
  return textOf(jsonExport('INC-1', lines, () => [texts], { seq: last?.seq ?? 0, hash: last?.hash ?? '' }));
}
