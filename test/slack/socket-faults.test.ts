import { afterEach, expect, test } from 'vitest';
import type { Log } from '../../src/log.ts';
import type { Workspace } from '../../src/sandbox/workspace/workspace.ts';
import { connectSlack, type SlackConnection } from '../../src/slack/connect.ts';
import { ana, startTestWorkspace } from '../sandbox/workspace/bolt-app.ts';
import { forgetfulInbox } from './inboxes.ts';
import { startStrictSocketServer } from './strict-socket-server.ts';

const ends: (() => Promise<unknown>)[] = [];
const lines: string[] = [];
const note = (message: string, fields: object = {}) => void lines.push(`${message} ${JSON.stringify(fields)}`);
const log: Log = { debug: note, info: note, warn: note, error: note };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  lines.length = 0;
});

async function startServer(): Promise<Workspace> {
  const workspace = await startTestWorkspace();
  ends.push(workspace.close);
  return workspace;
}

async function connect(apiUrl: string, { appToken = 'xapp-test' } = {}): Promise<SlackConnection> {
  const connection = await connectSlack({
    botToken: 'xoxb-test',
    way: { mode: 'socket', appToken },
    apiUrl,
    log,
    inbox: forgetfulInbox,
    alarm: ({ kind }) => note(`alarm: ${kind}`),
    clock: { nowMs: () => Date.now() },
    buildListeners: (app) => void app.command('/inc', async ({ ack }) => ack()),
  });
  ends.push(connection.stop);
  return connection;
}

test('an envelope without an event inside (app_rate_limited) is acknowledged and harms nothing', async () => {
  const server = await startStrictSocketServer();
  ends.push(server.close);
  await connect(server.apiUrl);
  server.deliver({
    type: 'events_api',
    accepts_response_payload: false,
    payload: { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1 },
  });
  await expect.poll(() => server.acknowledged().length, { timeout: 5_000 }).toBe(1);
  expect(server.socketCount()).toBe(2);
  expect(lines).toContain('alarm: events-withheld {}');
});

test('an outage of some seconds ends in two sockets and a served command', { timeout: 60_000 }, async () => {
  const workspace = await startServer();
  await connect(workspace.apiUrl);
  workspace.faults.down(true);
  await pause(8_000);
  workspace.faults.down(false);
  await workspace.waitFor(() => workspace.socketCount() === 2, 30_000);
  expect(await workspace.asUser(ana).command('C0GENERAL', '/inc help')).toEqual({ ok: true });
});

test('stop during an outage ends in time, and no socket comes back when Slack does', { timeout: 60_000 }, async () => {
  const workspace = await startServer();
  const connection = await connect(workspace.apiUrl);
  workspace.faults.down(true);
  // By now the bot is in the middle of asking for a new address.
  await pause(6_500);
  const startedMs = performance.now();
  await connection.stop();
  expect(performance.now() - startedMs).toBeLessThan(7_000);
  workspace.faults.down(false);
  await pause(6_000);
  expect(workspace.socketCount()).toBe(0);
});

test('stop twice does no harm', async () => {
  const workspace = await startServer();
  const connection = await connect(workspace.apiUrl);
  await connection.stop();
  await connection.stop();
  await workspace.waitFor(() => workspace.socketCount() === 0);
});

test('no token is in a log line, whatever goes wrong', { timeout: 40_000 }, async () => {
  const workspace = await startServer();
  await connect(workspace.apiUrl, { appToken: 'xapp-wrong' }).catch(() => null);
  await connect(workspace.apiUrl);
  workspace.faults.killSockets();
  await pause(500);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('\n')).not.toMatch(/xapp-|xoxb-/);
});

test.for(['invalid_auth', 'internal_error', 'not_allowed_token_type'])(
  'when Slack answers %s to the reconnecting, it is tried again and the process lives',
  { timeout: 60_000 },
  async (word) => {
    const workspace = await startServer();
    await connect(workspace.apiUrl);
    workspace.faults.next('apps.connections.open', { error: word }, 4);
    workspace.faults.killSockets();
    await workspace.waitFor(() => workspace.log().filter(({ isInjected }) => isInjected).length === 4, 30_000);
    await workspace.waitFor(() => workspace.socketCount() === 2, 30_000);
    expect(await workspace.asUser(ana).command('C0GENERAL', '/inc help')).toEqual({ ok: true });
  },
);

test('stop while Slack does not answer at all waits for nothing', { timeout: 30_000 }, async () => {
  const workspace = await startServer();
  const connection = await connect(workspace.apiUrl);
  workspace.faults.next('apps.connections.open', { executeThenHang: true }, 2);
  workspace.faults.killSockets();
  await workspace.waitFor(() => workspace.log().filter(({ isInjected }) => isInjected).length === 2, 10_000);
  const startedMs = performance.now();
  await connection.stop();
  expect(performance.now() - startedMs).toBeLessThan(4_000);
  expect(workspace.socketCount()).toBe(0);
});
