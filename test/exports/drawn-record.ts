import fc from 'fast-check';
import { sha256Hex } from '../../src/domain/chain.ts';
import type { EventBody, EventType, NewEvent } from '../../src/domain/timeline.ts';
import { isoTime } from '../../src/lib/clock.ts';
import { putArtifact } from '../../src/store/artifacts.ts';
import { type Database, inTransaction } from '../../src/store/database.ts';
import { appendEvents, redactBody } from '../../src/store/timeline.ts';
import { hostileTexts } from './hostile.ts';

const startMs = Date.parse('2026-10-24T20:00:00.000Z');
export const people = ['ana', 'bo', 'cy', 'dee'];

/** Texts of people and devices: harmless ones, hostile ones, anything. */
const text = fc.oneof(fc.constantFrom(...hostileTexts, 'still looking', 'leaf1 is back'), fc.string({ maxLength: 60 }));
const person = fc.constantFrom(...people);
const state = fc.constantFrom('investigating', 'monitoring', 'resolved', 'resolved');
const seq = fc.integer({ min: 1, max: 30 });

type Drawn = { type: EventType; body: unknown };
const of = <T extends EventType>(type: T, body: fc.Arbitrary<EventBody<T>>): fc.Arbitrary<Drawn> =>
  body.map((made) => ({ type, body: made }));

/** What devices printed; an answer names its raw texts by their hashes. */
const rawTexts = ['eth1 is up\n', ...hostileTexts.slice(0, 6)];
const command = fc.record({
  command: fc.constantFrom('show interface eth1', 'show version'),
  rawSha256: fc.option(fc.constantFrom(...rawTexts.map(sha256Hex))),
  durationMs: fc.constant(12),
});
const device = fc.constantFrom('leaf1', 'spine1');

const mitigation = fc.constantFrom('m1', 'm2');
const planHash = fc.constantFrom('a1'.repeat(32), 'b2'.repeat(32));
const applied = 'apply' as const;
const direction = fc.constantFrom(applied, applied, applied, applied, applied, 'undo' as const);
const observed = fc.record({
  admin: fc.constantFrom('up' as const, 'down' as const, null),
  operational: fc.option(fc.constantFrom('up', 'down', 'idle')),
});

const verified = of(
  'mitigation.verified',
  fc.record({
    mitigation,
    after: observed,
    holds: fc.constantFrom(true, true, false),
    facts: fc.array(text, { maxLength: 2 }),
    healed: fc.option(fc.boolean()),
  }),
);

/** One change from its plan to its proof, its steps in any order and any number. */
const changes: fc.Arbitrary<Drawn>[] = [
  of(
    'mitigation.proposed',
    fc.record({
      mitigation,
      name: fc.constantFrom('interface-shutdown', 'bgp-peer-shutdown'),
      device,
      arguments: fc.constantFrom('eth1', '198.51.100.1'),
      risk: fc.constantFrom('low' as const, 'high' as const),
      reason: fc.option(text),
      planHash,
      apply: fc.array(text, { maxLength: 3 }),
      undo: fc.array(text, { maxLength: 3 }),
      before: observed,
      blastRadius: fc.array(text, { maxLength: 2 }),
      quorum: fc.constant(2),
      expiresAt: fc.constant('2026-10-26T00:00:00.000Z'),
    }),
  ),
  of(
    'mitigation.voted',
    fc.record({
      mitigation,
      vote: fc.constantFrom('approve' as const, 'deny' as const, 'cancel' as const),
      planHash,
      why: fc.option(text),
      approvals: fc.integer({ min: 0, max: 2 }),
      quorum: fc.constant(2),
    }),
  ),
  of('mitigation.claimed', fc.record({ mitigation, planHash, direction })),
  of(
    'mitigation.line-sent',
    fc.record({ mitigation, device, index: fc.constant(0), of: fc.constant(1), line: text, direction }),
  ),
  of(
    'mitigation.outcome',
    fc.record({
      mitigation,
      outcome: fc.constantFrom('applied' as const, 'not-applied' as const, 'unknown' as const),
      text,
      direction,
    }),
  ),
  verified,
  verified,
  verified,
  of('mitigation.rolled-back', fc.record({ mitigation, text })),
];

/** What comes from outside, and what runs by itself. */
const around: fc.Arbitrary<Drawn>[] = [
  of(
    'page.sent',
    fc.record({ page: fc.constant('p1'), person, policy: fc.constant('network'), step: fc.constant(0), text }),
  ),
  of(
    'page.escalated',
    fc.record({
      page: fc.constant('p1'),
      policy: fc.constant('network'),
      step: fc.constant(1),
      people: fc.subarray(people),
      why: text,
    }),
  ),
  of(
    'pin.added',
    fc.record({
      messageTs: fc.constant('1.1'),
      author: person,
      text,
      permalink: fc.option(text),
      files: fc.constant([]),
    }),
  ),
  of(
    'alert.received',
    fc.record({
      alert: fc.constant('a1'),
      source: fc.constant('generic'),
      fingerprint: text,
      title: text,
      severity: fc.constantFrom('sev1' as const, 'sev3' as const),
      labels: fc.dictionary(fc.constantFrom('device', 'site'), text),
    }),
  ),
  of(
    'alert.grouped',
    fc.record({ alert: fc.constant('a1'), source: fc.constant('generic'), fingerprint: text, count: fc.constant(2) }),
  ),
  of('alert.resolved', fc.record({ alert: fc.constant('a1'), source: fc.constant('generic'), fingerprint: text })),
  of('watch.started', fc.record({ watch: fc.constant('w1'), device, diagnostic: fc.constant('ping') })),
  of('watch.changed', fc.record({ watch: fc.constant('w1'), change: text })),
  of('watch.stopped', fc.record({ watch: fc.constant('w1'), why: text })),
];

const drawn: fc.Arbitrary<Drawn> = fc.oneof(
  of('note.added', fc.record({ text })),
  of('note.added', fc.record({ text })),
  { arbitrary: fc.oneof(...changes), weight: 8 },
  { arbitrary: fc.oneof(...around), weight: 3 },
  of('note.corrected', fc.record({ supersedes: seq, text })),
  of('note.marked', fc.record({ target: seq })),
  {
    arbitrary: of(
      'incident.status',
      fc.record({ from: state, to: state, text: fc.option(text) }) as fc.Arbitrary<EventBody<'incident.status'>>,
    ),
    weight: 4,
  },
  of('incident.update', fc.record({ text, nextUpdateAt: fc.constant(null) })),
  of('incident.role', fc.record({ role: fc.constantFrom('commander', 'scribe'), person, previous: fc.constant(null) })),
  of('page.acknowledged', fc.record({ page: fc.constant('p1'), person })),
  of('pin.removed', fc.record({ messageTs: fc.constant('1.1') })),
  of(
    'diagnostic.answered',
    fc.record({
      run: fc.constant('r'),
      device,
      diagnostic: fc.constant('version'),
      arguments: fc.constant(''),
      playbook: fc.constant(null),
      outcome: fc.constantFrom('ok', 'empty', 'unreachable'),
      verdict: text,
      records: fc.constant([]),
      unparsed: fc.constant([]),
      error: fc.constant(null),
      commands: fc.array(command, { maxLength: 2 }),
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
  const createdAt = isoTime(startMs);
  await inTransaction(database, async (trx) => {
    for (const raw of rawTexts) await putArtifact(trx, { sha256: sha256Hex(raw), text: raw, createdAt });
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
