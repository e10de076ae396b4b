import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { NewEvent } from '../../src/domain/timeline.ts';
import { inTransaction } from '../../src/store/database.ts';
import { streamByTime } from '../../src/store/stream-timeline.ts';
import { appendEvents, chains, head, readEvents, redactBody } from '../../src/store/timeline.ts';
import { verifyStore } from '../../src/store/verify.ts';
import { append, event, nightMs, note, temporaryStore } from './bench.ts';

describe('appending', () => {
  test('gives the entries numbers, times and hashes as the contract says', async () => {
    const database = await temporaryStore();
    const [one, two] = await append(database, 'INC-1', [
      event('incident.declared', { title: 'Loss', severity: 'sev2', commander: 'ana' }),
      { ...note('seen on ams1'), occurredAt: '2026-11-23T03:51:00+01:00' },
    ]);
    expect(one).toMatchObject({ incident: 'INC-1', seq: 1, prevHash: '0'.repeat(64), version: 1 });
    expect(two).toMatchObject({
      seq: 2,
      occurredAt: '2026-11-23T02:51:00.000Z',
      recordedAt: '2026-11-23T03:00:00.000Z',
      prevHash: one?.hash,
      actor: { kind: 'person', id: 'ana' },
      origin: 'slash',
    });
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    // Written out by hand, keys in RFC 8785 order: what an auditor would compute without our code.
    const bodySha256 = sha256('{"commander":"ana","severity":"sev2","title":"Loss"}');
    const header = `{"actor":{"id":"ana","kind":"person"},"bodySha256":"${bodySha256}","incident":"INC-1","occurredAt":"2026-11-23T03:00:00.000Z","origin":"slash","recordedAt":"2026-11-23T03:00:00.000Z","seq":1,"type":"incident.declared","version":1}`;
    expect(one).toMatchObject({ bodySha256, hash: sha256('0'.repeat(64) + header) });
  });

  test('keeps one chain per incident and one outside them', async () => {
    const database = await temporaryStore();
    await append(database, 'INC-1', [note('a'), note('b')]);
    await append(database, 'INC-2', [note('c')]);
    await append(database, null, [event('bot.restarted', { resumed: [], unknown: [] })]);
    expect(await chains(database.db)).toEqual([null, 'INC-1', 'INC-2']);
    expect((await head(database.db, 'INC-1'))?.seq).toBe(2);
    expect((await readEvents(database.db, null)).map(({ incident, seq }) => [incident, seq])).toEqual([[null, 1]]);
    expect(await head(database.db, 'INC-3')).toBeNull();
  });

  test('takes secrets out of every text of a body', async () => {
    const database = await temporaryStore();
    const [entry] = await append(database, 'INC-1', [
      event('access.refused', {
        person: 'eve',
        right: 'note',
        words: 'token: xoxb-0000000000-abcdef',
        why: 'no right',
      }),
    ]);
    expect(JSON.stringify(entry)).not.toContain('xoxb-0000000000');
    expect(entry?.body).toMatchObject({ person: 'eve', why: 'no right' });
    expect((await verifyStore(database.db)).problems).toEqual([]);
  });

  test('refuses a body that is not of its type and a time that is none, and stores nothing of the batch', async () => {
    const database = await temporaryStore();
    const wrongBody = { ...note('x'), body: { text: 'x', extra: 1 } } as unknown as NewEvent;
    await expect(append(database, 'INC-1', [note('before'), wrongBody])).rejects.toThrow(/extra/);
    await expect(append(database, 'INC-1', [{ ...note('x'), occurredAt: 'yesterday' }])).rejects.toThrow('yesterday');
    expect(await head(database.db, 'INC-1')).toBeNull();
  });

  test('keeps any text as it was written; half an emoji becomes a replacement character', async () => {
    const database = await temporaryStore();
    const texts = ['', 'ä → 山 🚨', 'line\nbreak\ttab', '\u0000 nul', '"quoted" \\ </script>', '__proto__'];
    await append(database, 'INC-1', [...texts, 'cut \ud83d'].map(note));
    expect((await readEvents(database.db, 'INC-1')).map((entry) => entry.body)).toEqual(
      [...texts, 'cut \ufffd'].map((text) => ({ text })),
    );
    expect((await verifyStore(database.db)).problems).toEqual([]);
  });
});

