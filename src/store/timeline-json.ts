import { sql } from 'kysely';
import type { Reader } from './database.ts';

const pageSize = 250;

/**
 * The entries of one incident up to `throughSeq` in seq order, each as the JSON text of a `TimelineEvent`, written by
 * SQLite: a long record costs less to export than its rows cost to read. The body is the stored text itself, so that the
 * file shows every changed byte; a body that is no JSON any more stands as a string.
 */
export async function* streamEventTexts(db: Reader, incident: string, throughSeq: number): AsyncGenerator<string[]> {
  let afterSeq = 0;
  for (;;) {
    const page = await db
      .selectFrom('event')
      .select(['seq', eventText.as('text')])
      .where('chain', '=', incident)
      .where('seq', '>', afterSeq)
      .where('seq', '<=', throughSeq)
      .orderBy('seq')
      .limit(pageSize)
      .execute();
    if (page.length > 0) yield page.map(({ text }) => text);
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    afterSeq = last.seq;
  }
}

const eventText = sql<string>`printf(
  '{"incident":%s,"seq":%d,"occurredAt":%s,"recordedAt":%s,"actor":{"kind":%s,"id":%s},"origin":%s,"type":%s,"version":%d,"body":%s,"bodySha256":%s,"prevHash":%s,"hash":%s}',
  json_quote(chain), seq, json_quote(occurred_at), json_quote(recorded_at), json_quote(actor_kind), json_quote(actor_id),
  json_quote(origin), json_quote(type), version,
  case when body is null then 'null' when json_valid(body) then body else json_quote(body) end,
  json_quote(body_sha256), json_quote(prev_hash), json_quote(hash))`;

/** Hashes of the raw texts that the entries up to `throughSeq` name, each once, in the order in which they were first named. */
export async function rawHashesNamed(db: Reader, incident: string, throughSeq: number): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select json_extract(command.value, '$.rawSha256') as sha256
    from event, json_each(case when json_valid(body) then body else '{}' end, '$.commands') as command
    where chain = ${incident} and event.type = 'diagnostic.answered' and seq <= ${throughSeq} and sha256 is not null
    order by seq, command.key`.execute(db);
  return [...new Set(rows.map(({ sha256 }) => sha256))];
}
