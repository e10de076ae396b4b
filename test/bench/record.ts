import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { canonicalJson, sha256Hex } from '../../src/domain/chain.ts';
import type { NewEvent } from '../../src/domain/timeline.ts';
import { isoTime } from '../../src/lib/clock.ts';
import type { Deps } from '../../src/ops/deps.ts';
import { exportFormats, exportIncident } from '../../src/ops/export-incident.ts';
import { timelinePage } from '../../src/ops/timeline-page.ts';
import { putArtifact } from '../../src/store/artifacts.ts';
import { type Database, inTransaction, openDatabase } from '../../src/store/database.ts';
import { appendEvents, streamStored } from '../../src/store/timeline.ts';
import { verifyStore } from '../../src/store/verify.ts';
import { median, ratioText } from './statistics.ts';

const incident = 'INC-1';
const startMs = Date.parse('2026-11-23T03:00:00.000Z');
const perTransaction = 100;

/** The record of one long incident: appending to it, walking its chain, its first page and its four exports. */
export async function benchRecord(rounds: number, eventCount: number): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'ringdown-bench-'));
  const database = await openDatabase(join(dir, 'ringdown.db'));
  try {
    await fill(database, eventCount);
    const append = await appending(database, dir, rounds);
    const scan = await timesMs(rounds, () => scanOf(database));
    const verify = await timesMs(rounds, () => verifyStore(database.db));
    const page = await timesMs(rounds, () =>
      timelinePage({ database } as Deps, incident, { type: null, by: null, page: 1 }),
    );
    const rows = [
      ['append, one transaction of 100', append.ours, append.bare],
      ['`ringdown verify`', verify, scan],
      ['first page of `/inc timeline`', page, scan],
    ] as [string, number[], number[]][];
    for (const format of exportFormats) {
      const made = await timesMs(rounds, () =>
        exportIncident(database.db, incident, format, { zone: 'Europe/Berlin' }),
      );
      rows.push([`export, ${format}`, made, scan]);
    }
    return [
      `## The record of an incident of ${eventCount.toLocaleString('en')} entries`,
      '',
      '| | ringdown | bare | ratio |',
      '|---|---|---|---|',
      ...rows.map(
        ([what, ours, bare]) =>
          `| ${what} | ${median(ours).toFixed(1)} ms | ${median(bare).toFixed(1)} ms | ${ratioText(ours, bare)} |`,
      ),
      '',
      'Bare: for appending, the same rows written by better-sqlite3 in one transaction of the same store settings (one flush); for the rest, reading every row of the incident and its body. Limit: two SHA-256 per entry.',
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
  const plain = new SQLite(join(dir, 'bare.db'));
  plain.pragma('journal_mode = WAL');
  plain.pragma('synchronous = FULL');
  plain.exec(
    'create table event (chain text, seq integer, occurred_at text, recorded_at text, actor_kind text, actor_id text, origin text, type text, version integer, body text, body_sha256 text, prev_hash text, hash text, primary key (chain, seq)); create index event_type on event (chain, type); create index event_occurred on event (chain, occurred_at, seq);',
  );
  const insert = plain.prepare('insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const hash = 'a'.repeat(64);
  const iso = isoTime(startMs);
  let seq = 0;
  const events = Array.from({ length: perTransaction }, (_, at) => entry(at * 10 + 1, ''));
  const bodies = events.map(({ body }) => canonicalJson(body));
  const writeBare = plain.transaction(() => {
    for (const body of bodies) {
      seq += 1;
      insert.run(incident, seq, iso, iso, 'person', 'U01', 'slash', 'note.added', 1, body, hash, hash, hash);
    }
  });
  const ours: number[] = [];
  const bare: number[] = [];
  try {
    for (let round = 0; round < rounds + 1; round += 1) {
      for (let turn = 0; turn < 10; turn += 1) {
        bare.push(...(await timesMs(1, () => writeBare())));
        ours.push(
          ...(await timesMs(1, () => inTransaction(database, (trx) => appendEvents(trx, 'INC-2', events, startMs)))),
        );
      }
    }
  } finally {
    plain.close();
  }
  return { ours: ours.slice(10), bare: bare.slice(10) };
}

async function scanOf(database: Database): Promise<number> {
  let bytes = 0;
  for await (const { bodyText } of streamStored(database.db, incident)) bytes += bodyText?.length ?? 0;
  return bytes;
}

async function timesMs(rounds: number, work: () => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return times;
}
