import SQLite from 'better-sqlite3';
import { Kysely } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { canonicalJson, eventHash, sha256Hex } from '../../src/domain/chain.ts';
import type { EventBody, NewEvent } from '../../src/domain/timeline.ts';
import { putArtifact } from '../../src/store/artifacts.ts';
import { type Database, inTransaction } from '../../src/store/database.ts';
import type { Schema } from '../../src/store/schema.ts';
import { ImmediateSqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { appendEvents, head, readEvents, redactBody } from '../../src/store/timeline.ts';
import { verifyStore } from '../../src/store/verify.ts';
import { append, event, nightMs, note, temporaryStore } from './bench.ts';

const rawTexts = ['Neighbor  V  AS\n192.0.2.1 4 64500\n', 'eth1 is up, line protocol is up\n'];

function answered(rawSha256: string): NewEvent {
  const body: EventBody<'diagnostic.answered'> = {
    run: 'r1',
    device: 'leaf1',
    diagnostic: 'bgp-summary',
    arguments: '',
    playbook: null,
    outcome: 'ok',
    verdict: '1 peer, established',
    records: [{ peer: '192.0.2.1', remoteAs: 64500, upSeconds: 86_400 }],
    unparsed: [],
    error: null,
    commands: [{ command: 'show bgp summary', rawSha256, durationMs: 41 }],
    durationMs: 41,
    truncated: false,
  };
  return event('diagnostic.answered', body);
}

/** Two incidents and the chain outside them, with raw texts and a redaction. */
async function filledStore(): Promise<Database> {
  const database = await temporaryStore();
  await inTransaction(database, async (trx) => {
    for (const text of rawTexts)
      await putArtifact(trx, { sha256: sha256Hex(text), text, createdAt: '2026-11-23T03:00:00.000Z' });
  });
  const night = [
    event('incident.declared', { title: 'Loss between ams1 and fra1', severity: 'sev2', commander: 'ana' }),
    ...rawTexts.map((text) => answered(sha256Hex(text))),
    ...Array.from({ length: 8 }, (_, i) => note(`looked at port ${i}`)),
  ];
  for (const [i, incident] of ['INC-1', 'INC-2', null].entries())
    for (const [j, one] of night.entries()) await append(database, incident, [one], nightMs + (i * 60 + j) * 1_000);
  await inTransaction(database, async (trx) => {
    await redactBody(trx, 'INC-2', 5);
    await appendEvents(trx, 'INC-2', [event('note.redacted', { target: 5 })], nightMs + 900_000);
  });
  return database;
}

async function headsOf(database: Database) {
  return Promise.all(
    ['INC-1', 'INC-2', null].map(async (incident) => {
      const { seq = 0, hash = '' } = (await head(database.db, incident)) ?? {};
      return { incident, seq, hash };
    }),
  );
}

test('an untouched store holds, and its heads are the ones to witness', async () => {
  const database = await filledStore();
  const { problems, heads, events } = await verifyStore(database.db, { witnessed: await headsOf(database) });
  expect(problems).toEqual([]);
  expect(events).toBe(34);
  expect(heads).toEqual(expect.arrayContaining(await headsOf(database)));
});

test('a head of another chain than the one that is verified is not passed over', async () => {
  const database = await filledStore();
  const witnessed = [{ incident: 'INC-2', seq: 1, hash: 'a'.repeat(64) }];
  const { problems } = await verifyStore(database.db, { incident: 'INC-1', witnessed });
  expect(problems.join('\n')).toMatch(/^INC-2 event 1: was witnessed and not compared/m);
});

test('an older head is still a valid witness after more was appended', async () => {
  const database = await filledStore();
  const witnessed = await headsOf(database);
  await append(database, 'INC-1', [note('later')]);
  expect((await verifyStore(database.db, { witnessed })).problems).toEqual([]);
});

/** A second connection on which the triggers are gone, as somebody with the file in hand would make them. */
function burglar(database: Database): { sqlite: SQLite.Database; db: Kysely<Schema> } {
  const sqlite = new SQLite(database.path);
  onTestFinished(() => void sqlite.close());
  for (const name of sqlite.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all())
    sqlite.exec(`drop trigger ${String(name)}`);
  return { sqlite, db: new Kysely<Schema>({ dialect: new ImmediateSqliteDialect(sqlite, 0) }) };
}

/** mulberry32: the same thousand tamperings in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Tampering = { what: string; at: { chain: string; seq: number } | null; statement: string; values: unknown[] };

const textColumns = [
  'occurred_at',
  'recorded_at',
  'actor_id',
  'origin',
  'type',
  'body',
  'body_sha256',
  'prev_hash',
  'hash',
];

function tampering(sqlite: SQLite.Database, roll: (below: number) => number): Tampering {
  const rows = sqlite.prepare<[], Schema['event']>('select * from event').all();
  const row = rows[roll(rows.length)] as Schema['event'];
  const at = { chain: row.chain, seq: row.seq };
  const where = 'where chain = ? and seq = ?';
  switch (roll(8)) {
    case 0:
    case 1:
    case 2: {
      const column = textColumns[roll(textColumns.length)] as keyof Schema['event'];
      const text = String(row[column] ?? '{}');
      const place = roll(text.length);
      const other = String.fromCharCode(33 + ((text.charCodeAt(place) - 33 + 1 + roll(92)) % 93));
      const values = [text.slice(0, place) + other + text.slice(place + 1), row.chain, row.seq];
      return { what: `one character of ${column}`, at, statement: `update event set ${column} = ? ${where}`, values };
    }
    case 3:
      return {
        what: 'another version',
        at,
        statement: `update event set version = version + 1 ${where}`,
        values: [row.chain, row.seq],
      };
    case 4:
      return row.body === null
        ? {
            what: 'a body put back',
            at,
            statement: `update event set body = '{"text":"x"}' ${where}`,
            values: [row.chain, row.seq],
          }
        : { what: 'a body gone', at, statement: `update event set body = null ${where}`, values: [row.chain, row.seq] };
    case 5:
      return { what: 'an entry gone', at: null, statement: `delete from event ${where}`, values: [row.chain, row.seq] };
    case 6:
      return {
        what: 'a tail cut off',
        at: null,
        statement: 'delete from event where chain = ? and seq >= ?',
        values: [row.chain, row.seq],
      };
    default: {
      const sha256 = sha256Hex(rawTexts[roll(rawTexts.length)] ?? '');
      return roll(2) === 0
        ? {
            what: 'a raw text changed',
            at: null,
            statement: "update artifact set text = text || ' ' where sha256 = ?",
            values: [sha256],
          }
        : { what: 'a raw text gone', at: null, statement: 'delete from artifact where sha256 = ?', values: [sha256] };
    }
  }
}

test('each of 1,000 random changes to the file is found, and the entry is named', async () => {
  const database = await filledStore();
  const witnessed = await headsOf(database);
  const { sqlite, db } = burglar(database);
  const roll = dice(20_261_123);
  const kinds = new Set<string>();
  for (let i = 0; i < 1_000; i += 1) {
    const { what, at, statement, values } = tampering(sqlite, roll);
    kinds.add(what);
    sqlite.exec('begin');
    const { changes } = sqlite.prepare(statement).run(values);
    const { problems } = await verifyStore(db, { witnessed });
    sqlite.exec('rollback');
    expect(changes, `change ${i}: ${what}`).toBeGreaterThan(0);
    expect(problems, `change ${i}: ${what}`).not.toEqual([]);
    if (at)
      expect(problems.join('\n'), `change ${i}: ${what}`).toContain(
        `${at.chain || 'the chain outside incidents'} event ${at.seq}: `,
      );
  }
  expect([...kinds].sort()).toEqual(
    [
      ...textColumns.map((column) => `one character of ${column}`),
      'another version',
      'a body gone',
      'a body put back',
      'an entry gone',
      'a tail cut off',
      'a raw text changed',
      'a raw text gone',
    ].sort(),
  );
  expect((await verifyStore(db, { witnessed })).problems).toEqual([]);
}, 60_000);

describe('what only a witnessed head can show', () => {
  test('a tail that was cut off', async () => {
    const database = await filledStore();
    const witnessed = await headsOf(database);
    const { sqlite, db } = burglar(database);
    sqlite.exec("delete from event where chain = 'INC-1' and seq > 9");
    expect((await verifyStore(db)).problems).toEqual([]);
    expect((await verifyStore(db, { witnessed })).problems).toEqual([
      'INC-1 event 11: was witnessed and is gone; the chain ends at event 9',
    ]);
  });

  test('a chain that was rebuilt from a changed entry on', async () => {
    const database = await filledStore();
    const witnessed = await headsOf(database);
    const { sqlite, db } = burglar(database);
    let prevHash = '0'.repeat(64);
    for (const entry of await readEvents(db, 'INC-1')) {
      const body = entry.seq === 4 ? { text: 'all was well at port 0' } : entry.body;
      const bodySha256 = sha256Hex(canonicalJson(body));
      const hash = eventHash(prevHash, { ...entry, bodySha256 });
      sqlite
        .prepare(
          "update event set body = ?, body_sha256 = ?, prev_hash = ?, hash = ? where chain = 'INC-1' and seq = ?",
        )
        .run(canonicalJson(body), bodySha256, prevHash, hash, entry.seq);
      prevHash = hash;
    }
    expect((await verifyStore(db)).problems).toEqual([]);
    expect((await verifyStore(db, { witnessed })).problems).toEqual([
      'INC-1 event 11: its hash is not the one that was witnessed; the chain was rebuilt',
    ]);
  });

  test('a chain that is gone altogether', async () => {
    const database = await filledStore();
    const witnessed = await headsOf(database);
    const { sqlite, db } = burglar(database);
    sqlite.exec("delete from event where chain = 'INC-2'");
    expect((await verifyStore(db, { witnessed })).problems).toEqual([
      'INC-2: was witnessed at event 12 but has no events',
    ]);
  });
});

describe('a backup copy, made while the store is open', () => {
  async function backup(database: Database): Promise<{ sqlite: SQLite.Database; db: Kysely<Schema> }> {
    const path = `${database.path}.copy`;
    const source = new SQLite(database.path, { readonly: true });
    await source.backup(path);
    source.close();
    return burglar({ ...database, path });
  }

  test('holds, against the heads of the store', async () => {
    const database = await filledStore();
    const { db } = await backup(database);
    await append(database, 'INC-1', [note('after the backup')]);
    const witnessed = (await headsOf(database)).filter(({ incident }) => incident !== 'INC-1');
    expect(await verifyStore(db, { witnessed })).toMatchObject({ problems: [], events: 34 });
  });

  test.for([
    [
      'a changed byte',
      "update event set body = replace(body, 'port 3', 'port 4') where chain = 'INC-1' and seq = 7",
      'INC-1 event 7: its body was changed',
    ],
    [
      'a removed row',
      "delete from event where chain = 'INC-1' and seq = 7",
      'INC-1 event 8: expected entry 7: an entry is missing or out of order',
    ],
    [
      'a cut tail',
      "delete from event where chain = 'INC-1' and seq > 7",
      'INC-1 event 11: was witnessed and is gone; the chain ends at event 7',
    ],
    [
      'a changed raw text',
      "update artifact set text = text || '!' where text like 'eth1%'",
      /^raw output [0-9a-f]{12}: its text was changed$/,
    ],
  ] as const)('shows %s', async ([, statement, problem]) => {
    const database = await filledStore();
    const witnessed = await headsOf(database);
    const { sqlite, db } = await backup(database);
    sqlite.exec(statement);
    const { problems } = await verifyStore(db, { witnessed });
    expect(problems).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)]);
    expect((await verifyStore(database.db, { witnessed })).problems).toEqual([]);
  });
});

test('the same body in another spelling is a changed body', async () => {
  const database = await filledStore();
  const { sqlite, db } = burglar(database);
  sqlite.exec(`update event set body = replace(body, '{"text":', '{ "text":') where chain = 'INC-1' and seq = 6`);
  expect((await verifyStore(db)).problems).toEqual(['INC-1 event 6: its body was changed']);
});

test('one incident can be checked alone', async () => {
  const database = await filledStore();
  const { sqlite, db } = burglar(database);
  sqlite.exec("update event set actor_id = 'bo' where chain = 'INC-2' and seq = 3");
  expect((await verifyStore(db, { incident: 'INC-1' })).problems).toEqual([]);
  expect((await verifyStore(db, { incident: 'INC-2' })).problems).toEqual([
    'INC-2 event 3: its time, actor, origin or type was changed',
  ]);
});
