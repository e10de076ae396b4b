import { sha256Hex } from '../domain/chain.ts';
import { type EntryFilter, postmortem } from '../domain/postmortem.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { csvExport } from '../exports/csv.ts';
import { htmlExport } from '../exports/html.ts';
import { jsonExport } from '../exports/json.ts';
import { markdownExport } from '../exports/markdown.ts';
import { isoTime } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import { getArtifact, putArtifact } from '../store/artifacts.ts';
import type { Reader } from '../store/database.ts';
import { readEvents } from '../store/timeline.ts';
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

/** Writes the record of an incident in one format. JSON is whole; the others take filters. Throws UserError when there is none. */
export async function exportIncident(
  db: Reader,
  incident: string,
  format: ExportFormat,
  options: { zone: string; filter?: EntryFilter },
): Promise<Export> {
  const events = await readEvents(db, incident);
  const last = events.at(-1);
  if (!last) throw new UserError('usage', `There is no incident ${incident}.`);
  const artifacts = await artifactsOf(db, events);
  return {
    text: render(incident, events, artifacts, format, options),
    filename: `${incident}-to-entry-${last.seq}.${extensions[format]}`,
    head: last.seq,
  };
}

function render(
  incident: string,
  events: TimelineEvent[],
  artifacts: Map<string, string>,
  format: ExportFormat,
  { zone, filter }: { zone: string; filter?: EntryFilter },
): string {
  const last = events.at(-1);
  if (format === 'json')
    return jsonExport(
      incident,
      events,
      [...artifacts].map(([sha256, text]) => ({ sha256, text })),
      { seq: last?.seq ?? 0, hash: last?.hash ?? '' },
    );
  const record = postmortem(events, filter);
  if (!record) throw new UserError('failed', `The record of ${incident} does not begin with a declaration.`);
  if (format === 'csv') {
    const bySeq = new Map(events.map((event) => [event.seq, event]));
    return csvExport(record.entries.flatMap(({ seq }) => bySeq.get(seq) ?? []));
  }
  return format === 'html' ? htmlExport(record, { zone, artifacts }) : markdownExport(record, { zone, artifacts });
}

async function artifactsOf(db: Reader, events: readonly TimelineEvent[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const event of events) {
    if (event.type !== 'diagnostic.answered' || !event.body) continue;
    for (const { rawSha256 } of event.body.commands) {
      if (rawSha256 === null || found.has(rawSha256)) continue;
      const text = await getArtifact(db, rawSha256);
      if (text !== null) found.set(rawSha256, text);
    }
  }
  return found;
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
