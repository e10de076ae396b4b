import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EntryFilter, isFiltering } from '../../src/domain/entries.ts';
import { postmortem } from '../../src/domain/postmortem.ts';
import type { TimelineEvent } from '../../src/domain/timeline.ts';
import type { ExportContext, ExportSource } from '../../src/exports/source.ts';
import { incidentTimeline } from '../../src/pictures/incident-timeline.ts';
import { evening } from '../pictures/story.ts';

/** What the store gives for these events: entries by time, answers by seq, two to a page. */
export function sourceOf(
  events: readonly TimelineEvent[],
  artifacts: ReadonlyMap<string, string>,
  filter: EntryFilter = {},
): ExportSource {
  const record = postmortem(events);
  if (!record) throw new Error('there is no declaration');
  const byTime = events.toSorted((a, b) =>
    a.occurredAt === b.occurredAt ? a.seq - b.seq : a.occurredAt < b.occurredAt ? -1 : 1,
  );
  const shown = byTime.filter(
    ({ type, actor, seq }) =>
      (filter.types?.includes(type) ?? true) &&
      (filter.people?.includes(actor.id) ?? true) &&
      (filter.markedOnly !== true || record.marked.has(seq)),
  );
  return {
    record,
    filter,
    shown: isFiltering(filter) ? shown.length : events.length,
    entries: () => pages(shown),
    answers: () => pages(events.filter(({ type }) => type === 'diagnostic.answered')),
    artifacts: () => artifacts,
    marked: byTime.filter(({ seq }) => record.marked.has(seq)),
  };
}

function pages<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / 2) }, (_, at) => items.slice(at * 2, at * 2 + 2));
}

/** Our own template for one format, in this zone. */
export function contextOf(format: 'markdown' | 'html', zone: string): ExportContext {
  const file = { markdown: 'postmortem.md.liquid', html: 'postmortem.html.liquid' }[format];
  const template = readFileSync(join(import.meta.dirname, '../../src/exports/templates', file), 'utf8');
  return { zone, template, timelineSvg: incidentTimeline(evening, zone) };
}
