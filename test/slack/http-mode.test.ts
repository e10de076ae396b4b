import { createHmac } from 'node:crypto';
import { connect as dial } from 'node:net';
import type { App } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import type { Workspace } from '../../src/sandbox/workspace/workspace.ts';
import { connectSlack, type SlackConnection } from '../../src/slack/connect.ts';
import { signRequest } from '../../src/slack/request-signature.ts';
import { ana, bo, startTestWorkspace } from '../sandbox/workspace/bolt-app.ts';
import { memoryInbox } from './inboxes.ts';

const general = 'C0GENERAL';
const signingSecret = 'a-signing-secret';
const ends: (() => Promise<void>)[] = [];
const lines: string[] = [];
const note = (message: string, fields: object = {}) => void lines.push(`${message} ${JSON.stringify(fields)}`);
const log = { debug() {}, info: note, warn: note, error: note };

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  lines.length = 0;
});

async function start(
  buildListeners: (app: App) => void = () => {},
  more: { ackDeadlineMs?: number; nowMs?: () => number; breakInbox?: boolean } = {},
) {
  const { nowMs = Date.now, breakInbox = false, ...options } = more;
  const workspace = await startTestWorkspace({ signingSecret, ...options });
  ends.push(workspace.close);
  const inbox = memoryInbox();
  const receive = async () => Promise.reject(new Error('the disk is full'));
  const connection = await connectSlack({
    botToken: 'xoxb-test',
    way: { mode: 'http', signingSecret, listen: '127.0.0.1:0' },
    apiUrl: workspace.apiUrl,
    log,
    clock: { nowMs },
    inbox: breakInbox ? { ...inbox, receive } : inbox,
    alarm: ({ kind }) => note(`alarm: ${kind}`),
    buildListeners,
  });
  ends.push(connection.stop);
  const url = `http://127.0.0.1:${connection.port}/slack/events`;
  return { workspace, connection, url, inbox };
}

const answering = (seen: string[]) => (app: App) => {
  app.command('/inc', async ({ ack, command, respond }) => {
    await ack();
    seen.push(`${command.user_id} ${command.text}`);
    if (command.text === 'list please') await respond('here');
  });
  app.event('app_mention', async ({ event }) => void seen.push(event.text));
};

async function connected(
  seen: string[] = [],
): Promise<{ workspace: Workspace; connection: SlackConnection; url: string }> {
  const started = await start(answering(seen));
  await started.workspace.setRequestUrl(started.url);
  return started;
}

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
const seconds = (offset = 0) => String(Math.floor(Date.now() / 1_000) + offset);
const command = (trigger: string) =>
  new URLSearchParams({
    command: '/inc',
    text: 'list',
    user_id: ana,
    channel_id: general,
    team_id: 'T0RINGDOWN',
    trigger_id: trigger,
    response_url: 'http://127.0.0.1:9/none',
  }).toString();

function post(url: string, body: string, headers: Record<string, string>, contentType = form): Promise<Response> {
  return fetch(url, { method: 'POST', body, headers: { 'content-type': contentType, ...headers } });
}

function signedHeaders(body: string, timestamp = seconds(), secret = signingSecret): Record<string, string> {
  return {
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signRequest(secret, timestamp, Buffer.from(body)),
  };
}

test('Slack’s handshake is answered, then commands, mentions and buttons arrive as over a socket', async () => {
  const seen: string[] = [];
  const { workspace } = await connected(seen);
  expect(await workspace.asUser(ana).command(general, '/inc list please')).toEqual({ ok: true });
  await workspace.waitFor(() => workspace.ephemerals(ana).find(({ text }) => text === 'here'));
  workspace.asUser(bo).mention(general, 'inc list');
  await expect.poll(() => seen.length).toBe(2);
  expect(seen[0]).toBe(`${ana} list please`);
  expect(workspace.rejected()).toEqual([]);
});

test('the signature is the one of Slack’s documentation, over the raw bytes', () => {
  const body = Buffer.from('token=x&text=%C3%A4');
  const wanted = createHmac('sha256', 'secret').update('v0:1700000000:token=x&text=%C3%A4').digest('hex');
  expect(signRequest('secret', '1700000000', body)).toBe(`v0=${wanted}`);
});

describe('a request is refused with 401 and has no effect', () => {
  test.for([
    ['without a signature', (body: string) => ({ ...signedHeaders(body), 'x-slack-signature': '' })],
    ['with the signature of another body', () => signedHeaders('another body')],
    ['signed with another secret', (body: string) => signedHeaders(body, seconds(), 'another secret')],
    ['signed with an empty secret', (body: string) => signedHeaders(body, seconds(), '')],
    [
      'of version v1',
      (body: string) => ({
        ...signedHeaders(body),
        'x-slack-signature': String(signedHeaders(body)['x-slack-signature']).replace('v0', 'v1'),
      }),
    ],
    ['six minutes old', (body: string) => signedHeaders(body, seconds(-360))],
    ['two minutes from the future', (body: string) => signedHeaders(body, seconds(120))],
    ['an hour from the future', (body: string) => signedHeaders(body, seconds(3_600))],
    ['with a time that is no number', (body: string) => signedHeaders(body, 'abc')],
    ['without a time', (body: string) => ({ 'x-slack-signature': String(signedHeaders(body)['x-slack-signature']) })],
  ] as const)('%s', async ([, headersOf]) => {
    const seen: string[] = [];
    const { url } = await connected(seen);
    const body = command('1.refused');
    const answer = await post(url, body, headersOf(body));
    expect(answer.status).toBe(401);
    expect(await answer.text()).toBe('');
    expect(seen).toEqual([]);
  });
});

