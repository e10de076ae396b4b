import type { App } from '@slack/bolt';
import type { View as SlackView } from '@slack/types';
import { afterEach, describe, expect, test } from 'vitest';
import type { Workspace, WorkspaceOptions } from '../../../src/sandbox/workspace/workspace.ts';
import { ana, bo, botUser, cy, startBoltApp, startTestWorkspace } from './bolt-app.ts';

const general = 'C0GENERAL';
const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(register: (app: App) => void = () => {}, more: Partial<WorkspaceOptions> = {}) {
  const workspace = await startTestWorkspace(more);
  ends.push(() => workspace.close());
  const bot = await startBoltApp(workspace, register);
  ends.push(() => bot.stop());
  return { workspace, client: bot.client };
}

const titleInput = {
  type: 'input' as const,
  block_id: 'title',
  label: { type: 'plain_text' as const, text: 'Title' },
  element: { type: 'plain_text_input' as const, action_id: 'text' },
};

function form(more: Partial<SlackView> = {}): SlackView {
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  return {
    type: 'modal',
    callback_id: 'declare',
    title: plain('Declare'),
    submit: plain('Go'),
    blocks: [titleInput],
    ...more,
  } as SlackView;
}

const button = (actionId: string) => ({
  type: 'actions' as const,
  block_id: 'buttons',
  elements: [
    {
      type: 'button' as const,
      action_id: actionId,
      value: 'opaque',
      text: { type: 'plain_text' as const, text: 'Go' },
    },
  ],
});

const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no error',
    (error: { data?: { error: string }; message: string }) => error.data?.error ?? error.message,
  );

describe('slash commands', () => {
  test('reach the app with people and channels escaped, and the text of the ack is seen by the writer alone', async () => {
    let seen: Record<string, unknown> = {};
    const { workspace } = await start((app) => {
      app.command('/inc', async ({ ack, command }) => {
        seen = command;
        await ack('Declaring…');
      });
    });
    expect(await workspace.asUser(ana).command(general, '/inc lead @bo in #general a<b')).toEqual({ ok: true });
    expect(seen.text).toBe(`lead <@${bo}|bo> in <#${general}|general> a&lt;b`);
    expect(seen).toMatchObject({ user_id: ana, user_name: 'ana', channel_name: 'general', team_id: 'T0RINGDOWN' });
    expect(workspace.ephemerals(ana).map(({ text }) => text)).toEqual(['Declaring…']);
    expect(workspace.ephemerals(bo)).toEqual([]);
    expect(workspace.messages(general)).toEqual([]);
  });

  test('declare makes a channel, a card, a pin and a bookmark, and nothing is refused', async () => {
    const { workspace } = await start((app) => {
      app.command('/inc', async ({ ack, command, client, respond }) => {
        await ack();
        const { channel } = await client.conversations.create({ name: 'inc-1-lossy-link' });
        const id = String(channel?.id);
        await client.conversations.setTopic({ channel: id, topic: 'INC-1' });
        await client.conversations.invite({ channel: id, users: `${command.user_id},${bo}` });
        const card = await client.chat.postMessage({
          channel: id,
          text: 'INC-1',
          blocks: [{ type: 'header', text: { type: 'plain_text', text: 'INC-1 lossy link' } }, button('ack')],
          metadata: { event_type: 'ringdown_card', event_payload: { incident: 'INC-1' } },
        });
        await client.pins.add({ channel: id, timestamp: String(card.ts) });
        await client.bookmarks.add({ channel_id: id, type: 'link', title: 'Export', link: 'https://example.net/' });
        await respond({ text: `<#${id}> is open`, response_type: 'in_channel' });
      });
    });
    await workspace.asUser(ana).command(general, '/inc declare sev2 lossy link');
    const announcement = await workspace.waitFor(() => workspace.messages(general).at(-1));
    const channel = workspace.channels().find(({ name }) => name === 'inc-1-lossy-link');
    expect(announcement.text).toBe(`<#${channel?.id}> is open`);
    expect(channel).toMatchObject({
      members: [botUser, ana, bo],
      topic: { value: 'INC-1' },
      pins: [{ createdBy: botUser }],
    });
    expect(workspace.rejected()).toEqual([]);
  });

  test('an app silent for the ack deadline shows operation_timeout to that person', async () => {
    const { workspace } = await start((app) => app.command('/slow', async () => {}), { ackDeadlineMs: 200 });
    expect(await workspace.asUser(bo).command(general, '/slow')).toEqual({ ok: false, error: 'operation_timeout' });
    expect(workspace.ephemerals(bo)[0]).toMatchObject({ from: 'slackbot' });
    expect(workspace.ephemerals(bo)[0]?.text).toContain('operation_timeout');
  });

  test('without a connected app the person sees dispatch_failed; a command nobody registered is named', async () => {
    const workspace = await startTestWorkspace();
    ends.push(() => workspace.close());
    expect(await workspace.asUser(ana).command(general, '/inc list')).toMatchObject({ error: 'dispatch_failed' });
    expect(await workspace.asUser(ana).command(general, '/nope')).toMatchObject({ error: 'unknown_command' });
  });
});

