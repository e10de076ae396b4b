import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeDemoFiles } from '../../src/sandbox/demo/files.ts';
import { inTransaction, openDatabase } from '../../src/store/database.ts';
import { insertIncident } from '../../src/store/incidents.ts';
import { fill } from './long-record.ts';
import { newKey } from './new-key.ts';
import { inWorkspace } from './slack-bench.ts';
import { median, ratioText } from './statistics.ts';

const main = join(import.meta.dirname, '../../src/start.js');

/** `serve` as a process of its own, from its start to its first line, on a store with one long open incident and on an empty one. */
export async function benchRestart(rounds: number, eventCount: number): Promise<string> {
  const long: number[] = [];
  const empty: number[] = [];
  await inWorkspace(async (apiUrl) => {
    await withConfig(apiUrl, async (longConfig, longStore) => {
      await fillStore(longStore, eventCount);
      await withConfig(apiUrl, async (emptyConfig) => {
        // The first start of each compiles and migrates.
        await readyMs(emptyConfig);
        await readyMs(longConfig);
        for (let round = 0; round < rounds; round += 1) {
          empty.push(await readyMs(emptyConfig));
          long.push(await readyMs(longConfig));
        }
      });
    });
  });
  return [
    `## Restart with ${eventCount.toLocaleString('en')} entries on record`,
    '',
    '| | with them | empty store | ratio | bar |',
    '|---|---|---|---|---|',
    `| from the start of the process to ready | ${median(long).toFixed(0)} ms | ${median(empty).toFixed(0)} ms | ${ratioText(long, empty)} | below 3 s |`,
    '',
    'Both: `ringdown serve` in a process of its own, connected to the local workspace over two sockets. The chain is walked after the bot is ready, in pieces.',
    '',
  ].join('\n');
}

async function withConfig(apiUrl: string, work: (config: string, store: string) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'ringdown-bench-'));
  const { config } = writeDemoFiles(dir, {
    secrets: {
      botToken: 'xoxb-bench',
      appToken: 'xapp-bench',
      alertSecret: 'bench',
      readKey: newKey().privateKey,
      writeKey: newKey().privateKey,
    },
    apiUrl,
    announce: 'C0NETOPS',
    inventory: 'devices: {}\n',
    osUser: 'bench',
    updateEvery: '1h',
  });
  try {
    await work(config, join(dir, 'ringdown.db'));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function fillStore(path: string, eventCount: number): Promise<void> {
  const database = await openDatabase(path);
  try {
    await fill(database, eventCount);
    await inTransaction(database, (trx) =>
      insertIncident(trx, {
        id: 'INC-1',
        number: 1,
        title: 'leaf1 lost its uplink',
        severity: 'sev2',
        status: 'investigating',
        commander: null,
        declaredAt: '2026-11-23T03:00:00.000Z',
      }),
    );
  } finally {
    await database.close();
  }
}

async function readyMs(config: string): Promise<number> {
  const startMs = performance.now();
  const serve = spawn(process.execPath, [main, 'serve', '--config', config], { stdio: ['ignore', 'pipe', 'ignore'] });
  const gone = once(serve, 'exit');
  const ready = once(createInterface({ input: serve.stdout }), 'line');
  const first = await Promise.race([ready, gone]);
  const tookMs = performance.now() - startMs;
  if (serve.exitCode !== null) throw new Error(`serve ended with ${serve.exitCode}: ${String(first)}`);
  serve.kill('SIGTERM');
  const [code] = (await gone) as [number | null];
  if (code !== 0) throw new Error(`serve stopped with ${code}`);
  return tookMs;
}
