import { createServer } from 'node:net';
import { LogLevel, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Workspace } from '../../src/sandbox/workspace/workspace.ts';
import { header, message } from '../../src/slack/blocks.ts';
import { findSent, type SlackCall, send } from '../../src/slack/send.ts';
import { bulkClient } from '../../src/slack/web-clients.ts';
import { ana, bo, botUser, startTestWorkspace } from '../sandbox/workspace/bolt-app.ts';

const general = 'C0GENERAL';
const self = { botUserId: botUser };
const said = message('INC-1 is open', [header('INC-1')]);
const post = (key: string, more: object = {}): SlackCall => ({ kind: 'post', channel: general, ...said, key, ...more });

let workspace: Workspace;
let client: WebClient;

beforeEach(async () => {
  workspace = await startTestWorkspace({
    channels: [
      { id: general, name: 'general' },
      { id: 'C0SECRET', name: 'secret', members: [ana] },
    ],
  });
  client = bulkClient('xoxb-test', workspace.apiUrl);
});
afterEach(() => workspace.close());

/** The outbox's client with less patience, so that a hanging answer does not hold up the tests. */
function impatient(): WebClient {
  return new WebClient('xoxb-test', {
    slackApiUrl: workspace.apiUrl,
    logLevel: LogLevel.ERROR,
    timeout: 300,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
}

const ours = () => workspace.messages(general).filter(({ user, subtype }) => user === botUser && subtype === null);

describe('a message', () => {
  test('goes out once, carries its key, and is answered with where it stands', async () => {
    const sent = await send(client, post('card:INC-1'));
    expect(sent).toMatchObject({ status: 'sent', channel: general });
    const [stored, ...more] = ours();
    expect(more).toEqual([]);
    expect(stored).toMatchObject({ ts: (sent as { ts: string }).ts, text: 'INC-1 is open' });
    expect(stored?.metadata).toEqual({ event_type: 'ringdown_message', event_payload: { key: 'card:INC-1' } });
    expect(workspace.rejected()).toEqual([]);
  });

  test('may go into a thread, and is found there again', async () => {
    const parent = workspace.asUser(ana).post(general, 'what is going on?');
    const inThread = post('run:1', { threadTs: parent.ts });
    const sent = await send(client, inThread);
    expect(ours()[0]).toMatchObject({ threadTs: parent.ts });
    expect(await findSent(client, inThread, self)).toMatchObject({ status: 'sent', ts: (sent as { ts: string }).ts });
  });

  test('whose answer is lost is in doubt; looking finds it and it never stands twice', async () => {
    workspace.faults.next('chat.postMessage', { executeThenHang: true });
    expect(await send(impatient(), post('card:INC-1'))).toMatchObject({ status: 'ambiguous' });
    const found = await findSent(client, post('card:INC-1'), self);
    expect(found).toMatchObject({ status: 'sent', channel: general, ts: ours()[0]?.ts });
    expect(ours()).toHaveLength(1);
  });

  test('that never arrived is not found', async () => {
    workspace.faults.next('chat.postMessage', { status: 503 });
    expect((await send(client, post('card:INC-1'))).status).toBe('ambiguous');
    await send(client, post('another'));
    expect(await findSent(client, post('card:INC-1'), self)).toBeNull();
  });

  test('is found behind hundreds of newer ones', async () => {
    const sent = await send(client, post('old'));
    for (let i = 0; i < 450; i += 1) workspace.asUser(ana).post(general, `chatter ${i}`);
    expect(await findSent(client, post('old'), self)).toMatchObject({ ts: (sent as { ts: string }).ts });
  });

  test('that is edited keeps text and blocks together', async () => {
    const sent = (await send(client, post('card:INC-1'))) as { ts: string };
    const edited = message('INC-1 is resolved', [header('INC-1 ✅')]);
    expect(await send(client, { kind: 'update', channel: general, ts: sent.ts, ...edited })).toMatchObject({
      status: 'sent',
      ts: sent.ts,
    });
    expect(ours()[0]).toMatchObject({ text: 'INC-1 is resolved', blocks: [{ type: 'header' }] });
  });
});

test('a direct message opens the conversation, and is found again in it', async () => {
  const call: SlackCall = { kind: 'dm', user: ana, ...said, key: 'page:1:0:0:ana' };
  const sent = (await send(client, call)) as { status: string; channel: string; ts: string };
  expect(sent.status).toBe('sent');
  expect(workspace.channels().find(({ id }) => id === sent.channel)).toMatchObject({ kind: 'im' });
  expect(await findSent(client, call, self)).toMatchObject({ channel: sent.channel, ts: sent.ts });
});

describe('when Slack will not', () => {
  test('a rate limit says how long to wait and holds up no other call of the client', async () => {
    workspace.faults.next('chat.postMessage', { status: 429, retryAfterSeconds: 7 });
    const startedMs = performance.now();
    expect(await send(client, post('a'))).toMatchObject({ status: 'retry', afterMs: 7_000 });
    expect((await client.auth.test()).ok).toBe(true);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });

  test.for([
    ['is_archived', /archived/],
    ['not_in_channel', /invite/i],
    ['missing_scope', /permission|scope/],
    ['invalid_auth', /token/],
    ['token_revoked', /token/],
    ['restricted_action', /administrator|policy/],
    ['some_new_error', /some_new_error/],
  ] as const)('%s is final and says what to do', async ([word, advice]) => {
    workspace.faults.next('chat.postMessage', { error: word });
    const result = await send(client, post('a'));
    expect(result.status).toBe('failed');
    expect((result as { error: string }).error).toMatch(advice);
    expect((result as { error: string }).error).toContain(word);
  });

  test.for(['fatal_error', 'internal_error'])('%s leaves in doubt whether it happened', async (word) => {
    workspace.faults.next('chat.postMessage', { error: word });
    expect((await send(client, post('a'))).status).toBe('ambiguous');
  });

  test('an edit in doubt may simply be made again', async () => {
    const { ts } = (await send(client, post('a'))) as { ts: string };
    workspace.faults.next('chat.update', { status: 503 });
    const result = await send(client, { kind: 'update', channel: general, ts, ...said });
    expect(['retry', 'ambiguous']).toContain(result.status);
    expect(await findSent(client, { kind: 'update', channel: general, ts, ...said }, self)).toBeNull();
  });

  test('nobody at home is a later try: nothing can have happened', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const away = bulkClient('xoxb-test', `http://127.0.0.1:${port}/api/`);
    expect(await send(away, post('a'))).toMatchObject({ status: 'retry' });
  });

  test('looking for a message while Slack is down concludes nothing', async () => {
    workspace.faults.next('conversations.history', { status: 503 });
    await expect(findSent(client, post('a'), self)).rejects.toThrow();
  });
});

describe('the channel of an incident', () => {
  const creation = (name: string, topic = 'INC-1 · sev2'): SlackCall => ({
    kind: 'create-channel',
    name,
    isPrivate: false,
    topic,
    key: `channel:${name}`,
  });
  beforeEach(() => {
    for (const channel of workspace.channels()) channel.creator = ana;
  });
  const named = (prefix: string) => workspace.channels().filter(({ name }) => name.startsWith(prefix));

  test('gets its name and topic', async () => {
    const sent = await send(client, creation('inc-1-leaf1-eth1'));
    expect(sent).toMatchObject({ status: 'sent', name: 'inc-1-leaf1-eth1' });
    expect(named('inc-1')[0]).toMatchObject({
      id: (sent as { channel: string }).channel,
      topic: { value: 'INC-1 · sev2' },
    });
  });

  test('takes the next free name where somebody else has it', async () => {
    expect(await send(client, creation('secret'))).toMatchObject({ status: 'sent', name: 'secret-2' });
  });

  test('keeps inside Slack’s 80 characters with a number at its end too', async () => {
    const long = `inc-1-${'x'.repeat(120)}`;
    const first = (await send(client, creation(long, 'INC-1'))) as { name: string };
    const second = (await send(client, creation(long, 'INC-2'))) as { name: string };
    expect(first.name.length).toBe(80);
    expect(second.name.length).toBe(80);
    expect(second.name).not.toBe(first.name);
  });

  test('whose creation was not answered is found and taken over, not made twice', async () => {
    workspace.faults.next('conversations.create', { executeThenHang: true });
    expect(await send(impatient(), creation('inc-1-leaf1'))).toMatchObject({ status: 'ambiguous' });
    expect(await findSent(client, creation('inc-1-leaf1'), self)).toMatchObject({
      status: 'sent',
      name: 'inc-1-leaf1',
    });
    expect(await send(client, creation('inc-1-leaf1'))).toMatchObject({ status: 'sent', name: 'inc-1-leaf1' });
    expect(named('inc-1')).toHaveLength(1);
  });

  test('of an earlier incident with the same name is left alone', async () => {
    await send(client, creation('inc-1-leaf1', 'INC-1 · last year'));
    expect(await findSent(client, creation('inc-1-leaf1', 'INC-1 · today'), self)).toBeNull();
    expect(await send(client, creation('inc-1-leaf1', 'INC-1 · today'))).toMatchObject({ name: 'inc-1-leaf1-2' });
  });

  test('that a person made is never taken over', async () => {
    expect(await findSent(client, creation('secret'), self)).toBeNull();
  });

  test('with a topic that is too long is made all the same', async () => {
    expect(await send(client, creation('inc-9', 'y'.repeat(400)))).toMatchObject({ status: 'sent', name: 'inc-9' });
    expect(workspace.rejected()).toEqual([]);
  });
});

describe('what may be done twice without harm', () => {
  test('inviting somebody who is there, or the bot itself', async () => {
    const { channel } = (await send(client, {
      kind: 'create-channel',
      name: 'inc-3',
      isPrivate: false,
      topic: '',
      key: 'c',
    })) as { channel: string };
    for (const users of [[bo], [bo], [bo, ana], [botUser]])
      expect(await send(client, { kind: 'invite', channel, users })).toMatchObject({ status: 'sent' });
    expect(workspace.channels().find(({ id }) => id === channel)?.members).toEqual(expect.arrayContaining([ana, bo]));
  });

  test('one person who cannot come does not keep out the others', async () => {
    const { channel } = (await send(client, {
      kind: 'create-channel',
      name: 'inc-4',
      isPrivate: false,
      topic: '',
      key: 'c',
    })) as { channel: string };
    expect(await send(client, { kind: 'invite', channel, users: ['U01GONE001', bo] })).toMatchObject({
      status: 'sent',
    });
    expect(workspace.channels().find(({ id }) => id === channel)?.members).toContain(bo);
  });

  test('pinning what is pinned', async () => {
    const { ts } = (await send(client, post('card'))) as { ts: string };
    for (const _ of [1, 2])
      expect(await send(client, { kind: 'pin', channel: general, ts })).toMatchObject({ status: 'sent' });
    expect(workspace.channels().find(({ id }) => id === general)?.pins).toHaveLength(1);
  });
});

describe('a file', () => {
  const file = (more: object = {}): SlackCall => ({
    kind: 'file',
    channel: general,
    filename: 'bgp-summary-1234.txt',
    title: 'Raw output',
    content: 'eth1 is up\n…\n',
    key: 'raw:1',
    ...more,
  });

  test('reaches the thread with every byte', async () => {
    const parent = workspace.asUser(ana).post(general, 'go');
    const sent = (await send(client, file({ threadTs: parent.ts }))) as { status: string; fileId: string };
    expect(sent.status).toBe('sent');
    const shared = workspace.messages(general).find(({ files }) => files.includes(sent.fileId));
    expect(shared).toMatchObject({ threadTs: parent.ts, user: botUser });
    expect(await (await fetch(`${workspace.url}page/file/${sent.fileId}`)).text()).toBe('eth1 is up\n…\n');
  });

  test('without any text is sent too', async () => {
    expect(await send(client, file({ content: '' }))).toMatchObject({ status: 'sent' });
  });

  test('whose last answer was lost is found again', async () => {
    workspace.faults.next('files.completeUploadExternal', { executeThenHang: true });
    expect(await send(impatient(), file())).toMatchObject({ status: 'ambiguous' });
    expect(await findSent(client, file(), self)).toMatchObject({ status: 'sent' });
    expect(workspace.messages(general).filter(({ files }) => files.length > 0)).toHaveLength(1);
  });

  test('that was not shared yet is a later try', async () => {
    workspace.faults.next('files.getUploadURLExternal', { status: 503 });
    expect(await send(client, file())).toMatchObject({ status: 'retry' });
    expect(await findSent(client, file(), self)).toBeNull();
  });

  test('is not mistaken for an earlier one of the same name: an incident is exported more than once', async () => {
    const first = file({ filename: 'INC-1.md', title: 'INC-1 up to entry 20', key: 'export:INC-1:21' });
    await send(client, first);
    const second = file({ filename: 'INC-1.md', title: 'INC-1 up to entry 40', key: 'export:INC-1:41' });
    expect(await findSent(client, second, self)).toBeNull();
  });
});
