import { sentenceOf } from '../domain/sentence.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import type { Pages } from './source.ts';
import { visible } from './visible.ts';

const columns = 'incident,seq,occurredAt,recordedAt,actorKind,actorId,origin,type,text,body';

/** One row per event (contract.md section 5), CRLF, RFC 4180 quoting, in pieces. Rows come in the order given. */
export async function* csvExport(events: Pages<TimelineEntry>): AsyncGenerator<string> {
  yield `${columns}\r\n`;
  for await (const page of events) {
    let text = '';
    for (const event of page) text += row(event);
    yield text;
  }
}

function row(event: TimelineEntry): string {
  const { incident, seq, occurredAt, recordedAt, actor, origin, type, body } = event;
  const said = cell(visible(sentenceOf(event)));
  const bodyText = body === null ? '' : cell(JSON.stringify(body));
  const head = `${cell(incident ?? '')},${seq},${cell(occurredAt)},${cell(recordedAt)},${cell(actor.kind)}`;
  return `${head},${cell(visible(actor.id))},${cell(origin)},${cell(type)},${said},${bodyText}\r\n`;
}

/** A cell that a spreadsheet would take for a formula gets a leading quote; some skip blanks before they look. */
function cell(text: string): string {
  const safe = /^\s*[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
