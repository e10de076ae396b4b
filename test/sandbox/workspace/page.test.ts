import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Workspace } from '../../../src/sandbox/workspace/workspace.ts';
import { ana, bo, botUser, startTestWorkspace } from './bolt-app.ts';

const general = 'C0GENERAL';
const network = { devices: [], links: [], peers: [], note: 'quiet' };
let workspace: Workspace;

beforeEach(async () => {
  workspace = await startTestWorkspace({ sidePanel: { title: 'Network', json: () => network } });
});
afterEach(() => workspace.close());

/** A request with any headers; `fetch` would not let us forge Host and Origin. */
function ask(path: string, headers: Record<string, string>, body?: string) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: workspace.port,
      path,
      headers,
      method: body === undefined ? 'GET' : 'POST',
    };
    const call = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    call.on('error', reject).end(body);
  });
}

const json = { 'content-type': 'application/json' };
const act = async (body: object) => {
  const response = await fetch(`${workspace.url}page/act`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { ok: boolean; error?: string } };
};
const state = async (as: string, channel = general) =>
  (await (await fetch(`${workspace.url}page/state?as=${as}&channel=${channel}`)).json()) as {
    viewer: string;
    channels: { id: string; unread: number }[];
    current: { id: string; messages: { text: string }[]; ephemerals: { text: string }[] };
    panel: { title: string };
  };

describe('only the own page', () => {
  test.each([
    ['a rebound name', { host: 'evil.example:80' }],
    ['another origin', { origin: 'http://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['another page of this machine', { 'sec-fetch-site': 'same-site' }],
  ])('%s gets 403 everywhere and changes nothing', async (_name, headers) => {
    const own = { host: `127.0.0.1:${workspace.port}`, ...headers };
    const body = JSON.stringify({ kind: 'message', as: ana, channel: general, text: 'forged' });
    expect((await ask('/page/state', own)).status).toBe(403);
    expect((await ask('/', own)).status).toBe(403);
    expect((await ask('/page/act', { ...own, ...json }, body)).status).toBe(403);
    expect(workspace.messages(general)).toEqual([]);
  });

  test('an act that a foreign form could send, by its content type, is refused', async () => {
    const headers = { host: `localhost:${workspace.port}`, 'content-type': 'text/plain' };
    const body = JSON.stringify({ kind: 'message', as: ana, channel: general, text: 'forged' });
    expect((await ask('/page/act', headers, body)).status).toBe(415);
    expect(workspace.messages(general)).toEqual([]);
  });

  test('every answer carries the strict content security policy', async () => {
    for (const path of ['', 'page/app.js', 'page/state', 'page/network', 'page/nowhere']) {
      const policy = (await fetch(workspace.url + path)).headers.get('content-security-policy');
      expect(policy, path).toContain("default-src 'none'; script-src 'self'");
    }
  });

  test('no file outside the page folder is served', async () => {
    const host = { host: `127.0.0.1:${workspace.port}` };
    for (const path of [
      '/page/../workspace/workspace.ts',
      '/page/%2e%2e/workspace/world.ts',
      '/page/..%2fpackage.json',
    ]) {
      expect((await ask(path, host)).status, path).toBe(404);
    }
  });
});

describe('what a person does on the page', () => {
  test('a message turns @names into ids and escapes the rest; the others see it as unread until they look', async () => {
    const text = 'look, @bo: <b> & #general';
    expect((await act({ kind: 'message', as: ana, channel: general, text })).body).toEqual({ ok: true });
    expect(workspace.messages(general)[0]?.text).toBe(`look, <@${bo}>: &lt;b&gt; &amp; <#${general}|general>`);
    const unread = async () => (await state(bo)).channels.find(({ id }) => id === general)?.unread;
    expect(await unread()).toBe(1);
    await act({ kind: 'read', as: bo, channel: general });
    expect(await unread()).toBe(0);
  });

  test('an ephemeral is on the page of one person', async () => {
    const call = { channel: general, user: ana, text: 'for you' };
    const headers = { ...json, authorization: 'Bearer xoxb-test' };
    await fetch(`${workspace.apiUrl}chat.postEphemeral`, { method: 'POST', headers, body: JSON.stringify(call) });
    expect((await state(ana)).current.ephemerals.map(({ text }) => text)).toEqual(['for you']);
    expect((await state(bo)).current.ephemerals).toEqual([]);
  });

  test('a slash command in a thread is answered as Slack does and not run', async () => {
    const parent = workspace.asUser(ana).post(general, 'parent');
    const outcome = await act({ kind: 'command', as: ana, channel: general, text: '/inc list', threadTs: parent.ts });
    expect(outcome.body).toEqual({ ok: false, error: 'not_in_threads' });
    expect(workspace.ephemerals(ana)[0]?.text).toContain('not supported in threads');
  });

  test.each([
    ['an unknown kind', { kind: 'shout', as: ana }, 400],
    ['a surplus key', { kind: 'join', as: ana, channel: general, force: true }, 400],
  ])('%s is refused', async (_name, body, status) => {
    expect((await act(body)).status).toBe(status);
  });

  test('acts of nobody, and clicks on what the app has since removed, are told in a word', async () => {
    const { ts } = workspace.asUser(ana).post(general, 'no buttons');
    const click = { kind: 'click', as: ana, channel: general, ts, actionId: 'gone', blockId: 'b' };
    expect((await act({ kind: 'join', as: 'U0NOBODY', channel: general })).body.error).toBe('user_not_found');
    expect((await act(click)).body.error).toBe('action_not_found');
  });

  test('a private channel is not on the page of those outside it', async () => {
    const direct = { channel: ana, text: 'hello' };
    const headers = { ...json, authorization: 'Bearer xoxb-test' };
    await fetch(`${workspace.apiUrl}chat.postMessage`, { method: 'POST', headers, body: JSON.stringify(direct) });
    const im = workspace.channels().find(({ kind }) => kind === 'im');
    expect(im?.members.sort()).toEqual([botUser, ana].sort());
    expect((await state(ana, im?.id)).current.id).toBe(im?.id);
    expect((await state(bo, im?.id)).current.id).toBe(general);
    expect((await state(bo)).channels.map(({ id }) => id)).not.toContain(im?.id);
  });
});

test('the stream says when to look again, and the panel is served as it is given', async () => {
  expect((await state(ana)).panel.title).toBe('Network');
  expect(await (await fetch(`${workspace.url}page/network`)).json()).toEqual(network);
  const reader = (await fetch(`${workspace.url}page/events`)).body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain('event: workspace');
  workspace.asUser(ana).post(general, 'news');
  expect((await reader?.read())?.value).toBe('event: workspace\ndata: {}\n\n');
  await reader?.cancel();
});
