import { setTimeout as pause } from 'node:timers/promises';
import { startWorkspace } from '../../src/sandbox/workspace/workspace.ts';

/** What the parent may ask for; `tookMs` of the answer are milliseconds per line, in order. */
export type WorkspaceJob =
  /** Types the line so often, one after the other: until the first reply that the writer alone sees. */
  | { kind: 'replies'; line: string; times: number }
  /** Types the line at a steady rate: until each is acknowledged. */
  | { kind: 'acks'; line: string; perSecond: number; seconds: number }
  /** Types the line into one channel after the other, every so often: until the app's first message stands there. */
  | { kind: 'messages'; line: string; channels: string[]; times: number; everyMs: number }
  /** Types each line once, into one channel after the other: until the app's message there holds the devices' answer. */
  | { kind: 'answers'; lines: string[]; channels: string[] }
  /** Types each line in its channel and waits for the acknowledgements. */
  | { kind: 'type'; lines: { channel: string; line: string }[] };

export interface WorkspaceAnswer {
  tookMs: number[];
  /** Channels that the app has made and asked the person into, by id. */
  channels: string[];
  /** Calls that the workspace has answered so far, and those it refused. */
  calls: number;
  refused: number;
}

const person = 'U01ANA0001';
const channel = 'C0NETOPS';
const bot = { userId: 'U0RINGDOWN', botId: 'B0RINGDOWN', name: 'ringdown' };
const workspace = await startWorkspace({
  people: [{ id: person, name: 'ana', realName: 'Ana', timeZone: 'UTC' }],
  botToken: 'xoxb-bench',
  appToken: 'xapp-bench',
  bot,
  commands: ['/inc', '/net', '/mitigate', '/oncall', '/playbook'],
  channels: [{ id: channel, name: 'netops' }],
  rateLimits: false,
});
const ana = workspace.asUser(person);

async function replies({ line, times }: WorkspaceJob & { kind: 'replies' }): Promise<number[]> {
  const tookMs: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const before = workspace.ephemerals(person).length;
    const start = performance.now();
    void ana.command(channel, line);
    await workspace.waitFor(() => workspace.ephemerals(person).length > before, 5_000);
    tookMs.push(performance.now() - start);
  }
  return tookMs;
}

async function acks({ line, perSecond, seconds }: WorkspaceJob & { kind: 'acks' }): Promise<number[]> {
  const waiting: Promise<number>[] = [];
  const begun = performance.now();
  for (let i = 0; i < perSecond * seconds; i += 1) {
    await pause(Math.max(0, begun + (i * 1_000) / perSecond - performance.now()));
    const start = performance.now();
    const typed = ana.command(channel, line).then((outcome) => {
      if (!outcome.ok) throw new Error(`${line}: ${outcome.error}`);
      return performance.now() - start;
    });
    waiting.push(typed);
  }
  return Promise.all(waiting);
}

async function messages(job: WorkspaceJob & { kind: 'messages' }): Promise<number[]> {
  const tookMs: number[] = [];
  for (let i = 0; i < job.times; i += 1) {
    const to = job.channels[i % job.channels.length] ?? channel;
    const count = () => workspace.messages(to).filter(({ user }) => user === bot.userId).length;
    const before = count();
    const start = performance.now();
    void ana.command(to, job.line);
    await workspace.waitFor(() => count() > before, 10_000);
    tookMs.push(performance.now() - start);
    await pause(job.everyMs);
  }
  return tookMs;
}

async function answers(job: WorkspaceJob & { kind: 'answers' }): Promise<number[]> {
  const tookMs: number[] = [];
  for (const [i, line] of job.lines.entries()) {
    const to = job.channels[i % job.channels.length] ?? channel;
    const answered = () => workspace.messages(to).filter(({ text }) => text.endsWith(`Shortcut: \`${line}\``)).length;
    const start = performance.now();
    void ana.command(to, line);
    await workspace.waitFor(() => answered() > 0, 10_000);
    tookMs.push(performance.now() - start);
  }
  return tookMs;
}

async function run(job: WorkspaceJob): Promise<number[]> {
  switch (job.kind) {
    case 'replies':
      return replies(job);
    case 'acks':
      return acks(job);
    case 'messages':
      return messages(job);
    case 'answers':
      return answers(job);
    case 'type':
      for (const { channel: to, line } of job.lines) {
        const outcome = await ana.command(to, line);
        if (!outcome.ok) throw new Error(`${line}: ${outcome.error}`);
      }
      return [];
  }
}

process.on('message', async (job: WorkspaceJob) => {
  const tookMs = await run(job);
  const made = workspace
    .channels()
    .filter(({ creator, kind, members }) => kind === 'channel' && creator === bot.userId && members.includes(person));
  const answer: WorkspaceAnswer = {
    tookMs,
    channels: made.map(({ id }) => id).filter((id) => id !== channel),
    calls: workspace.log().length,
    refused: workspace.rejected().length,
  };
  process.send?.(answer);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ apiUrl: workspace.apiUrl });
