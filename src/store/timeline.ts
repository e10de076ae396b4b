import { canonicalJson, eventHash, genesisHash, type Head, sha256Hex } from '../domain/chain.ts';
import {
  type EventType,
  eventBodies,
  eventVersion,
  type NewEvent,
  type Origin,
  type TimelineEvent,
} from '../domain/timeline.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import { redact as redactSecrets } from '../lib/redact.ts';
import type { Reader, Transaction } from './database.ts';
import type { Schema } from './schema.ts';

const pageSize = 500;

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
  for (const event of events) {
    const entry = nextEntry(previous, incident, event, nowMs, redact);
    appended.push(entry);
    previous = entry;
  }
  for (let from = 0; from < appended.length; from += rowsPerStatement)
    await trx
      .insertInto('event')
      .values(appended.slice(from, from + rowsPerStatement).map(toRow))
      .execute();
  return appended;
}

/** SQLite takes 32,766 values in one statement. */
const rowsPerStatement = 100;

function nextEntry(
  previous: Head,
  incident: string | null,
  event: NewEvent,
  nowMs: number,
  redact: (text: string) => string,
): TimelineEvent {
  const body = eventBodies[event.type].parse(cleaned(event.body, redact));
  const recordedAt = isoTime(nowMs);
  const header = {
    incident,
    seq: previous.seq + 1,
    occurredAt: event.occurredAt === null ? recordedAt : isoTime(epochMs(event.occurredAt)),
    recordedAt,
    actor: event.actor,
    origin: event.origin,
    type: event.type,
    version: eventVersion,
    bodySha256: sha256Hex(canonicalJson(body)),
  } as const;
  const hash = eventHash(previous.hash, header as TimelineEvent);
  return { ...header, body, prevHash: previous.hash, hash } as TimelineEvent;
}

/**
 * A secret that somebody typed into a note must not reach the record, nor may half an emoji keep a note out of it: a
 * lone surrogate, which has no canonical JSON, becomes U+FFFD.
 */
function cleaned(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value.toWellFormed());
  if (Array.isArray(value)) return value.map((item) => cleaned(item, redact));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.toWellFormed(), cleaned(item, redact)]));
  return value;
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
  /** Of these types only what the bot wrote. */
  botTypes?: readonly EventType[];
  afterSeq?: number;
  /** The last entry wanted: an export covers the head at its start, whatever is appended meanwhile. */
  throughSeq?: number;
  /** Slack id of a person, or whatever else acted. */
  actorId?: string;
  limit?: number;
  /** Entries to leave out before the first one; needs `limit`. */
  offset?: number;
  newestFirst?: boolean;
}

/** Events of one chain by seq. */
export async function readEvents(
  db: Reader,
  incident: string | null,
  options: ReadOptions = {},
): Promise<TimelineEvent[]> {
  return (await readRows(db, incident, options)).map(fromRow);
}

/** All events of one chain up to `throughSeq` in seq order, a page at a time: an open cursor would keep the write-ahead log from being folded in. */
export async function* streamEvents(
  db: Reader,
  incident: string | null,
  throughSeq: number,
): AsyncGenerator<TimelineEvent> {
  for await (const { event } of streamStored(db, incident)) {
    if (event.seq > throughSeq) return;
    yield event;
  }
}

/** Like `streamEvents`, each with the text of its body as it is stored. */
export async function* streamStored(
  db: Reader,
  incident: string | null,
): AsyncGenerator<{ event: TimelineEvent; bodyText: string | null }> {
  let afterSeq = 0;
  for (;;) {
    const page = await readRows(db, incident, { afterSeq, limit: pageSize });
    for (const row of page) yield { event: fromRow(row), bodyText: row.body };
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    afterSeq = last.seq;
  }
}

async function readRows(db: Reader, incident: string | null, options: ReadOptions): Promise<Schema['event'][]> {
  let query = db
    .selectFrom('event')
    .selectAll()
    .where('chain', '=', incident ?? '');
  const { types, botTypes = [] } = options;
  if (types)
    query = query.where((where) =>
      where.or([
        where('type', 'in', [...types]),
        ...(botTypes.length === 0
          ? []
          : [where.and([where('type', 'in', [...botTypes]), where('actor_kind', '=', 'bot')])]),
      ]),
    );
  if (options.afterSeq !== undefined) query = query.where('seq', '>', options.afterSeq);
  if (options.throughSeq !== undefined) query = query.where('seq', '<=', options.throughSeq);
  if (options.actorId !== undefined) query = query.where('actor_id', '=', options.actorId);
  query = query.orderBy('seq', options.newestFirst ? 'desc' : 'asc');
  if (options.limit !== undefined) query = query.limit(options.limit);
  if (options.offset !== undefined) query = query.offset(options.offset);
  return query.execute();
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

/** The newest entry's seq and hash; null for a chain without entries. */
export async function head(db: Reader, incident: string | null): Promise<Head | null> {
  const row = await db
    .selectFrom('event')
    .select(['seq', 'hash'])
    .where('chain', '=', incident ?? '')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Every chain in the store; null is the one outside incidents. */
export async function chains(db: Reader): Promise<(string | null)[]> {
  const rows = await db.selectFrom('event').select('chain').distinct().orderBy('chain').execute();
  return rows.map(({ chain }) => (chain === '' ? null : chain));
}

function toRow(event: TimelineEvent): Schema['event'] {
  return {
    chain: event.incident ?? '',
    seq: event.seq,
    occurred_at: event.occurredAt,
    recorded_at: event.recordedAt,
    actor_kind: event.actor.kind,
    actor_id: event.actor.id,
    origin: event.origin,
    type: event.type,
    version: event.version,
    // The very text that was hashed, so that any changed byte shows.
    body: event.body === null ? null : canonicalJson(event.body),
    body_sha256: event.bodySha256,
    prev_hash: event.prevHash,
    hash: event.hash,
  };
}

function fromRow(row: Schema['event']): TimelineEvent {
  return {
    incident: row.chain === '' ? null : row.chain,
    seq: row.seq,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actor: { kind: row.actor_kind, id: row.actor_id },
    origin: row.origin as Origin,
    type: row.type as EventType,
    version: row.version,
    body: row.body === null ? null : readBody(row.body),
    bodySha256: row.body_sha256,
    prevHash: row.prev_hash,
    hash: row.hash,
  } as TimelineEvent;
}

/** A body that somebody made unreadable stays in the list as it is: its hash then shows that it was changed. */
function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { unreadable: text };
    throw error;
  }
}