test('the very same signed bytes a second time have no second effect', async () => {
  const seen: string[] = [];
  const { url } = await connected(seen);
  const body = command('1.same');
  const headers = signedHeaders(body);
  expect((await post(url, body, headers)).status).toBe(200);
  const again = await post(url, body, headers);
  expect([again.status, await again.text()]).toEqual([200, '']);
  await expect.poll(() => seen.length).toBe(1);
  expect(seen).toHaveLength(1);
});

test('events, commands and clicks that come twice have one effect', async () => {
  const seen: string[] = [];
  const { workspace } = await start(answering(seen)).then(async (started) => {
    await started.workspace.setRequestUrl(started.url);
    return started;
  });
  workspace.faults.twice(true);
  await workspace.asUser(ana).command(general, '/inc list');
  workspace.asUser(ana).mention(general, 'inc list');
  await expect.poll(() => seen.length).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(seen).toHaveLength(2);
});

describe('an event that was not acknowledged comes again', () => {
  const seen: unknown[] = [];
  const noting = (app: App) =>
    void app.event('app_mention', async ({ context }) => void seen.push([context.retryNum, context.retryReason]));

  test('with its number and the reason, and has its effect then', async () => {
    seen.length = 0;
    const { workspace, url, inbox } = await start(noting);
    await workspace.setRequestUrl(url);
    const { receive } = inbox;
    inbox.receive = async (incoming) => {
      inbox.receive = receive;
      throw new Error(`no room for ${incoming.key}`);
    };
    workspace.asUser(ana).mention(general, 'inc list');
    await expect.poll(() => seen).toEqual([[1, 'http_error']]);
  });

  test('and has one effect where only the answer was too late', async () => {
    seen.length = 0;
    const { workspace, url, inbox } = await start(noting, { ackDeadlineMs: 300 });
    await workspace.setRequestUrl(url);
    const { receive } = inbox;
    inbox.receive = async (incoming) => {
      inbox.receive = receive;
      const isNew = await receive(incoming);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return isNew;
    };
    workspace.asUser(ana).mention(general, 'inc list');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(seen).toEqual([[undefined, undefined]]);
  });
});

test('what cannot be written down is not acknowledged', async () => {
  const { url } = await start(answering([]), { breakInbox: true });
  const body = command('1.full');
  expect((await post(url, body, signedHeaders(body))).status).toBe(500);
  expect(lines.join('\n')).toContain('a request of Slack failed');
});

test('a command that nothing listens for is answered at once, and so are withheld events', async () => {
  const { workspace, url } = await start(() => {});
  await workspace.setRequestUrl(url);
  const startedMs = performance.now();
  expect(await workspace.asUser(ana).command(general, '/inc list')).toEqual({ ok: true });
  await workspace.faults.withholdEvents();
  expect(performance.now() - startedMs).toBeLessThan(1_000);
  expect(lines).toContain('alarm: events-withheld {}');
});

describe('the address', () => {
  test.for([
    ['another path', 'GET', '/', 404],
    ['another method', 'GET', '/slack/events', 405],
  ] as const)('%s gets %s %s → %i', async ([, method, path, status]) => {
    const { url } = await connected();
    expect((await fetch(new URL(path, url), { method })).status).toBe(status);
  });

  test('a body that is no form and no JSON gets 400, one of 2 MB gets 413, an unsigned look gets 200', async () => {
    const { url } = await connected();
    expect((await post(url, 'x', signedHeaders('x'), 'text/plain')).status).toBe(400);
    expect((await post(url, '{"a":', signedHeaders('{"a":'), json)).status).toBe(400);
    const large = 'x'.repeat(2_000_000);
    expect((await post(url, large, signedHeaders(large), json)).status).toBe(413);
    expect((await post(url, 'ssl_check=1', {})).status).toBe(200);
    expect((await post(url, 'ssl_check=1&token=abcdef', {})).status).toBe(200);
    expect((await post(url, 'ssl_check=1&command=%2Finc', {})).status).toBe(401);
  });

  test('that is taken is named', async () => {
    const { url, workspace } = await start();
    const listen = new URL(url).host;
    const refused = await connectSlack({
      botToken: 'xoxb-test',
      way: { mode: 'http', signingSecret, listen },
      apiUrl: workspace.apiUrl,
      log,
      clock: { nowMs: Date.now },
      inbox: memoryInbox(),
      alarm: () => {},
      buildListeners: () => {},
    }).catch((error: Error) => error);
    expect(refused).toMatchObject({ name: 'UserError', message: expect.stringContaining(`slack.listen ${listen}`) });
  });

  test('is free again after stop, also with a connection that says nothing', async () => {
    const { connection, url } = await connected();
    const idle = dial(Number(new URL(url).port), '127.0.0.1');
    idle.on('error', () => {});
    await new Promise((resolve) => idle.once('connect', resolve));
    const startedMs = performance.now();
    await connection.stop();
    expect(performance.now() - startedMs).toBeLessThan(4_500);
    expect(connection.state()).toBe('stopped');
    await expect(fetch(url)).rejects.toThrow();
  });
});
