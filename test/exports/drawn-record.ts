import fc from 'fast-check';
import type { EventBody, EventType, NewEvent } from '../../src/domain/timeline.ts';
import { isoTime } from '../../src/lib/clock.ts';
import { type Database, inTransaction } from '../../src/store/database.ts';
import { appendEvents, redactBody } from '../../src/store/timeline.ts';
import { hostileTexts } from './hostile.ts';

const startMs = Date.parse('2026-10-24T20:00:00.000Z');
export const people = ['ana', 'bo', 'cy', 'dee'];

/** Texts of people and devices: harmless ones, hostile ones, anything. */
const text = fc.oneof(fc.constantFrom(...hostileTexts, 'still looking', 'leaf1 is back'), fc.string({ maxLength: 60 }));
const person = fc.constantFrom(...people);
const state = fc.constantFrom('investigating', 'identified', 'monitoring', 'resolved');
const seq = fc.integer({ min: 1, max: 30 });

type Drawn = { type: EventType; body: unknown };
const of = <T extends EventType>(type: T, body: fc.Arbitrary<EventBody<T>>): fc.Arbitrary<Drawn> =>
  body.map((made) => ({ type, body: made }));

const drawn: fc.Arbitrary<Drawn> = fc.oneof(
  of('note.added', fc.record({ text })),
  of('note.added', fc.record({ text })),
  of('note.corrected', fc.record({ supersedes: seq, text })),
  of('note.marked', fc.record({ target: seq })),
  of(
    'incident.status',
    fc.record({ from: state, to: state, text: fc.option(text) }) as fc.Arbitrary<EventBody<'incident.status'>>,
  ),
  of('incident.update', fc.record({ text, nextUpdateAt: fc.constant(null) })),
  of('incident.role', fc.record({ role: fc.constantFrom('commander', 'scribe'), person, previous: fc.constant(null) })),
  of('page.acknowledged', fc.record({ page: fc.constant('p1'), person })),
  of('pin.removed', fc.record({ messageTs: fc.constant('1.1') })),
  of(
    'diagnostic.answered',
    fc.record({
      run: fc.constant('r'),
      device: fc.constantFrom('leaf1', 'spine1'),
      diagnostic: fc.constant('version'),
      arguments: fc.constant(''),
      playbook: fc.constant(null),
      outcome: fc.constantFrom('ok', 'empty', 'unreachable'),
      verdict: text,
      records: fc.constant([]),
      unparsed: fc.constant([]),
      error: fc.constant(null),
      commands: fc.constant([]),
      durationMs: fc.constant(1),
      truncated: fc.constant(false),
    }) as fc.Arbitrary<EventBody<'diagnostic.answered'>>,
  ),
);

export type DrawnEntry = typeof drawnEntry extends fc.Arbitrary<infer T> ? T : never;

/** When it occurred against when it was recorded, in seconds: most at once, some written down later. */
export const drawnEntry = fc.record({
  what: drawn,
  by: fc.oneof(
    person.map((id) => ({ kind: 'person' as const, id })),
    fc.constant({ kind: 'bot' as const, id: 'ringdown' }),
  ),
  afterSeconds: fc.integer({ min: 0, max: 20_000 }),
  lateSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90_000 })),
  isRedacted: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
});

/** Writes the incident `id` as the draw says; gives nothing: everything is read back from its exports. */
export async function record(database: Database, id: string, draws: readonly DrawnEntry[]): Promise<void> {
  let nowMs = startMs;
  const add = (event: NewEvent) => inTransaction(database, (trx) => appendEvents(trx, id, [event], nowMs));
  const declared = { title: 'Loss', severity: 'sev2', commander: 'ana' } as const;
  await add({
    type: 'incident.declared',
    body: declared,
    actor: { kind: 'person', id: 'ana' },
    origin: 'slash',
    occurredAt: null,
  });
  for (const { what, by, afterSeconds, lateSeconds, isRedacted } of draws) {
    nowMs += afterSeconds * 1_000;
    const occurredAt = isoTime(nowMs - lateSeconds * 1_000);
    const [added] = await add({ ...what, actor: by, origin: 'slash', occurredAt } as NewEvent);
    if (!isRedacted || !added || what.type !== 'note.added') continue;
    await inTransaction(database, async (trx) => {
      await redactBody(trx, id, added.seq);
      const body = { target: added.seq };
      await appendEvents(
        trx,
        id,
        [{ type: 'note.redacted', body, actor: by, origin: 'slash', occurredAt: null }],
        nowMs,
      );
    });
  }
}