describe('interactions', () => {
  test('a click carries the message and the button value, and chat.update changes the card in place', async () => {
    let value = '';
    const { workspace, client } = await start((app) => {
      app.action('ack', async ({ ack, body, action, client: api }) => {
        await ack();
        if (body.type !== 'block_actions' || action.type !== 'button') return;
        value = `${action.value} ${body.message?.text}`;
        const place = { channel: String(body.channel?.id), ts: String(body.message?.ts) };
        await api.chat.update({ ...place, text: 'Acknowledged', blocks: [] });
      });
    });
    const { ts } = await client.chat.postMessage({ channel: general, text: 'Page', blocks: [button('ack')] });
    expect(await workspace.asUser(ana).click(general, String(ts), 'ack')).toEqual({ ok: true });
    await workspace.waitFor(() => workspace.messages(general)[0]?.text === 'Acknowledged');
    expect(workspace.messages(general)).toHaveLength(1);
    expect(value).toBe('opaque Page');
  });

  test('respond on an ephemeral replaces it, and the sixth use is refused', async () => {
    const statuses: string[] = [];
    const { workspace, client } = await start((app) => {
      app.action('ack', async ({ ack, respond }) => {
        await ack();
        for (let use = 1; use <= 6; use += 1) {
          statuses.push(
            await respond({ replace_original: true, text: `use ${use}` }).then(
              () => 'ok',
              (error: { statusCode?: number }) => String(error.statusCode),
            ),
          );
        }
      });
    });
    await client.chat.postEphemeral({ channel: general, user: ana, text: 'Sure?', blocks: [button('ack')] });
    await workspace.asUser(ana).click(general, workspace.ephemerals(ana)[0]?.ts ?? '', 'ack');
    await workspace.waitFor(() => statuses.length === 6);
    expect(statuses).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', '404']);
    expect(workspace.ephemerals(ana).map(({ text }) => text)).toEqual(['use 5']);
  });

  test('a modal opens by its trigger, shows errors by block, keeps required inputs and closes on an empty ack', async () => {
    const submitted: unknown[] = [];
    const { workspace } = await start((app) => {
      app.command('/inc', async ({ ack, command, client }) => {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: form({ private_metadata: 'from-general' }) });
      });
      app.view('declare', async ({ ack, view }) => {
        const title = view.state.values.title?.text?.value;
        submitted.push([title, view.private_metadata]);
        if (title === 'bad') await ack({ response_action: 'errors', errors: { title: 'Say more.' } });
        else await ack();
      });
    });
    const person = workspace.asUser(ana);
    await person.command(general, '/inc declare');
    const view = await workspace.waitFor(() => workspace.views()[0]);
    expect(await person.submit(view, {})).toMatchObject({
      ok: false,
      error: 'required',
      fields: { title: expect.any(String) },
    });
    expect(await person.submit(view, { title: 'bad' })).toMatchObject({ fields: { title: 'Say more.' } });
    expect(workspace.views()).toHaveLength(1);
    expect(await person.submit(view, { title: 'lossy link' })).toEqual({ ok: true });
    expect(workspace.views()).toEqual([]);
    expect(submitted).toEqual([
      ['bad', 'from-general'],
      ['lossy link', 'from-general'],
    ]);
    expect(workspace.rejected()).toEqual([]);
  });

  test('a trigger opens one view and only for 3 s; a stale hash and an unknown view are refused', async () => {
    const errors: string[] = [];
    let now = Date.parse('2026-11-23T03:00:00Z');
    let late = false;
    const { workspace } = await start(
      (app) => {
        app.command('/inc', async ({ ack, command, client }) => {
          await ack();
          if (late) now += 3_001;
          const open = () => client.views.open({ trigger_id: command.trigger_id, view: form() });
          errors.push(await errorOf(open()), await errorOf(open()));
          const id = workspace.views()[0]?.id ?? '';
          errors.push(await errorOf(client.views.update({ view_id: id, hash: 'stale', view: form() })));
          errors.push(await errorOf(client.views.update({ view_id: 'V0NONE', view: form() })));
        });
      },
      { nowMs: () => now },
    );
    await workspace.asUser(ana).command(general, '/inc');
    await workspace.waitFor(() => errors.length === 4);
    expect(errors.splice(0)).toEqual(['no error', 'exchanged_trigger_id', 'hash_conflict', 'not_found']);
    late = true;
    await workspace.asUser(ana).command(general, '/inc');
    await workspace.waitFor(() => errors.length === 4);
    expect(errors.slice(0, 2)).toEqual(['expired_trigger_id', 'expired_trigger_id']);
  });
});

