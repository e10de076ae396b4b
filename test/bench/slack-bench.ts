import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { writeDemoFiles } from '../../src/sandbox/demo/files.ts';
import { fastTypists, startStoryBot } from '../support/story-world.ts';
import { newKey } from './new-key.ts';
import type { WorkspaceAnswer, WorkspaceJob } from './workspace-process.ts';

export type Ask = (job: WorkspaceJob) => Promise<WorkspaceAnswer>;

/** Runs `work` beside a local Slack workspace in a process of its own. */
export async function inWorkspace<T>(work: (apiUrl: string, ask: Ask) => Promise<T>): Promise<T> {
  const child = fork(join(import.meta.dirname, 'workspace-process.ts'));
  const gone = once(child, 'exit');
  try {
    const [{ apiUrl }] = (await once(child, 'message')) as [{ apiUrl: string }];
    return await work(apiUrl, async (job) => {
      child.send(job);
      const answer = await Promise.race([once(child, 'message'), gone]);
      if (child.exitCode !== null) throw new Error('the workspace of the bench broke');
      return answer[0] as WorkspaceAnswer;
    });
  } finally {
    if (child.connected) child.disconnect();
    await gone;
  }
}

/** A Bolt app on its own receiver that acknowledges and answers, and nothing more. */
export async function withBareApp<T>(apiUrl: string, work: () => Promise<T>): Promise<T> {
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
    return await work();
  } finally {
    await app.stop();
  }
}

export type BenchBot = Awaited<ReturnType<typeof startStoryBot>>;

/** Our bot in this process, on a store of its own. */
export async function withOurBot<T>(
  apiUrl: string,
  work: (bot: BenchBot) => Promise<T>,
  fleet: { inventory: string; privateKey: string } = { inventory: 'devices: {}\n', privateKey: newKey().privateKey },
): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'ringdown-bench-'));
  const files = writeDemoFiles(dir, {
    secrets: {
      botToken: 'xoxb-bench',
      appToken: 'xapp-bench',
      alertSecret: 'bench',
      readKey: fleet.privateKey,
      writeKey: newKey().privateKey,
    },
    apiUrl,
    announce: 'C0NETOPS',
    inventory: fleet.inventory,
    osUser: 'bench',
    updateEvery: '1h',
    asks: fastTypists,
  });
  const bot = await startStoryBot({ files });
  try {
    return await work(bot);
  } finally {
    await bot.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Declares incidents and returns their channels, in order. */
export async function openIncidents(ask: Ask, tick: () => Promise<void>, incidents: number): Promise<string[]> {
  const line = '/inc declare sev4 bench';
  await ask({ kind: 'type', lines: Array.from({ length: incidents }, () => ({ channel: 'C0NETOPS', line })) });
  for (let tries = 0; tries < 200; tries += 1) {
    await tick();
    const { channels } = await ask({ kind: 'type', lines: [] });
    if (channels.length === incidents) return channels;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('not every incident has its channel');
}
