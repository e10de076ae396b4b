import { CompiledQuery, sql } from 'kysely';
import { canonicalJson, eventHash, genesisHash, type Head, sha256Hex } from '../domain/chain.ts';
import { withRest } from '../domain/redaction.ts';
import { type EventType, eventBodies, eventVersions, type NewEvent, type TimelineEvent } from '../domain/timeline.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import { eachText } from '../lib/each-text.ts';
import { redact as redactSecrets } from '../lib/redact.ts';
import type { Reader, Transaction } from './database.ts';
import { bodyFromText, eventFromRow, insertEvent, rowOf } from './event-row.ts';
import type { Schema } from './schema.ts';
import { runForEach } from './sqlite-dialect.ts';

/**
 * Appends events to one chain (an incident's, or the one outside incidents for `null`), in the order given. Bodies are
 * redacted, checked against their schema and hashed. The only writer of events. Throws TypeError for an `occurredAt`
 * that is no time and ZodError for a body that is not of its type: both are bugs of the caller.
 */
export async function appendEvents(
  trx: Transaction,
  incident: string | null,
  events: readonly NewEvent[],
  nowMs: number,
  redact: (text: string) => string = redactSecrets,
): Promise<TimelineEvent[]> {
  let previous: Head = (await head(trx, incident)) ?? { seq: 0, hash: genesisHash };
  const appended: TimelineEvent[] = [];
  const rows: unknown[][] = [];
  const recordedAt = isoTime(nowMs);
  for (const event of events) {
    const { entry, bodyText } = nextEntry(previous, incident, event, recordedAt, redact);
    appended.push(entry);
    rows.push(rowOf(entry, bodyText));
    previous = entry;
  }
  await runForEach(trx, insertEvent, rows);
  return appended;
}

function nextEntry(
  previous: Head,
  incident: string | null,
  event: NewEvent,
  recordedAt: string,
  redact: (text: string) => string,
): { entry: TimelineEvent; bodyText: string } {
  // A secret that somebody typed into a note must not reach the record, nor may half an emoji keep a note out of it.
  const body = eventBodies[event.type].parse(eachText(event.body, redact));
  // The very text that is hashed is stored, so that any changed byte shows.
  const bodyText = canonicalJson(body);
  const header = {
    incident,
    seq: previous.seq + 1,
    occurredAt: event.occurredAt === null ? recordedAt : isoTime(epochMs(event.occurredAt)),
    recordedAt,
    actor: event.actor,
    origin: event.origin,
    type: event.type,
    version: eventVersions[event.type],
    bodySha256: sha256Hex(bodyText),
  } as const;
  const hash = eventHash(previous.hash, header as TimelineEvent);
  return { entry: { ...header, body, prevHash: previous.hash, hash } as TimelineEvent, bodyText };
}

/**
 * Takes the body of one entry out of the record for good; its hash stays, so that the chain holds. The `note.redacted`
 * entry that says why belongs into the same transaction. False when there is no such entry or its body is gone already.
 */