describe('events', () => {
  test('reactions, mentions, threads and joins reach the app from channels it is in, and from no other', async () => {
    const heard: string[] = [];
    const { workspace, client } = await start(
      (app) => {
        app.event('reaction_added', async ({ event }) => void heard.push(`reaction ${event.reaction} ${event.user}`));
        app.event('app_mention', async ({ event }) => void heard.push(`mention ${event.text} in ${event.thread_ts}`));
        app.event('member_joined_channel', async ({ event }) => void heard.push(`joined ${event.user}`));
        app.event('channel_created', async ({ event }) => void heard.push(`created ${event.channel.name}`));
        app.message(async ({ message }) => {
          if (message.subtype === undefined) heard.push(`message ${message.text}`);
        });
      },
      {
        channels: [
          { id: general, name: 'general' },
          { id: 'C0QUIET', name: 'quiet', members: [ana] },
        ],
      },
    );
    const { ts } = await client.chat.postMessage({ channel: general, text: 'Card' });
    const person = workspace.asUser(ana);
    person.react(general, String(ts), 'pushpin');
    person.mention(general, 'status resolved', String(ts));
    person.post('C0QUIET', 'unheard');
    const { channel } = await client.conversations.create({ name: 'inc-1' });
    await client.conversations.invite({ channel: String(channel?.id), users: cy });
    await workspace.waitFor(() => heard.length >= 6);
    expect(heard.sort()).toEqual(
      [
        'created inc-1',
        `joined ${cy}`,
        `joined ${botUser}`,
        `mention <@${botUser}> status resolved in ${ts}`,
        `message <@${botUser}> status resolved`,
        `reaction pushpin ${ana}`,
      ].sort(),
    );
  });

  test('an event nobody acknowledged comes again with the same id and a rising attempt', async () => {
    const workspace = await startTestWorkspace({ ackDeadlineMs: 100 });
    ends.push(() => workspace.close());
    const call = { method: 'POST', headers: { authorization: 'Bearer xapp-test' } };
    const { url } = (await (await fetch(`${workspace.apiUrl}apps.connections.open`, call)).json()) as { url: string };
    const socket = new WebSocket(url);
    const frames: { type: string; envelope_id: string; retry_attempt: number; payload: { event_id: string } }[] = [];
    socket.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(String(data));
      frames.push(frame);
      if (frame.retry_attempt === 2) socket.send(JSON.stringify({ envelope_id: frame.envelope_id, payload: {} }));
    });
    await workspace.waitFor(() => frames[0]?.type === 'hello');
    workspace.asUser(ana).post(general, 'hello?');
    await workspace.waitFor(() => frames.length === 4);
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(frames.slice(1).map((frame) => frame.retry_attempt)).toEqual([0, 1, 2]);
    expect(new Set(frames.slice(1).map((frame) => frame.payload.event_id)).size).toBe(1);
    const again = new WebSocket(url);
    await new Promise((resolve) => again.addEventListener('error', resolve));
    expect(workspace.socketCount()).toBe(1);
  });

  test('an event raised while every socket was cut reaches the app after it reconnected', async () => {
    const heard: string[] = [];
    const { workspace } = await start(
      (app) => app.message(async ({ message }) => void heard.push(String((message as { text?: string }).text))),
      { retryDelaysMs: [0, 3_000] },
    );
    workspace.faults.killSockets();
    await workspace.waitFor(() => workspace.socketCount() === 0);
    workspace.asUser(ana).post(general, 'said while nobody listened');
    await workspace.waitFor(() => heard.length === 1, 12_000);
    expect(heard).toEqual(['said while nobody listened']);
  });

  test('a refresh of one socket leaves the other, and no event is lost', async () => {
    const heard: string[] = [];
    const { workspace } = await start((app) =>
      app.message(async ({ message }) => void heard.push(String((message as { text?: string }).text))),
    );
    workspace.faults.disconnectSockets('refresh_requested', 1);
    for (const text of ['one', 'two', 'three']) workspace.asUser(ana).post(general, text);
    await workspace.waitFor(() => heard.length === 3);
    expect(heard.sort()).toEqual(['one', 'three', 'two']);
    await workspace.waitFor(() => workspace.socketCount() === 2, 10_000);
  });
});