describe('reading', () => {
  test('by type, from and through an entry, newest first, limited', async () => {
    const database = await temporaryStore();
    const update = event('incident.update', { text: 'still looking', nextUpdateAt: null });
    await append(database, 'INC-1', [note('1'), update, note('3'), update, note('5')]);
    const seqs = async (options: Parameters<typeof readEvents>[2]) =>
      (await readEvents(database.db, 'INC-1', options)).map(({ seq }) => seq);
    expect(await seqs({ types: ['incident.update'] })).toEqual([2, 4]);
    expect(await seqs({ afterSeq: 2, throughSeq: 4 })).toEqual([3, 4]);
    expect(await seqs({ newestFirst: true, limit: 2 })).toEqual([5, 4]);
    expect(await seqs({ types: [] })).toEqual([]);
  });

  test('a long chain is streamed in pages while others append to it', async () => {
    const database = await temporaryStore();
    await append(
      database,
      'INC-1',
      Array.from({ length: 1_201 }, (_, i) => note(`${i + 1}`)),
    );
    const seen: number[] = [];
    for await (const page of streamByTime(database.db, 'INC-1', { throughSeq: 1_201 })) {
      seen.push(...page.map(({ seq }) => seq));
      if (seen.length === 750) await append(database, 'INC-1', [note('meanwhile')]);
    }
    expect(seen).toEqual(Array.from({ length: 1_201 }, (_, i) => i + 1));
  });
});

describe('the timeline is append-only, even for somebody with the file in hand', () => {
  const columns = 'chain, seq, occurred_at, recorded_at, actor_kind, actor_id, origin, type, version';
  test.for([
    ['update', "update event set body = '{}' where seq = 2"],
    ['update of the header', "update event set actor_id = 'bo' where seq = 2"],
    ['update of body and header', "update event set body = null, occurred_at = 'x' where seq = 2"],
    ['update of the number', 'update event set seq = 9 where seq = 3'],
    ['delete', 'delete from event where seq = 3'],
    ['delete of all', 'delete from event'],
    [
      'insert or replace',
      `insert or replace into event select ${columns}, '{}', body_sha256, prev_hash, hash from event where seq = 2`,
    ],
    [
      'insert with a gap',
      `insert into event select chain, 9, ${columns.slice(12)}, body, body_sha256, prev_hash, hash from event where seq = 2`,
    ],
    ['putting a body back', "update event set body = '{}' where seq = 1"],
  ] as const)('%s is refused', async ([, statement]) => {
    const database = await temporaryStore();
    await append(database, 'INC-1', [note('1'), note('2'), note('3')]);
    await inTransaction(database, (trx) => redactBody(trx, 'INC-1', 1));
    const before = await readEvents(database.db, 'INC-1');
    await expect(sql.raw(statement).execute(database.db)).rejects.toThrow(
      /^event: the (timeline is append-only|sequence has no gaps)$/,
    );
    expect(await readEvents(database.db, 'INC-1')).toEqual(before);
  });
});

describe('a redaction', () => {
  test('takes the body for good, keeps its hash, and the chain holds', async () => {
    const database = await temporaryStore();
    const phrase = 'the door code is four two four two';
    await append(database, 'INC-1', [note('before'), note(phrase), note('after')]);
    const taken = await inTransaction(database, async (trx) => {
      const done = await redactBody(trx, 'INC-1', 2);
      await appendEvents(trx, 'INC-1', [event('note.redacted', { target: 2 })], nightMs);
      return done;
    });
    expect(taken).toBe(true);
    const [, entry] = await readEvents(database.db, 'INC-1');
    expect(entry).toMatchObject({ body: null, bodySha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await verifyStore(database.db)).problems).toEqual([]);
    const other = new SQLite(database.path);
    onTestFinished(() => void other.close());
    other.pragma('wal_checkpoint(TRUNCATE)');
    expect(readFileSync(database.path).includes(phrase)).toBe(false);
  });

  test('of what is gone already, or never was, says so', async () => {
    const database = await temporaryStore();
    await append(database, 'INC-1', [note('1')]);
    const redact = (seq: number) => inTransaction(database, (trx) => redactBody(trx, 'INC-1', seq));
    expect([await redact(1), await redact(1), await redact(7)]).toEqual([true, false, false]);
  });
});
