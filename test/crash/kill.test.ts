import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { verifyStore } from '../../src/store/verify.ts';

/** How often in all; `.ci/run` asks for fewer. */
const kills = Number(process.env['RINGDOWN_KILLS'] ?? 500);
const perStore = 20;
const writer = join(import.meta.dirname, 'writer.ts');

/** When the writer dies: so long after its open store and so many entries have been heard of. */
interface Moment {
  entries: number;
  afterMs: number;
}

/** Starts the writer, kills it at that moment, and gives what it had acknowledged by then. */
async function killedAt(path: string, run: string, moment: Moment): Promise<Map<number, string>> {
  const child = spawn(process.execPath, [writer, path, run], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  let isDoomed = false;
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (isDoomed || text.split('\n').length < moment.entries + 2) continue;
    isDoomed = true;
    void sleep(moment.afterMs).then(() => child.kill('SIGKILL'));
  }
  if (child.signalCode === null && child.exitCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  // The last line may have been cut; every line before it was written whole.
  const lines = text.slice(0, text.lastIndexOf('\n')).split('\n').slice(1);
  return new Map(lines.map((line) => [Number(line.split(' ')[0]), line.split(' ')[1] ?? '']));
}

describe.concurrent('killed with SIGKILL while it appends as fast as it can', () => {
  test.for(Array.from({ length: Math.ceil(kills / perStore) }, (_, at) => at + 1))(
    `${perStore} times at random moments: every acknowledged entry is in the store, nothing by halves, the chain verifies (store %i)`,
    { timeout: 240_000 },
    async (store, { onTestFinished }) => {
      const folder = mkdtempSync(join(tmpdir(), 'ringdown-kill-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const path = join(folder, 'ringdown.db');
      let all = 0;
      for (let run = 1; run <= perStore; run += 1) {
        const moment = { entries: Math.floor(Math.random() * 40), afterMs: Math.random() * 8 };
        const acknowledged = await killedAt(path, `${store}-${run}`, moment);
        const database = await openDatabase(path);
        const kept = new Map(
          (await readEvents(database.db, 'INC-1', { afterSeq: all })).map(({ seq, hash }) => [seq, hash]),
        );
        for (const [seq, hash] of acknowledged)
          expect(kept.get(seq), `${JSON.stringify(moment)}: entry ${seq}`).toBe(hash);
        all += kept.size;
        const { problems, events } = await verifyStore(database.db);
        expect(problems, JSON.stringify(moment)).toEqual([]);
        expect(events).toBe(all);
        const rows = await database.db.selectFrom('inbox').select('payload').execute();
        const promised = rows.reduce(
          (sum, { payload }) => sum + (JSON.parse(payload) as { entries: number }).entries,
          0,
        );
        expect(promised, 'entries and inbox rows of one transaction').toBe(all);
        await database.close();
      }
      expect(all, 'the writer wrote').toBeGreaterThan(perStore);
    },
  );
});
