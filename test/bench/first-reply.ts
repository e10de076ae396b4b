import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import ssh2 from 'ssh2';
import { writeDemoFiles } from '../../src/sandbox/demo/files.ts';
import { startStoryBot } from '../support/story-world.ts';
import { median, quantile, ratioText } from './statistics.ts';

const perRound = 40;
const line = '/inc list';

/** A slash command until its first visible reply: ours (inbox row on disk, rights, the store) beside a bare Bolt app. */
export async function benchFirstReply(rounds: number): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'ringdown-bench-'));
  const ours: number[][] = [];
  const bare: number[][] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await inWorkspace((apiUrl, measure) => bareApp(apiUrl, measure)));
      ours.push(await inWorkspace((apiUrl, measure) => ourBot(mkdtempSync(join(dir, 'bot-')), apiUrl, measure)));
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
  const p50 = (runs: number[][]) => runs.map(median);
  const p95 = (runs: number[][]) => runs.map((run) => quantile(run, 0.95));
  return [
    `## Slash command to first visible reply (${line}, ${perRound} in a row)`,
    '',
    '| | ringdown | bare Bolt | ratio |',
    '|---|---|---|---|',
    `| p50 | ${median(p50(ours)).toFixed(1)} ms | ${median(p50(bare)).toFixed(1)} ms | ${ratioText(p50(ours), p50(bare))} |`,
    `| p95 | ${median(p95(ours)).toFixed(1)} ms | ${median(p95(bare)).toFixed(1)} ms | ${ratioText(p95(ours), p95(bare))} |`,
    '',
    'Ours writes two durable rows (one flush each, about 0.2 ms on this disk) and asks for the profile of the writer once in 5 min. Limit: one WebSocket and one HTTP round trip on loopback.',
    '',
  ].join('\n');
}

type Measure = () => Promise<number[]>;

async function inWorkspace(run: (apiUrl: string, measure: Measure) => Promise<number[]>): Promise<number[]> {
  const child = fork(join(import.meta.dirname, 'workspace-process.ts'));
  try {
    const [{ apiUrl }] = (await once(child, 'message')) as [{ apiUrl: string }];
    return await run(apiUrl, () => measureIn(child));
  } finally {
    child.disconnect();
    await once(child, 'exit');
  }
}

async function measureIn(child: ChildProcess): Promise<number[]> {
  await ask(child, 5);
  return ask(child, perRound);
}

async function ask(child: ChildProcess, times: number): Promise<number[]> {
  child.send({ line, times });
  const [{ tookMs }] = (await once(child, 'message')) as [{ tookMs: number[] }];
  return tookMs;
}

async function bareApp(apiUrl: string, measure: Measure): Promise<number[]> {
  const receiver = new SocketModeReceiver({
    appToken: 'xapp-bench',
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
  });
  const app = new App({
    token: 'xoxb-bench',
    receiver,
    deferInitialization: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: apiUrl },
  });
  app.command('/inc', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'No open incident.' });
  });
  await app.init();
  await app.start();
  try {
    return await measure();
  } finally {
    await app.stop();
  }
}

async function ourBot(dir: string, apiUrl: string, measure: Measure): Promise<number[]> {
  const key = () => ssh2.utils.generateKeyPairSync('ed25519').private;
  const files = writeDemoFiles(dir, {
    secrets: { botToken: 'xoxb-bench', appToken: 'xapp-bench', alertSecret: 'bench', readKey: key(), writeKey: key() },
    apiUrl,
    announce: 'C0NETOPS',
    inventory: 'devices: {}\n',
    osUser: 'bench',
    updateEvery: '1h',
  });
  const bot = await startStoryBot({ files });
  try {
    return await measure();
  } finally {
    await bot.stop();
  }
}
