import type { EntryFilter } from '../domain/entries.ts';
import type { Postmortem } from '../domain/postmortem.ts';
import type { TimelineEntry } from '../domain/timeline.ts';

/** A long list, some of its items at a time. */
export type Pages<T> = Iterable<readonly T[]> | AsyncIterable<readonly T[]>;

/** A record to be written down. What may be long is opened when its turn comes and read a page at a time. */
export interface ExportSource {
  record: Postmortem;
  filter: EntryFilter;
  /** How many entries the filter lets through. */
  shown: number;
  /** These entries, by when they occurred, then by seq. */
  entries: () => Pages<TimelineEntry>;
  /** Every answer of a device in seq order, whatever the filter. */
  answers: () => Pages<TimelineEntry>;
  /** Raw texts by their hashes; what is missing is said. */
  artifacts: (hashes: readonly string[]) => Promise<ReadonlyMap<string, string>> | ReadonlyMap<string, string>;
  /** Entries that were marked for the postmortem, by when they occurred. */
  marked: readonly TimelineEntry[];
}

export interface ExportContext {
  /** IANA zone for the second column of times. */
  zone: string;
  /** Text of the Liquid template. */
  template: string;
  /** A picture of the timeline as SVG text of our own making, or none. */
  timelineSvg: string | null;
}
