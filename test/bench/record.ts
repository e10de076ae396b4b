import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import SQLite from 'better-sqlite3';
import { canonicalJson, sha256Hex } from '../../src/domain/chain.ts';
import type { NewEvent } from '../../src/domain/timeline.ts';
import { isoTime } from '../../src/lib/clock.ts';
import type { Deps } from '../../src/ops/deps.ts';
import { type ExportFormat, exportFormats, exportPieces } from '../../src/ops/export-pieces.ts';
import { timelinePage } from '../../src/ops/timeline-page.ts';
import { putArtifact } from '../../src/store/artifacts.ts';
import { type Database, inTransaction, openDatabase } from '../../src/store/database.ts';
import { appendEvents } from '../../src/store/timeline.ts';
import { verifyStore } from '../../src/store/verify.ts';
import { median, ratioText } from './statistics.ts';

const incident = 'INC-1';
const startMs = Date.parse('2026-11-23T03:00:00.000Z');
const perTransaction = 100;
const shortCount = 1_000;

type Row = [what: string, ours: number[], bare: number[], bar: string];

/** The record of one long incident: appending to it, walking its chain, its first page and its four exports. */
export async function benchRecord(rounds: number, eventCount: number): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'ringdown-bench-'));
  const database = await openDatabase(join(dir, 'ringdown.db'));
  try {
    await fill(database, eventCount);
    const small = await openDatabase(join(dir, 'small.db'));
    await fill(small, shortCount);
    const append = await appending(database, dir, rounds);
    const rows: Row[] = [['append, one transaction of 100', append.ours, append.bare, '1.5']];
    const scan = scanOf(database);
    const others: [what: string, work: () => unknown, bar: string][] = [
      ['`ringdown verify`', () => verifyStore(database.db), 'below 2 s'],
      ['first page of `/inc timeline`', () => firstPage(database), 'below 50 ms'],
      ...exportFormats.map(
        (format) =>
          [`export, ${format}`, () => written(database, format), format === 'json' ? '1.5' : '4'] as [
            string,
            () => unknown,
            string,
          ],
      ),
    ];
    for (const [what, work, bar] of others) {
      const { ours, bare } = await inTurn(rounds, work, scan);
      rows.push([what, ours, bare, bar]);
    }
    const grown: string[] = [];
    for (const format of exportFormats) {
      const perEntry = (await inTurn(rounds, () => written(small, format), scan)).ours.map((ms) => ms / shortCount);
      const longPerEntry = (rows.find(([what]) => what.endsWith(format))?.[1] ?? []).map((ms) => ms / eventCount);
      const { heapMb } = await written(database, format, true);
      grown.push(`| ${format} | ${ratioText(longPerEntry, perEntry)} | ${heapMb.toFixed(0)} MB |`);
    }
    await small.close();
    return [
      `## The record of an incident of ${eventCount.toLocaleString('en')} entries`,
      '',
      '| | ringdown | bare | ratio | bar |',
      '|---|---|---|---|---|',
      ...rows.map(
        ([what, ours, bare, bar]) =>
          `| ${what} | ${median(ours).toFixed(1)} ms | ${median(bare).toFixed(1)} ms | ${ratioText(ours, bare)} | ${bar} |`,
      ),
      '',
      `| export | cost per entry against ${shortCount.toLocaleString('en')} entries (bar 1.15) | most heap above the start (bar 40 MB) |`,
      '|---|---|---|',
      ...grown,
      '',
      'Bare: for appending, the same rows written by better-sqlite3 into the same tables in one transaction with one flush; for the rest, better-sqlite3 reading every row of the incident (its entries in seq order, then its raw outputs), a thousand at a time. Heap: what a collection leaves, after every twentieth piece. Limit: two SHA-256 per entry.',
      '',
    ].join('\n');
  } finally {
    await database.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** One in ten entries is an answer with a raw text of its own, the others are notes. */
async function fill(database: Database, eventCount: number): Promise<void> {
  for (let from = 0; from < eventCount; from += 1_000) {
    await inTransaction(database, async (trx) => {
      const events: NewEvent[] = [];
      for (let at = from; at < Math.min(eventCount, from + 1_000); at += 1) {
        const raw = `leaf${at % 40}# show ip bgp summary\nNeighbor 198.51.100.${at % 250} ${at}\n`;
        if (at % 10 === 5) await putArtifact(trx, { sha256: sha256Hex(raw), text: raw, createdAt: isoTime(startMs) });
        events.push(entry(at, raw));
      }
      await appendEvents(trx, incident, events, startMs + from * 1_000);
    });
  }
}

function entry(at: number, raw: string): NewEvent {
  const actor = { kind: 'person', id: `U0${at % 30}` } as const;
  const occurredAt = isoTime(startMs + at * 1_000);
  if (at === 0)
    return {
      type: 'incident.declared',
      body: { title: 'leaf1 lost its uplink', severity: 'sev2', commander: 'U01' },
      actor,
      origin: 'slash',
      occurredAt,
    } as unknown as NewEvent;
  if (at % 10 !== 5)
    return {
      type: 'note.added',
      body: { text: `Entry ${at}: nothing new from the site.` },
      actor,
      origin: 'slash',
      occurredAt,
    };
  return {
    type: 'diagnostic.answered',
    body: {
      run: `run-${at}`,
      device: `leaf${at % 40}`,
      diagnostic: 'bgp-summary',
      arguments: '',
      playbook: null,
      outcome: 'ok',
      verdict: 'All 4 peers established.',
      records: [{ peer: '198.51.100.1', state: 'established', prefixesReceived: at }],
      unparsed: [],
      error: null,
      durationMs: 12,
      truncated: false,
      commands: [{ command: 'show ip bgp summary | json', rawSha256: sha256Hex(raw), durationMs: 12 }],
    },
    actor,
    origin: 'slash',
    occurredAt,
  } as unknown as NewEvent;
}

/** Ours and the bare rows in turn, both with one flush per transaction. */
async function appending(database: Database, dir: string, rounds: number): Promise<{ ours: number[]; bare: number[] }> {
  const path = join(dir, 'bare.db');
  await (await openDatabase(path)).close();
  const plain = new SQLite(path);
  plain.pragma('journal_mode = WAL');
  plain.pragma('synchronous = FULL');
  const insert = plain.prepare('insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const hash = 'a'.repeat(64);
  let seq = 0;
  const events = Array.from({ length: perTransaction }, (_, at) => entry(at * 10 + 1, ''));
  const bodies = events.map(({ body }) => canonicalJson(body));
  const writeBare = plain.transaction((iso: string) => {
    for (const [at, { actor, origin, type }] of events.entries()) {
      seq += 1;
      insert.run('INC-2', seq, iso, iso, actor.kind, actor.id, origin, type, 1, bodies[at], hash, hash, hash);
    }
  });
  const now = events.map((event) => ({ ...event, occurredAt: null }) as NewEvent);
  try {
    let nowMs = startMs;
    const { ours, bare } = await inTurn(
      (rounds + 1) * 10,
      () => inTransaction(database, (trx) => appendEvents(trx, 'INC-2', now, nowMs)),
      () => {
        nowMs += 1_000;
        writeBare(isoTime(nowMs));
      },
    );
    return { ours: ours.slice(10), bare: bare.slice(10) };
  } finally {
    plain.close();
  }
}

/** Reads every row of the incident, its raw outputs among them, as better-sqlite3 gives it. */
function scanOf(database: Database): () => number {
  const plain = new SQLite(database.path, { readonly: true });
  const page = plain.prepare<[number], { seq: number; body: string }>(
    `select * from event where chain = '${incident}' and seq > ? order by seq limit 1000`,
  );
  const rawPage = plain.prepare<[string], { sha256: string; text: string }>(
    'select * from artifact where sha256 > ? order by sha256 limit 1000',
  );
  return () => {
    let bytes = 0;
    for (let after = 0; after !== -1; ) {
      const rows = page.all(after);
      for (const { body } of rows) bytes += body.length;
      after = rows.at(-1)?.seq ?? -1;
    }
    for (let after: string | null = ''; after !== null; ) {
      const rows: { sha256: string; text: string }[] = rawPage.all(after);
      for (const { text } of rows) bytes += text.length;
      after = rows.at(-1)?.sha256 ?? null;
    }
    return bytes;
  };
}

function firstPage(database: Database): Promise<unknown> {
  return timelinePage({ database } as Deps, incident, { type: null, by: null, before: null, page: 1 });
}

/** Bytes in use once what nobody needs any more is gone. */
function heapKept(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

/** Writes an export to nowhere, piece by piece. */
async function written(
  database: Database,
  format: ExportFormat,
  watchHeap = false,
): Promise<{ characters: number; heapMb: number }> {
  const before = watchHeap ? heapKept() : 0;
  const { pieces } = await exportPieces(database.db, incident, format, {
    zone: 'Europe/Berlin',
    templates: { markdown: null, html: null },
  });
  let characters = 0;
  let most = before;
  let count = 0;
  for await (const piece of pieces) {
    characters += piece.length;
    count += 1;
    if (watchHeap && count % 20 === 0) most = Math.max(most, heapKept());
  }
  return { characters, heapMb: (most - before) / 2 ** 20 };
}

async function inTurn(
  rounds: number,
  work: () => unknown,
  bareWork: () => unknown,
): Promise<{ ours: number[]; bare: number[] }> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await timeMs(bareWork));
    ours.push(await timeMs(work));
  }
  return { ours, bare };
}

async function timeMs(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
