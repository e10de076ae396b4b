import { sql } from 'kysely';
import { withRest } from '../domain/redaction.ts';
import type { EventType, Origin, TimelineEntry, TimelineEvent } from '../domain/timeline.ts';
import type { Reader } from './database.ts';
import { bodyFromText, eventFromRow } from './event-row.ts';
import { readRows, rest, type StoredRow } from './timeline.ts';

/**
 * Long chains, a page at a time: an open cursor would keep the write-ahead log from being folded in, and the whole of a
 * long incident need never be in memory.
 */
const pageSize = 500;

/** Every entry of one chain in seq order as it is stored: with the text of its body, and what is left of a redacted one. */
export async function* streamStored(
  db: Reader,
  incident: string | null,
): AsyncGenerator<{ event: TimelineEvent; bodyText: string | null; rest: unknown }[]> {
  let afterSeq = 0;
  for (;;) {
    const page = await readRows(db, incident, { afterSeq, limit: pageSize });
    if (page.length > 0)
      yield page.map((row) => ({ event: eventFromRow(row), bodyText: row.body, rest: bodyFromText(row.rest) }));
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    afterSeq = last.seq;
  }
}

/** Entries of one type up to `throughSeq`, in seq order. */
export async function* streamOfType<T extends EventType>(
  db: Reader,
  incident: string,
  type: T,
  throughSeq: number,
): AsyncGenerator<Extract<TimelineEntry, { type: T }>[]> {
  let afterSeq = 0;
  for (;;) {
    // Not cut at `throughSeq` by SQLite: with both ends named it would walk the whole chain instead of the type's own index.
    const page = await db
      .selectFrom('event')
      .select(entryColumns)
      .where('chain', '=', incident)
      .where('type', '=', type)
      .where('seq', '>', afterSeq)
      .orderBy('seq')
      .limit(pageSize)
      .execute();
    const wanted = page.filter(({ seq }) => seq <= throughSeq);
    if (wanted.length > 0) yield wanted.map((row) => entryOf(incident, row)) as Extract<TimelineEntry, { type: T }>[];
    const last = page.at(-1);
    if (!last || wanted.length < pageSize) return;
    afterSeq = last.seq;
  }
}

/** The columns of what an entry tells: the three hashes are half of a short row. */
const entryColumns = [
  'seq',
  'occurred_at',
  'recorded_at',
  'actor_kind',
  'actor_id',
  'origin',
  'type',
  'body',
  rest,
] as const;

function entryOf(
  incident: string,
  row: Omit<StoredRow, 'chain' | 'version' | 'body_sha256' | 'prev_hash' | 'hash'>,
): TimelineEntry {
  const entry = {
    incident,
    seq: row.seq,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actor: { kind: row.actor_kind, id: row.actor_id },
    origin: row.origin as Origin,
    type: row.type as EventType,
    body: bodyFromText(row.body),
  } as TimelineEntry;
  return withRest(entry, bodyFromText(row.rest));
}

export interface TimeOrderOptions {
  throughSeq?: number;
  types?: readonly EventType[];
  actorIds?: readonly string[];
  seqs?: readonly number[];
}

/** Entries by when they occurred, then by seq, up to entry `throughSeq`; only those that fit every list given. */
export async function* streamByTime(
  db: Reader,
  incident: string,
  options: TimeOrderOptions,
): AsyncGenerator<TimelineEntry[]> {
  let after = { occurredAt: '', seq: 0 };
  for (;;) {
    const page = await fitting(db, incident, options)
      .select(entryColumns)
      .where(sql<boolean>`(occurred_at, seq) > (${after.occurredAt}, ${after.seq})`)
      .orderBy('occurred_at')
      .orderBy('seq')
      .limit(pageSize)
      .execute();
    if (page.length > 0) yield page.map((row) => entryOf(incident, row));
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = { occurredAt: last.occurred_at, seq: last.seq };
  }
}

/**
 * One page of what `streamByTime` gives, the newest first, from the entry on that stands before `before`. An end by seq
 * would make SQLite sort the whole chain.
 */
export async function newestByTime(
  db: Reader,
  incident: string,
  options: Omit<TimeOrderOptions, 'throughSeq'> & {
    before: { occurredAt: string; seq: number } | null;
    limit: number;
    offset: number;
  },
): Promise<TimelineEntry[]> {
  let query = fitting(db, incident, options).select(entryColumns);
  if (options.before !== null)
    query = query.where(sql<boolean>`(occurred_at, seq) < (${options.before.occurredAt}, ${options.before.seq})`);
  const rows = await query
    .orderBy('occurred_at', 'desc')
    .orderBy('seq', 'desc')
    .limit(options.limit)
    .offset(options.offset)
    .execute();
  return rows.map((row) => entryOf(incident, row));
}

/** How many entries `streamByTime` gives. */
export async function countByTime(db: Reader, incident: string, options: TimeOrderOptions): Promise<number> {
  const row = await fitting(db, incident, options)
    .select(({ fn }) => fn.countAll<number>().as('entries'))
    .executeTakeFirstOrThrow();
  return row.entries;
}

function fitting(db: Reader, incident: string, { throughSeq, types, actorIds, seqs }: TimeOrderOptions) {
  let query = db.selectFrom('event').where('chain', '=', incident);
  if (throughSeq !== undefined) query = query.where('seq', '<=', throughSeq);
  if (types) query = query.where('type', 'in', [...types]);
  if (actorIds) query = query.where('actor_id', 'in', [...actorIds]);
  // As one value: there may be more of them than SQLite takes values in a statement.
  if (seqs) query = query.where(sql<boolean>`seq in (select value from json_each(${JSON.stringify(seqs)}))`);
  return query;
}

/** How many entries each person wrote up to `throughSeq`, those who wrote first before the others. */
export async function entriesByPerson(db: Reader, incident: string, throughSeq: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('event')
    .select(({ fn }) => ['actor_id', fn.countAll<number>().as('entries'), fn.min('seq').as('first')])
    .where('chain', '=', incident)
    .where('seq', '<=', throughSeq)
    // Written out, because the index on it holds only for these very words.
    .where(sql<boolean>`actor_kind = 'person'`)
    .groupBy('actor_id')
    .orderBy('first')
    .execute();
  return new Map(rows.map(({ actor_id, entries }) => [actor_id, entries]));
}

/** Type and time of every entry up to `throughSeq` that is of none of `without`, without its body. */
export async function* streamMarks(
  db: Reader,
  incident: string,
  throughSeq: number,
  without: readonly EventType[],
): AsyncGenerator<{ type: EventType; occurredAt: string }[]> {
  for (let afterSeq = 0; afterSeq < throughSeq; afterSeq += marksAtOnce) {
    // One text costs less than a row for each entry; the sequence has no gaps, and its key gives them in order.
    const row = await db
      .selectFrom('event')
      .select(sql<string | null>`group_concat(type || ' ' || occurred_at, ',')`.as('marks'))
      .where('chain', '=', incident)
      .where('seq', '>', afterSeq)
      .where('seq', '<=', Math.min(afterSeq + marksAtOnce, throughSeq))
      .where('type', 'not in', [...without])
      .executeTakeFirst();
    const marks = row?.marks?.split(',') ?? [];
    if (marks.length > 0) yield marks.map(markFrom);
  }
}

function markFrom(text: string): { type: EventType; occurredAt: string } {
  const end = text.indexOf(' ');
  return { type: text.slice(0, end) as EventType, occurredAt: text.slice(end + 1) };
}

/** A longer text costs more per entry to put together. */
const marksAtOnce = 1_000;