export async function redactBody(trx: Transaction, incident: string | null, seq: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('event')
    .set({ body: null })
    .where('chain', '=', incident ?? '')
    .where('seq', '=', seq)
    .where('body', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface ReadOptions {
  types?: readonly EventType[];
  /** Besides these types, the notes that the bot wrote. */
  withBotNotes?: boolean;
  afterSeq?: number;
  /** The last entry wanted: an export covers the head at its start, whatever is appended meanwhile. */
  throughSeq?: number;
  limit?: number;
  newestFirst?: boolean;
}

/** Events of one chain by seq. A redacted one shows what is left of it. */
export async function readEvents(
  db: Reader,
  incident: string | null,
  options: ReadOptions = {},
): Promise<TimelineEvent[]> {
  return (await readRows(db, incident, options)).map((row) => withRest(eventFromRow(row), bodyFromText(row.rest)));
}

/**
 * What is left of a redacted body, as JSON text; null where nothing is. A body that somebody made unreadable must not
 * keep the others from being read.
 */
export const restText = sql<string | null>`case when event.body is null then (
  select case when json_valid(why.body) then json_extract(why.body, '$.rest') end
  from event as why
  where why.chain = event.chain and why.type = 'note.redacted'
    and case when json_valid(why.body) then json_extract(why.body, '$.target') end = event.seq
  limit 1
) end`;

export const rest = restText.as('rest');

/** An entry as it is stored, with what is left of it where it was redacted. */
export type StoredRow = Schema['event'] & { rest: string | null };

/** The rows as they are stored; see `readEvents`. */
export async function readRows(
  db: Reader,
  incident: string | null,
  { withBotNotes = false, ...options }: ReadOptions,
): Promise<StoredRow[]> {
  const { types } = options;
  let query = rowsOf(db, incident, options);
  const [only] = types ?? [];
  if (types?.length === 1 && only !== undefined) query = query.where('type', '=', only);
  else if (types) query = query.where('type', 'in', [...types]);
  // SQLite would walk the whole chain to get this order; a few entries are better found by their types and then sorted.
  const order = types && types.length > 1 && options.limit === undefined ? sql`+seq` : sql`seq`;
  query = query.orderBy(order, options.newestFirst ? 'desc' : 'asc');
  if (options.limit !== undefined) query = query.limit(options.limit);
  const rows = await query.execute();
  if (!withBotNotes) return rows;
  // Written out, because the index on them holds only for these very words.
  const isBotNote = sql<boolean>`type = 'note.added' and actor_kind = 'bot'`;
  const notes = await rowsOf(db, incident, options).where(isBotNote).execute();
  return [...rows, ...notes].sort((a, b) => a.seq - b.seq);
}

function rowsOf(db: Reader, incident: string | null, { afterSeq, throughSeq }: ReadOptions) {
  let query = db
    .selectFrom('event')
    .selectAll()
    .select(rest)
    .where('chain', '=', incident ?? '');
  if (afterSeq !== undefined) query = query.where('seq', '>', afterSeq);
  if (throughSeq !== undefined) query = query.where('seq', '<=', throughSeq);
  return query;
}

/** When the newest entry of a person occurred, ISO-8601; null when no person has written one. */
export async function lastEntryByPerson(db: Reader, incident: string): Promise<string | null> {
  const row = await db
    .selectFrom('event')
    .select('recorded_at')
    .where('chain', '=', incident)
    .where('actor_kind', '=', 'person')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.recorded_at ?? null;
}

/** Whether somebody, or whatever else acts, has written an entry of this chain. */
export async function hasActor(db: Reader, incident: string, actor: string): Promise<boolean> {
  const row = await db
    .selectFrom('event')
    .select('seq')
    .where('chain', '=', incident)
    .where('actor_id', '=', actor)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Everybody, and whatever else acts, who has written an entry of this chain. */
export async function actorsOf(db: Reader, incident: string): Promise<string[]> {
  const rows = await db
    .selectFrom('event')
    .select('actor_id')
    .distinct()
    .where('chain', '=', incident)
    .orderBy('actor_id')
    .execute();
  return rows.map((row) => row.actor_id);
}

/** The newest entry's seq and hash; null for a chain without entries. */
export async function head(db: Reader, incident: string | null): Promise<Head | null> {
  // Written out: every append asks this first, and putting the statement together would cost more than its answer.
  const { rows } = await db.executeQuery(CompiledQuery.raw(newestEntry, [incident ?? '']));
  return (rows[0] as Head | undefined) ?? null;
}

const newestEntry = 'select seq, hash from event where chain = ? order by seq desc limit 1';

/** Every chain in the store; null is the one outside incidents. */
export async function chains(db: Reader): Promise<(string | null)[]> {
  const rows = await db.selectFrom('event').select('chain').distinct().orderBy('chain').execute();
  return rows.map(({ chain }) => (chain === '' ? null : chain));
}
