import type { EventType, Origin, TimelineEvent } from '../domain/timeline.ts';
import type { Schema } from './schema.ts';

const columns = [
  'chain',
  'seq',
  'occurred_at',
  'recorded_at',
  'actor_kind',
  'actor_id',
  'origin',
  'type',
  'version',
  'body',
  'body_sha256',
  'prev_hash',
  'hash',
] as const satisfies readonly (keyof Schema['event'])[];

/** One event; its values come from `rowOf`. */
export const insertEvent = `insert into event (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`;

/** The values of `insertEvent`, in its order. */
export function rowOf(event: TimelineEvent, bodyText: string): unknown[] {
  const { incident, seq, occurredAt, recordedAt, actor, origin, type, version, bodySha256, prevHash, hash } = event;
  return [
    incident ?? '',
    seq,
    occurredAt,
    recordedAt,
    actor.kind,
    actor.id,
    origin,
    type,
    version,
    bodyText,
    bodySha256,
    prevHash,
    hash,
  ];
}

export function eventFromRow(row: Schema['event']): TimelineEvent {
  return {
    incident: row.chain === '' ? null : row.chain,
    seq: row.seq,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actor: { kind: row.actor_kind, id: row.actor_id },
    origin: row.origin as Origin,
    type: row.type as EventType,
    version: row.version,
    body: bodyFromText(row.body),
    bodySha256: row.body_sha256,
    prevHash: row.prev_hash,
    hash: row.hash,
  } as TimelineEvent;
}

/** A body that somebody made unreadable stays in the list as it is: its hash then shows that it was changed. */
export function bodyFromText(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { unreadable: text };
    throw error;
  }
}
