import { startWorkspace } from '../../src/sandbox/workspace/workspace.ts';

/**
 * The local Slack workspace in a process of its own. Prints its address; for each message `{ line, times }` from the
 * parent it types the line so often and answers with the milliseconds until the first reply was visible.
 */
const person = 'U01ANA0001';
const channel = 'C0NETOPS';
const workspace = await startWorkspace({
  people: [{ id: person, name: 'ana', realName: 'Ana', timeZone: 'UTC' }],
  botToken: 'xoxb-bench',
  appToken: 'xapp-bench',
  bot: { userId: 'U0RINGDOWN', botId: 'B0RINGDOWN', name: 'ringdown' },
  commands: ['/inc', '/net', '/mitigate', '/oncall', '/playbook'],
  channels: [{ id: channel, name: 'netops' }],
  rateLimits: false,
});

process.on('message', async ({ line, times }: { line: string; times: number }) => {
  const tookMs: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const before = workspace.ephemerals(person).length;
    const start = performance.now();
    void workspace.asUser(person).command(channel, line);
    await workspace.waitFor(() => workspace.ephemerals(person).length > before, 5_000);
    tookMs.push(performance.now() - start);
  }
  process.send?.({ tookMs });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ apiUrl: workspace.apiUrl });
