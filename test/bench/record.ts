import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import { canonicalJson } from '../../src/domain/chain.ts';
import type { NewEvent } from '../../src/domain/timeline.ts';
import { isoTime } from '../../src/lib/clock.ts';
import type { Deps } from '../../src/ops/deps.ts';
import { type ExportFormat, exportFormats, exportPieces } from '../../src/ops/export-pieces.ts';
import { timelinePage } from '../../src/ops/timeline-page.ts';
import { type Database, inTransaction, openDatabase } from '../../src/store/database.ts';
import { appendEvents } from '../../src/store/timeline.ts';
import { verifyStore } from '../../src/store/verify.ts';
import { entry, fill, incident, startMs } from './long-record.ts';
import { median, ratioText } from './statistics.ts';

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
      'Bare: for appending, the same rows written by better-sqlite3 into a copy of the same store in one transaction with one flush, medians of twenty pairs in changing order; for the rest, better-sqlite3 reading every row of the incident (its entries in seq order, then its raw outputs), a thousand at a time. Heap: what a collection leaves, after every twentieth piece. Limit: two SHA-256 per entry.',
      '',
    ].join('\n');
  } finally {
    await database.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * Ours and the bare rows, each in a store of its own that holds the same long record, both with one flush per
 * transaction. Who goes first changes each time, each begins in a fresh turn of the event loop, and both logs are folded
 * in at the same moments, outside of what is measured. A round is the median of twenty pairs; the first one warms up.
 */
async function appending(database: Database, dir: string, rounds: number): Promise<{ ours: number[]; bare: number[] }> {
  const path = join(dir, 'bare.db');
  database.foldLog();
  copyFileSync(database.path, path);
  const plain = new SQLite(path);
  plain.pragma('journal_mode = WAL');
  plain.pragma('synchronous = FULL');
  plain.pragma('wal_autocheckpoint = 0');
  await sql`pragma wal_autocheckpoint = 0`.execute(database.db);
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
  const found: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  try {
    let nowMs = startMs;
    for (let round = 0; round <= rounds * 3; round += 1) {
      const times: typeof found = { ours: [], bare: [] };
      for (let pair = 0; pair < pairsPerRound; pair += 1) {
        nowMs += 1_000;
        const ours = () => inTransaction(database, (trx) => appendEvents(trx, 'INC-2', now, nowMs));
        const bare = () => writeBare(isoTime(nowMs));
        for (const work of pair % 2 === 0 ? [bare, ours] : [ours, bare]) {
          await nextTurn();
          times[work === ours ? 'ours' : 'bare'].push(await timeMs(work));
        }
      }
      database.foldLog();
      plain.pragma('wal_checkpoint(TRUNCATE)');
      if (round === 0) continue;
      found.ours.push(median(times.ours));
      found.bare.push(median(times.bare));
    }
    return found;
  } finally {
    await sql`pragma wal_autocheckpoint = 1000`.execute(database.db);
    plain.close();
  }
}

const pairsPerRound = 20;

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