test('an outage answers 503 and cuts the sockets; afterwards both come back and what was said meanwhile arrives', async () => {
  const heard: string[] = [];
  const { workspace, client } = await start(
    (app) => app.message(async ({ message }) => void heard.push(String((message as { text?: string }).text))),
    { retryDelaysMs: [0, 4_000] },
  );
  workspace.faults.down(true);
  await workspace.waitFor(() => workspace.socketCount() === 0);
  expect(await errorOf(client.auth.test())).toContain('503');
  workspace.asUser(ana).post(general, 'said in the dark');
  workspace.faults.down(false);
  await workspace.waitFor(() => workspace.socketCount() === 2, 10_000);
  await workspace.waitFor(() => heard.length === 1, 10_000);
  expect(heard).toEqual(['said in the dark']);
});

describe('the Web API', () => {
  test.each([
    ['a taken name', 'name_taken', (c: App['client']) => c.conversations.create({ name: 'general' })],
    ['an upper-case name', 'invalid_name_specials', (c: App['client']) => c.conversations.create({ name: 'INC 1' })],
    ['a name of 81', 'invalid_name_maxlength', (c: App['client']) => c.conversations.create({ name: 'a'.repeat(81) })],
    [
      'a channel without the bot',
      'not_in_channel',
      (c: App['client']) => c.chat.postMessage({ channel: 'C0OTHER', text: 'x' }),
    ],
    [
      'an unknown channel',
      'channel_not_found',
      (c: App['client']) => c.chat.postMessage({ channel: 'C0NONE', text: 'x' }),
    ],
    ['an empty message', 'no_text', (c: App['client']) => c.chat.postMessage({ channel: general, text: '' })],
    [
      'a thread without parent',
      'thread_not_found',
      (c: App['client']) => c.chat.postMessage({ channel: general, text: 'x', thread_ts: '1.000001' }),
    ],
    [
      'empty block text',
      'invalid_blocks',
      (c: App['client']) =>
        c.chat.postMessage({
          channel: general,
          text: 'x',
          blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '' } }],
        }),
    ],
    [
      '51 blocks',
      'invalid_blocks',
      (c: App['client']) =>
        c.chat.postMessage({
          channel: general,
          text: 'x',
          blocks: Array.from({ length: 51 }, () => ({ type: 'divider' as const })),
        }),
    ],
    [
      'blocks over 13,200 characters',
      'msg_blocks_too_long',
      (c: App['client']) =>
        c.chat.postMessage({
          channel: general,
          text: 'x',
          blocks: Array.from({ length: 5 }, () => ({
            type: 'section' as const,
            text: { type: 'mrkdwn' as const, text: 'x'.repeat(2_900) },
          })),
        }),
    ],
    [
      'a block_id twice',
      'invalid_blocks',
      (c: App['client']) =>
        c.chat.postMessage({
          channel: general,
          text: 'x',
          blocks: [
            { type: 'divider', block_id: 'a' },
            { type: 'divider', block_id: 'a' },
          ],
        }),
    ],
    [
      'a long topic',
      'too_long',
      (c: App['client']) => c.conversations.setTopic({ channel: general, topic: 'x'.repeat(251) }),
    ],
    ['archiving general', 'cant_archive_general', (c: App['client']) => c.conversations.archive({ channel: general })],
    [
      'a deactivated person',
      'user_disabled',
      (c: App['client']) => c.conversations.invite({ channel: general, users: 'U01GONE001' }),
    ],
    [
      'a bookmark without a URL',
      'invalid_link',
      (c: App['client']) => c.bookmarks.add({ channel_id: general, type: 'link', title: 't', link: 'javascript:x' }),
    ],
    [
      'the app token where the bot token belongs',
      'not_allowed_token_type',
      (c: App['client']) => c.apiCall('auth.test', { token: 'xapp-test' }),
    ],
    ['a wrong token', 'invalid_auth', (c: App['client']) => c.apiCall('auth.test', { token: 'xoxb-other' })],
    ['an unknown method', 'unknown_method', (c: App['client']) => c.apiCall('chat.shout')],
  ] as const)('refuses %s with %s', async (_name, error, call) => {
    const { workspace, client } = await start(undefined, {
      channels: [
        { id: general, name: 'general' },
        { id: 'C0OTHER', name: 'other', members: [ana] },
      ],
    });
    expect(await errorOf(call(client))).toBe(error);
    expect(workspace.rejected().map((entry) => entry.error)).toEqual([error]);
  });

  test('keeps metadata for history, finds replies by their parent and changes only own messages', async () => {
    const { workspace, client } = await start();
    const metadata = { event_type: 'ringdown', event_payload: { key: 'INC-1:7' } };
    const card = await client.chat.postMessage({ channel: general, text: 'Card', metadata });
    await client.chat.postMessage({ channel: general, text: 'reply', thread_ts: String(card.ts) });
    const hers = workspace.asUser(ana).post(general, 'mine');
    const read = (all: boolean) => client.conversations.history({ channel: general, include_all_metadata: all });
    expect((await read(true)).messages?.map((m) => [m.text, m.metadata?.event_payload])).toEqual([
      ['mine', undefined],
      ['Card', { key: 'INC-1:7' }],
    ]);
    expect((await read(false)).messages?.[1]?.metadata).toBeUndefined();
    const replies = await client.conversations.replies({ channel: general, ts: String(card.ts) });
    expect(replies.messages?.map((m) => m.text)).toEqual(['Card', 'reply']);
    expect(await errorOf(client.chat.update({ channel: general, ts: hers.ts, text: 'x' }))).toBe('cant_update_message');
  });

  test('takes a file by filesUploadV2 and shares it in the thread', async () => {
    const { workspace, client } = await start();
    const { ts } = await client.chat.postMessage({ channel: general, text: 'Card' });
    const content = '# INC-1\n';
    await client.filesUploadV2({
      channel_id: general,
      thread_ts: String(ts),
      filename: 'INC-1.md',
      content,
      title: 'Export',
    });
    const shared = workspace.messages(general).at(-1);
    expect(shared).toMatchObject({ threadTs: ts, subtype: 'file_share' });
    const file = await fetch(`${workspace.url}page/file/${shared?.files[0]}`);
    expect([await file.text(), file.headers.get('content-disposition')]).toEqual([
      content,
      "attachment; filename*=UTF-8''INC-1.md",
    ]);
    expect(workspace.rejected()).toEqual([]);
  });

  test('limits posts to a burst of ten in one channel, not in the next', async () => {
    const { workspace, client } = await start(undefined, {
      channels: [
        { id: general, name: 'general' },
        { id: 'C0NEXT', name: 'next' },
      ],
    });
    const send = (channel: string) =>
      fetch(`${workspace.apiUrl}chat.postMessage`, {
        method: 'POST',
        headers: { authorization: 'Bearer xoxb-test', 'content-type': 'application/json' },
        body: JSON.stringify({ channel, text: 'x' }),
      });
    const statuses = await Promise.all(Array.from({ length: 12 }, () => send(general).then((r) => r.status)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect((await send(general)).headers.get('retry-after')).toBe('1');
    expect((await client.chat.postMessage({ channel: 'C0NEXT', text: 'x' })).ok).toBe(true);
  });

  test('does as the fault says: an error once, a 503, and a call carried out but never answered', async () => {
    const { workspace, client } = await start();
    const post = () => errorOf(client.chat.postMessage({ channel: general, text: 'x' }));
    workspace.faults.next('chat.postMessage', { error: 'fatal_error' });
    expect([await post(), await post()]).toEqual(['fatal_error', 'no error']);
    workspace.faults.next('chat.postMessage', { status: 503 });
    expect(await post()).toContain('503');
    workspace.faults.next('chat.postMessage', { executeThenHang: true });
    const controller = new AbortController();
    const hanging = fetch(`${workspace.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-test', 'content-type': 'application/json' },
      body: JSON.stringify({ channel: general, text: 'heard' }),
      signal: controller.signal,
    }).catch(() => 'gave up');
    await workspace.waitFor(() => workspace.messages(general).some(({ text }) => text === 'heard'));
    controller.abort();
    expect(await hanging).toBe('gave up');
    expect(workspace.rejected()).toEqual([]);
  });
});

describe('closing', () => {
  test('leaves no port, socket or stream', async () => {
    const workspace: Workspace = await startTestWorkspace();
    const stream = await fetch(`${workspace.url}page/events`);
    await workspace.close();
    await stream.text().catch(() => 'cut');
    await expect(fetch(workspace.url)).rejects.toThrow();
    expect(process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap')).toEqual([]);
  });
});
