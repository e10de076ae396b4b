import { sha256Hex } from '../domain/chain.ts';
import { type EntryFilter, postmortem } from '../domain/postmortem.ts';
import { csvExport } from '../exports/csv.ts';
import { htmlExport } from '../exports/html.ts';
import { jsonExport, namedBy } from '../exports/json.ts';
import { markdownExport } from '../exports/markdown.ts';
import { isoTime } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import { putArtifact, streamArtifacts } from '../store/artifacts.ts';
import type { Reader } from '../store/database.ts';
import { head, readEvents, streamEvents } from '../store/timeline.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';
import { intend } from './slack-intent.ts';

export const exportFormats = ['markdown', 'html', 'json', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export function isExportFormat(word: string): word is ExportFormat {
  return exportFormats.some((format) => format === word);
}

const extensions = { markdown: 'md', html: 'html', json: 'json', csv: 'csv' } as const;

export interface Export {
  text: string;
  filename: string;
  /** Seq of the newest entry in it. */
  head: number;
}

export interface ExportOptions {
  zone: string;
  filter?: EntryFilter;
}

/** Writes the record of an incident in one format. JSON is whole; the others take filters. Throws UserError when there is none. */
export async function exportIncident(
  db: Reader,
  incident: string,
  format: ExportFormat,
  options: ExportOptions,
): Promise<Export> {
  const { pieces, ...made } = await exportPieces(db, incident, format, options);
  let text = '';
  for await (const piece of pieces) text += piece;
  return { ...made, text };
}

/** The same in pieces: JSON holds one entry in memory at a time, the others are one piece. */
export async function exportPieces(
  db: Reader,
  incident: string,
  format: ExportFormat,
  options: ExportOptions,
): Promise<Omit<Export, 'text'> & { pieces: Iterable<string> | AsyncIterable<string> }> {
  const last = await head(db, incident);
  if (!last) throw new UserError('usage', `There is no incident ${incident}.`);
  const made = { filename: `${incident}-to-entry-${last.seq}.${extensions[format]}`, head: last.seq };
  if (format !== 'json') return { ...made, pieces: [await rendered(db, incident, last.seq, format, options)] };
  const events = streamEvents(db, incident, last.seq);
  return { ...made, pieces: jsonExport(incident, events, (hashes) => streamArtifacts(db, hashes), last) };
}

async function rendered(
  db: Reader,
  incident: string,
  throughSeq: number,
  format: Exclude<ExportFormat, 'json'>,
  { zone, filter }: ExportOptions,
): Promise<string> {
  const events = await readEvents(db, incident, { throughSeq });
  const record = postmortem(events, filter);
  if (!record) throw new UserError('failed', `The record of ${incident} does not begin with a declaration.`);
  if (format === 'csv') {
    const bySeq = new Map(events.map((event) => [event.seq, event]));
    return csvExport(record.entries.flatMap(({ seq }) => bySeq.get(seq) ?? []));
  }
  const artifacts = new Map<string, string>();
  for await (const { sha256, text } of streamArtifacts(db, [...new Set(events.flatMap(namedBy))]))
    artifacts.set(sha256, text);
  return format === 'html' ? htmlExport(record, { zone, artifacts }) : markdownExport(record, { zone, artifacts });
}

/** The export as a file in the incident's channel. Asked for in Slack, it becomes an event itself. */
export async function exportToChannel(
  deps: Deps,
  cause: Cause,
  incident: string,
  format: ExportFormat,
  zone: string,
): Promise<void> {
  const made = await exportIncident(deps.database.db, incident, format, { zone });
  await commit(deps, cause, async (trx) => {
    const nowMs = deps.clock.nowMs();
    const sha256 = sha256Hex(made.text);
    await putArtifact(trx, { sha256, text: made.text, createdAt: isoTime(nowMs) });
    const { events } = await recordOn(trx, deps, incident, [
      eventOf(cause, 'export.made', { format, head: made.head }),
    ]);
    const seq = events[0]?.seq ?? 0;
    await intend(
      trx,
      {
        kind: 'file',
        to: { incident },
        filename: made.filename,
        title: `${incident} up to entry ${made.head}`,
        artifacts: [sha256],
      },
      { key: `export:${incident}:${seq}`, lane: 'output', incident, nowMs },
    );
  });
}
