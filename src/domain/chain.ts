import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { TimelineEvent } from './timeline.ts';

/** The hash before the first entry of a chain. */
export const genesisHash = '0'.repeat(64);

export interface Head {
  seq: number;
  hash: string;
}

/** RFC 8785 JSON: the only form that is hashed. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('this value has no JSON form');
  return text;
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

type Link = Pick<
  TimelineEvent,
  'incident' | 'seq' | 'occurredAt' | 'recordedAt' | 'actor' | 'origin' | 'type' | 'version' | 'bodySha256'
>;

/** The entry's hash over its predecessor's hash and its own header (contract.md section 5). */
export function eventHash(prevHash: string, event: Link): string {
  const { incident, seq, occurredAt, recordedAt, actor, origin, type, version, bodySha256 } = event;
  return sha256Hex(
    prevHash + canonicalJson({ incident, seq, occurredAt, recordedAt, actor, origin, type, version, bodySha256 }),
  );
}

export interface ChainFault {
  seq: number;
  what: string;
}

/**
 * Walks one chain in seq order and returns the first entry that does not hold, or the head.
 * An entry with `body: null` is a redaction: its body hash stays and the chain holds; the caller checks that a
 * `note.redacted` event targets it.
 */
export function walkChain(events: Iterable<TimelineEvent>): { head: Head } | { fault: ChainFault } {
  let head: Head = { seq: 0, hash: genesisHash };
  const withoutBody: number[] = [];
  const redacted = new Set<number>();
  for (const event of events) {
    const fault = linkFault(head, event);
    if (fault) return { fault: { seq: event.seq, what: fault } };
    if (event.body === null) withoutBody.push(event.seq);
    else if (event.type === 'note.redacted') redacted.add(event.body.target);
    head = { seq: event.seq, hash: event.hash };
  }
  const emptied = withoutBody.find((seq) => !redacted.has(seq));
  if (emptied !== undefined) return { fault: { seq: emptied, what: 'the body is gone and no redaction says why' } };
  return { head };
}

function linkFault(previous: Head, event: TimelineEvent): string | null {
  if (event.seq !== previous.seq + 1) return `expected entry ${previous.seq + 1}: an entry is missing or out of order`;
  if (event.prevHash !== previous.hash) return 'it does not follow from the entry before it';
  if (event.body !== null && sha256Hex(canonicalJson(event.body)) !== event.bodySha256) return 'its body was changed';
  if (eventHash(previous.hash, event) !== event.hash) return 'its time, actor, origin or type was changed';
  return null;
}
