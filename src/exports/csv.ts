import { sentenceOf } from '../domain/sentence.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { visible } from './visible.ts';

const columns = 'incident,seq,occurredAt,recordedAt,actorKind,actorId,origin,type,text,body';

/** One row per event (contract.md section 5), CRLF, RFC 4180 quoting. Rows come in the order given. */
export function csvExport(events: readonly TimelineEvent[]): string {
  const rows = events.map((event) =>
    [
      event.incident ?? '',
      String(event.seq),
      event.occurredAt,
      event.recordedAt,
      event.actor.kind,
      visible(event.actor.id),
      event.origin,
      event.type,
      visible(sentenceOf(event)),
      event.body === null ? '' : JSON.stringify(event.body),
    ]
      .map(cell)
      .join(','),
  );
  return `${[columns, ...rows].join('\r\n')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula gets a leading quote; some skip blanks before they look. */
function cell(text: string): string {
  const safe = /^\s*[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
