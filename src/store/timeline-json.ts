import { sql } from 'kysely';
import type { Reader } from './database.ts';

/** Longer texts cost more per entry to put together and to hand over. */
const pageSize = 200;

/**
 * The entries of one incident up to `throughSeq` in seq order, each as the JSON text of a `TimelineEvent`, a page of them
 * to a piece, a comma and a line feed between them. SQLite writes the text: a long record costs hardly more to export
 * than its rows cost to read. The body is the stored text itself, so that the file shows every changed byte; a body that
 * is no JSON any more stands as a string, and a header that somebody spoilt makes a file that `verify --export` refuses.
 */
export async function* streamEventLines(db: Reader, incident: string, throughSeq: number): AsyncGenerator<string> {
  const eventText = eventTextOf(incident);
  for (let afterSeq = 0; afterSeq < throughSeq; afterSeq += pageSize) {
    const lastSeq = Math.min(afterSeq + pageSize, throughSeq);
    // The sequence has no gaps, and its key gives the entries in order.
    const { rows } = await sql<{ lines: string | null }>`
      select group_concat(${eventText}, ${separator}) as lines
      from event where chain = ${incident} and seq > ${afterSeq} and seq <= ${lastSeq}`.execute(db);
    const lines = rows[0]?.lines;
    if (lines) yield lines;
  }
}

const separator = ',\n';

/** The check constraints and the writer of events know every word of a header but the ids: only these need quoting. */
function eventTextOf(incident: string) {
  return sql<string>`concat(
  ${`{"incident":${JSON.stringify(incident)},"seq":`}, seq,
  ',"occurredAt":"', occurred_at, '","recordedAt":"', recorded_at,
  '","actor":{"kind":"', actor_kind, '","id":', json_quote(actor_id), '},"origin":"', origin,
  '","type":"', type, '","version":', version,
  ',"body":', case when body is null then 'null' when json_valid(body) then body else json_quote(body) end,
  ',"bodySha256":"', body_sha256, '","prevHash":"', prev_hash, '","hash":"', hash, '"}')`;
}
