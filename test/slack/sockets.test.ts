import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import type { Workspace } from '../../src/sandbox/workspace/workspace.ts';
import { connectSlack, type SlackConnection } from '../../src/slack/connect.ts';
import { countingTimes } from '../../src/slack/sockets.ts';
import { ana, botUser, startTestWorkspace } from '../sandbox/workspace/bolt-app.ts';
import { forgetfulInbox } from './inboxes.ts';

const general = 'C0GENERAL';
const ends: (() => Promise<void>)[] = [];
const lines: string[] = [];
const note = (message: string) => void lines.push(message);
const log = { debug() {}, info: note, warn: note, error: note };
const clock = { nowMs: () => Date.now() };

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  lines.length = 0;
});

async function startServer(): Promise<Workspace> {
  const workspace = await startTestWorkspace();
  ends.push(() => workspace.close());
  return workspace;
}

async function connect(
  workspace: Workspace,
  buildListeners: (app: App) => void = () => {},
  {
    botToken = 'xoxb-test',
    appToken = 'xapp-test',
    ...timing
  }: { botToken?: string; appToken?: string; countEveryMs?: number; confirmMs?: number } = {},
): Promise<SlackConnection> {
  const { countEveryMs, confirmMs } = { confirmMs: 100, ...timing };
  const connection = await connectSlack({
    botToken,
    way: { mode: 'socket', appToken },
    apiUrl: workspace.apiUrl,
    log,
    clock,
    inbox: forgetfulInbox,
    alarm: (alarm) => note(`alarm: ${alarm.kind}${'sockets' in alarm ? ` ${alarm.sockets}` : ''}`),
    ...(countEveryMs === undefined ? {} : { countEveryMs }),
    ...(confirmMs === undefined ? {} : { confirmMs }),
    buildListeners,
  });
  ends.push(connection.stop);
  return connection;
}

const answering = (app: App) =>
  void app.command('/inc', async ({ ack, respond }) => {
    await ack();
    await respond('here');
  });

test('two sockets are open, the bot knows its own user, and a command is answered', async () => {
  const workspace = await startServer();
  const connection = await connect(workspace, answering);
  expect(workspace.socketCount()).toBe(2);
  expect(connection).toMatchObject({ botUserId: botUser });
  expect(connection.state()).toBe('connected');
  expect(await workspace.asUser(ana).command(general, '/inc help')).toEqual({ ok: true });
  await workspace.waitFor(() => workspace.ephemerals(ana).some(({ text }) => text === 'here'));
  expect(workspace.rejected()).toEqual([]);
});

test('while Slack refreshes one socket, the other still takes commands', async () => {
  const workspace = await startServer();
  const connection = await connect(workspace, answering);
  workspace.faults.disconnectSockets('refresh_requested', 1);
  await workspace.waitFor(() => workspace.socketCount() === 1, 3_000);
  expect(connection.state()).toBe('connected');
  expect(await workspace.asUser(ana).command(general, '/inc help')).toEqual({ ok: true });
});

test('a lost connection is told, and comes back by itself', { timeout: 20_000 }, async () => {
  const workspace = await startServer();
  const connection = await connect(workspace, answering);
  workspace.faults.down(true);
  await expect.poll(connection.state).toMatch(/^disconnected since \d{4}-/);
  workspace.faults.down(false);
  await expect.poll(connection.state, { timeout: 15_000 }).toBe('connected');
  expect(lines).toContain('no socket to Slack is open; reconnecting');
});

test('stop closes both sockets, and the state says so', async () => {
  const workspace = await startServer();
  const connection = await connect(workspace);
  await connection.stop();
  expect(connection.state()).toBe('stopped');
  await workspace.waitFor(() => workspace.socketCount() === 0, 1_000);
});

test.for([
  [{ botToken: 'xoxb-wrong' }, /bot token \(invalid_auth\).*xoxb-/],
  [{ appToken: 'xapp-wrong' }, /app token \(invalid_auth\).*connections:write/],
  [{ appToken: 'xoxb-test' }, /app token \(not_allowed_token_type\)/],
] as const)('%j is refused in plain words, without the token', async ([tokens, words]) => {
  const workspace = await startServer();
  const refused = await connect(workspace, () => {}, tokens).catch((error: unknown) => error as Error);
  expect(refused).toMatchObject({ name: 'UserError', kind: 'failed', message: expect.stringMatching(words) });
  expect((refused as Error).message).not.toContain(Object.values(tokens)[0]);
  expect(workspace.socketCount()).toBe(0);
});

test('a Slack that is down is named as such', async () => {
  const workspace = await startServer();
  workspace.faults.down(true);
  await expect(connect(workspace)).rejects.toMatchObject({ name: 'UserError', message: /^Slack does not answer/ });
});

async function openForeign(workspace: Workspace): Promise<void> {
  const { url } = (await (
    await fetch(`${workspace.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: 'Bearer xapp-test', 'content-type': 'application/x-www-form-urlencoded' },
    })
  ).json()) as { url: string };
  const foreign = new WebSocket(url);
  ends.push(async () => foreign.close());
  await new Promise((resolve) => foreign.addEventListener('message', resolve, { once: true }));
}

test('a third socket that stays is an alarm though ours stay open; ours being replaced is none', {
  timeout: 20_000,
}, async () => {
  const workspace = await startServer();
  await connect(workspace, () => {}, { countEveryMs: 300 });
  workspace.faults.killSockets();
  await workspace.waitFor(() => workspace.socketCount() === 2, 10_000);
  await pause(1_000);
  expect(lines.filter((line) => line.startsWith('alarm'))).toEqual([]);
  await openForeign(workspace);
  await expect.poll(() => lines, { timeout: 3_000 }).toContain('alarm: foreign-socket 3');
  expect(lines).toContain('Slack counts more sockets than ours; it is asked again');
});

test('a third socket is noticed within a minute', () => {
  expect(countingTimes.everyMs + countingTimes.confirmMs).toBeLessThan(60_000);
});

test('while people type, nothing is asked that could cost a command', { timeout: 30_000 }, async () => {
  const workspace = await startServer();
  const connection = await connect(workspace, answering, { countEveryMs: 200 });
  const opened = () => workspace.log().filter(({ method }) => method === 'apps.connections.open').length;
  await workspace.waitFor(() => opened() > 2 && workspace.socketCount() === 2, 3_000);
  const before = opened();
  for (let i = 0; i < 60; i += 1) {
    expect(await workspace.asUser(ana).command(general, '/inc help')).toEqual({ ok: true });
    await pause(20);
  }
  expect(opened()).toBe(before);
  expect(connection.state()).toBe('connected');
});
