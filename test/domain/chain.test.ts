import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ChainWalk, canonicalJson, eventHash, genesisHash, sha256Hex } from '../../src/domain/chain.ts';
import type { TimelineEvent } from '../../src/domain/timeline.ts';
import { chained, line } from '../exports/night.ts';

/** Walks a chain and gives each fault with the entry at which it was seen, then those found at the end. */
function faults(events: readonly TimelineEvent[]): string[] {
  const walk = new ChainWalk();
  for (const event of events) {
    const fault = walk.take(event);
    if (fault !== null) return [`${event.seq}: ${fault}`];
  }
  return walk.end().map(({ seq, what }) => `${seq}: ${what}`);
}

const notes = (count: number) =>
  Array.from({ length: count }, (_, i) => line(i, 'ana', 'note.added', { text: `note ${i + 1}` }));

describe('canonical JSON', () => {
  test('is RFC 8785: keys sorted by UTF-16 units, shortest numbers, no spaces', () => {
    expect(canonicalJson({ b: 1, a: [1e21, 0.1, -0, 'ä\n"'], '\u20ac': null, A: { z: true } })).toBe(
      '{"A":{"z":true},"a":[1e+21,0.1,0,"ä\\n\\""],"b":1,"€":null}',
    );
  });

  test('does not depend on the order in which keys were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('has no form for what is no JSON', () => {
    for (const value of [undefined, Number.NaN, '\ud83d']) expect(() => canonicalJson(value)).toThrow();
  });
});

test('the hash of an entry is over its predecessor and its header, and the body counts by its hash', () => {
  const [one] = chained(notes(1));
  if (!one) throw new Error('no entry');
  const header =
    `{"actor":{"id":"ana","kind":"person"},"bodySha256":"${sha256Hex('{"text":"note 1"}')}","incident":"INC-1",` +
    '"occurredAt":"2026-11-23T02:58:12.480Z","origin":"slash","recordedAt":"2026-11-23T02:58:12.480Z","seq":1,"type":"note.added","version":1}';
  expect(one.hash).toBe(
    createHash('sha256')
      .update(`${'0'.repeat(64)}${header}`)
      .digest('hex'),
  );
  expect(eventHash(genesisHash, { ...one, body: { text: 'other' } } as TimelineEvent)).toBe(one.hash);
});

describe('a walk', () => {
  test('over an untouched chain ends at its head', () => {
    const events = chained(notes(20));
    const walk = new ChainWalk();
    for (const event of events) expect(walk.take(event)).toBeNull();
    expect(walk.end()).toEqual([]);
    expect(walk.head).toEqual({ seq: 20, hash: events[19]?.hash });
  });

  test('names the entry whose field was changed, whichever field', () => {
    const events = chained(notes(6));
    const change: Record<string, unknown> = {
      incident: 'INC-2',
      occurredAt: '2026-11-23T00:00:00.000Z',
      recordedAt: '2026-11-23T00:00:00.000Z',
      actor: { kind: 'person', id: 'eve' },
      origin: 'form',
      type: 'incident.update',
      version: 2,
      body: { text: 'else' },
      bodySha256: '0'.repeat(64),
      prevHash: '0'.repeat(64),
      hash: '0'.repeat(64),
    };
    for (const [field, value] of Object.entries(change)) {
      const found = faults(
        events.map((event) => (event.seq === 4 ? ({ ...event, [field]: value } as TimelineEvent) : event)),
      );
      expect(found, field).toHaveLength(1);
      expect(found[0], field).toMatch(/^4: /);
    }
  });

  test('sees a missing, a doubled and a moved entry', () => {
    const [one, two, three] = chained(notes(3)) as [TimelineEvent, TimelineEvent, TimelineEvent];
    expect(faults([one, three])).toEqual(['3: expected entry 2: an entry is missing or out of order']);
    expect(faults([two, three])).toEqual(['2: expected entry 1: an entry is missing or out of order']);
    expect(faults([one, two, two])).toEqual(['2: expected entry 3: an entry is missing or out of order']);
    expect(faults([two, one, three])[0]).toMatch(/^2: expected entry 1/);
  });

  test('sees an entry of another chain of the same length', () => {
    const [one, , three] = chained(notes(3));
    const [, two] = chained(notes(3), 'INC-2');
    expect(faults([one, two, three] as TimelineEvent[])).toEqual(['2: it does not follow from the entry before it']);
  });

  test('calls a body without canonical form a changed body', () => {
    const events = chained(notes(2));
    const strange = { ...events[1], body: { text: 'half \ud83d' } } as TimelineEvent;
    expect(faults([events[0] as TimelineEvent, strange])).toEqual(['2: its body was changed']);
  });
});

describe('a body that is gone', () => {
  const story = [...notes(2), line(9, 'bo', 'note.redacted', { target: 2 })];

  test('is in order when a redaction names it', () => expect(faults(chained(story, 'INC-1', [2]))).toEqual([]));

  test('is a fault when nothing names it, or something else is named', () => {
    expect(faults(chained(story, 'INC-1', [1, 2]))).toEqual(['1: its body is gone and no redaction says why']);
    expect(faults(chained(notes(3), 'INC-1', [3]))).toEqual(['3: its body is gone and no redaction says why']);
  });

  test('cannot excuse itself: a redaction without its own body excuses nothing', () => {
    expect(faults(chained(story, 'INC-1', [2, 3]))).toEqual([
      '2: its body is gone and no redaction says why',
      '3: its body is gone and no redaction says why',
    ]);
  });
});
