import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EntryFilter, isFiltering } from '../domain/entries.ts';
import { postmortem, postmortemTypes } from '../domain/postmortem.ts';
import { csvExport } from '../exports/csv.ts';
import { htmlExport } from '../exports/html.ts';
import { jsonExport } from '../exports/json.ts';
import { markdownExport } from '../exports/markdown.ts';
import type { ExportSource } from '../exports/source.ts';
import { epochMs } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import { incidentTimeline } from '../pictures/incident-timeline.ts';
import { artifactTexts, streamArtifacts } from '../store/artifacts.ts';
import type { Reader } from '../store/database.ts';
import { countByTime, entriesByPerson, streamByTime, streamOfType } from '../store/stream-timeline.ts';
import { head, readEvents } from '../store/timeline.ts';
import { streamEventLines } from '../store/timeline-json.ts';
import { firstFactAt } from './first-fact.ts';
import { storyOf } from './storyline-of.ts';

export const exportFormats = ['markdown', 'html', 'json', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export function isExportFormat(word: string): word is ExportFormat {
  return exportFormats.some((format) => format === word);
}

const extensions = { markdown: 'md', html: 'html', json: 'json', csv: 'csv' } as const;

export interface Export {
  pieces: AsyncIterable<string>;
  filename: string;
  /** Seq of the newest entry in it. */
  head: number;
}

export interface ExportOptions {
  zone: string;
  filter?: EntryFilter;
  /** Files of the operator that take the place of our own templates. */
  templates: { markdown: string | null; html: string | null };
  /**
   * The newest entry wanted; without it the newest there is. It becomes a later one where an entry before it was redacted
   * since: the record says why its body is gone.
   */
  throughSeq?: number;
}

/**
 * The record of an incident in one format, in pieces: a page of it is in memory at a time, however long it is. JSON is
 * whole; the others take filters. Throws UserError when there is no such incident.
 */
export async function exportPieces(
  db: Reader,
  incident: string,
  format: ExportFormat,
  options: ExportOptions,
): Promise<Export> {
  const newest = await head(db, incident);
  if (!newest) throw new UserError('usage', `There is no incident ${incident}.`);
  const throughSeq =
    options.throughSeq === undefined ? newest.seq : await withRedactions(db, incident, options.throughSeq);
  const filename = `${incident}-to-entry-${throughSeq}.${extensions[format]}`;
  return { pieces: await piecesOf(db, incident, format, { ...options, throughSeq }), filename, head: throughSeq };
}

/** The end of an export that holds, of each entry that was redacted, the entry that says so. */
async function withRedactions(db: Reader, incident: string, throughSeq: number): Promise<number> {
  const later = await readEvents(db, incident, { types: ['note.redacted'], afterSeq: throughSeq });
  const missing = (end: number) =>
    later.findLast(
      (event) => event.type === 'note.redacted' && event.seq > end && event.body !== null && event.body.target <= end,
    );
  let end = throughSeq;
  for (let next = missing(end); next !== undefined; next = missing(end)) end = next.seq;
  return end;
}

async function piecesOf(
  db: Reader,
  incident: string,
  format: ExportFormat,
  options: ExportOptions & { throughSeq: number },
): Promise<AsyncIterable<string>> {
  const { throughSeq, zone } = options;
  if (format === 'json') {
    const [last] = await readEvents(db, incident, { afterSeq: throughSeq - 1, throughSeq });
    if (!last) throw new TypeError(`${incident} has no entry ${throughSeq}`);
    const eventLines = streamEventLines(db, incident, throughSeq);
    return jsonExport(incident, eventLines, (hashes) => streamArtifacts(db, hashes), last);
  }
  const source = await sourceOf(db, incident, options.filter ?? {}, throughSeq);
  if (format === 'csv') return csvExport(source.entries());
  const template = readTemplate(options.templates[format] ?? ownTemplates[format]);
  const timelineSvg = format === 'html' ? await pictureOf(db, incident, source, zone) : null;
  const context = { zone, template, timelineSvg };
  return format === 'html' ? htmlExport(source, context) : markdownExport(source, context);
}

/** The timeline at a glance; an incident that is open is drawn up to its newest entry, so that the same record gives the same file. */
async function pictureOf(db: Reader, incident: string, { record }: ExportSource, zone: string): Promise<string | null> {
  const { seq, recordedAt } = record.head;
  const story = await storyOf(db, incident, seq, epochMs(recordedAt));
  return story ? incidentTimeline(story, zone) : null;
}

async function sourceOf(db: Reader, incident: string, filter: EntryFilter, throughSeq: number): Promise<ExportSource> {
  const telling = await readEvents(db, incident, { types: postmortemTypes, withBotNotes: true, throughSeq });
  const [last] = await readEvents(db, incident, { afterSeq: throughSeq - 1, throughSeq });
  const record = postmortem(telling, {
    entriesByPerson: await entriesByPerson(db, incident, throughSeq),
    firstFactAt: await firstFactAt(db, incident, throughSeq),
    head: { seq: throughSeq, recordedAt: last?.recordedAt ?? '' },
  });
  if (!record) throw new UserError('failed', `The record of ${incident} does not begin with a declaration.`);
  const marked = [...record.marked];
  const order = {
    throughSeq,
    ...(filter.types === undefined ? {} : { types: filter.types }),
    ...(filter.people === undefined ? {} : { actorIds: filter.people }),
    ...(filter.markedOnly === true ? { seqs: marked } : {}),
  };
  return {
    record,
    filter,
    shown: isFiltering(filter) ? await countByTime(db, incident, order) : throughSeq,
    entries: () => streamByTime(db, incident, order),
    answers: () => streamOfType(db, incident, 'diagnostic.answered', throughSeq),
    artifacts: (hashes) => artifactTexts(db, hashes),
    marked: marked.length === 0 ? [] : await gathered(streamByTime(db, incident, { throughSeq, seqs: marked })),
  };
}

async function gathered<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

const folder = join(import.meta.dirname, '../exports/templates');
const ownTemplates = {
  markdown: join(folder, 'postmortem.md.liquid'),
  html: join(folder, 'postmortem.html.liquid'),
} as const;

/** Throws UserError for a file that cannot be read. */
export function readTemplate(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError('usage', `The template ${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
