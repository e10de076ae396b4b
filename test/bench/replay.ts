import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportPieces } from '../../src/ops/export-pieces.ts';
import { replayableRecord } from '../../src/ops/replayable-record.ts';
import { runReplay } from '../../src/sandbox/replay/run-replay.ts';
import { openDatabase } from '../../src/store/database.ts';
import { fill, incident } from './long-record.ts';

/** What an entry costs when a record is played at full speed, for records of growing length; the first warms up. */
export async function benchReplay(counts: readonly number[]): Promise<string> {
  await played(counts[0] ?? 0);
  const rows: string[] = [];
  let first: number | null = null;
  for (const count of counts) {
    const { cpuMs, wallMs } = await played(count);
    first ??= cpuMs / count;
    const times = (cpuMs / count / first).toFixed(2);
    rows.push(
      `| ${count.toLocaleString('en')} | ${(cpuMs / count).toFixed(2)} ms | ${times} | ${(wallMs / 1000).toFixed(1)} s |`,
    );
  }
  return [
    '## `ringdown replay --speed max`',
    '',
    '| entries | CPU per entry | times that of the first row | all of it |',
    '|---|---|---|---|',
    ...rows,
    '',
    'Every effect of an entry is a call of the Web API to the local workspace, through the same client as the bot uses. Limit: one HTTP round trip on loopback.',
    '',
  ].join('\n');
}

async function played(count: number): Promise<{ cpuMs: number; wallMs: number }> {
  const record = replayableRecord(await exportedText(count));
  const fromCpu = process.cpuUsage();
  const from = performance.now();
  const replay = await runReplay(record, { port: 0, speed: Number.POSITIVE_INFINITY, untilSeq: record.head.seq });
  try {
    await replay.played;
    const { user, system } = process.cpuUsage(fromCpu);
    return { cpuMs: (user + system) / 1000, wallMs: performance.now() - from };
  } finally {
    await replay.stop();
  }
}

async function exportedText(count: number): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'ringdown-bench-'));
  const database = await openDatabase(join(dir, 'ringdown.db'));
  try {
    await fill(database, count);
    const templates = { markdown: null, html: null };
    const { pieces } = await exportPieces(database.db, incident, 'json', { zone: 'UTC', templates });
    let text = '';
    for await (const piece of pieces) text += piece;
    return text;
  } finally {
    await database.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
