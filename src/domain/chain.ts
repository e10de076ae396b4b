import { hash } from 'node:crypto';
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
  return hash('sha256', text);
}

type Link = Pick<
  TimelineEvent,
  'incident' | 'seq' | 'occurredAt' | 'recordedAt' | 'actor' | 'origin' | 'type' | 'version' | 'bodySha256'
>;

/** The entry's hash over its predecessor's hash and its own header (contract.md section 5). */
export function eventHash(prevHash: string, event: Link): string {
  const { incident, seq, occurredAt, recordedAt, actor, origin, type, version, bodySha256 } = event;
  const { id, kind } = actor;
  // The RFC 8785 form of the header: its keys are known and stand in their order. This runs for every entry of a long record.
  const header = { actor: { id, kind }, bodySha256, incident, occurredAt, origin, recordedAt, seq, type, version };
  return sha256Hex(prevHash + JSON.stringify(header));
}

export interface ChainFault {
  seq: number;
  what: string;
}

/**
 * Walks one chain, entry by entry in seq order. An entry without a body is a redaction: its body hash stays and the
 * chain holds, but a `note.redacted` entry must say so.
 */
export class ChainWalk {
  head: Head = { seq: 0, hash: genesisHash };
  readonly #emptied: number[] = [];
  readonly #redacted = new Set<number>();

  /**
   * What is wrong with this entry, or null. After a fault the rest of the chain proves nothing. `bodyText` is the body as
   * it is stored: then the very bytes are checked, and another spelling of the same body is a fault.
   */
  take(event: TimelineEvent, bodyText?: string): string | null {
    const fault = linkFault(this.head, event, bodyText);
    if (fault !== null) return fault;
    if (event.body === null) this.#emptied.push(event.seq);
    else if (event.type === 'note.redacted') this.#redacted.add(event.body.target);
    this.head = { seq: event.seq, hash: event.hash };
    return null;
  }

  /** After the last entry: bodies that are gone without a redaction. */
  end(): ChainFault[] {
    return this.#emptied
      .filter((seq) => !this.#redacted.has(seq))
      .map((seq) => ({ seq, what: 'its body is gone and no redaction says why' }));
  }
}

function linkFault(previous: Head, event: TimelineEvent, bodyText: string | undefined): string | null {
  if (event.seq !== previous.seq + 1) return `expected entry ${previous.seq + 1}: an entry is missing or out of order`;
  if (event.prevHash !== previous.hash) return 'it does not follow from the entry before it';
  if (event.body !== null) {
    const sha256 = bodyText === undefined ? hashOfBody(event.body) : sha256Hex(bodyText);
    if (sha256 !== event.bodySha256) return 'its body was changed';
  }
  if (eventHash(previous.hash, event) !== event.hash) return 'its time, actor, origin or type was changed';
  return null;
}

/** Null for a body that has no canonical JSON, such as half an emoji: we never wrote one. */
function hashOfBody(body: unknown): string | null {
  try {
    return sha256Hex(canonicalJson(body));
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
