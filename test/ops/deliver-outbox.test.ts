import { describe, expect, test } from 'vitest';
import type { SlackIntent } from '../../src/ops/slack-intent.ts';
import { putArtifact } from '../../src/store/artifacts.ts';
import { inTransaction } from '../../src/store/database.ts';
import { incidentById, setChannelClosed } from '../../src/store/incidents.ts';
import { outboxCounts, resultOf } from '../../src/store/outbox-questions.ts';
import { ana, bo } from '../sandbox/workspace/bolt-app.ts';
import { announce, keyOf, type OutboxBench, startOutbox, words } from './outbox-bench.ts';

const general = 'C0GENERAL';
const post = (text: string, channel = general): SlackIntent => ({ kind: 'post', to: { channel }, view: words(text) });
const dm = (user: string, text: string): SlackIntent => ({ kind: 'dm', user, view: words(text) });
const texts = ({ workspace }: OutboxBench, channel = general) => workspace.messages(channel).map(({ text }) => text);
const pagesTo = ({ workspace }: OutboxBench, user: string) =>
  workspace
    .channels()
    .filter(({ kind, members }) => kind === 'im' && members.includes(user))
    .flatMap(({ id }) => workspace.messages(id).map(({ text }) => text));

/** An incident with its channel and its card. */
async function declared(outbox: OutboxBench, number = 1): Promise<{ id: string; channel: string }> {
  const id = await outbox.declare(number);
  await outbox.intend(
    { kind: 'create-channel', incident: id, name: `inc-${number}`, isPrivate: false, topic: id },
    { key: `channel:${id}`, incident: id },
  );
  await outbox.intend(
    { kind: 'post', to: { incident: id }, view: words(`card of ${id}`) },
    { key: `card:${id}`, incident: id },
  );
  await outbox.deliver();
  return { id, channel: (await incidentById(outbox.database().db, id))?.channelId ?? '' };
}

describe('lanes', () => {
  test('a 429 with Retry-After 30 holds up its own lane and kind; pages and approvals go at once', async () => {
    const outbox = await startOutbox();
    outbox.workspace.faults.next('chat.postMessage', { status: 429, retryAfterSeconds: 30 });
    await outbox.intend(post('output 1'), { key: 'o1', lane: 'output' });
    await outbox.deliver();
    await outbox.intend(post('output 2', announce), { key: 'o2', lane: 'output' });
    await outbox.intend(post('approval'), { key: 'a1', lane: 'approval' });
    await outbox.intend(dm(ana, 'page'), { key: 'p1', lane: 'page' });
    const startedMs = performance.now();
    await outbox.deliver();
    expect(performance.now() - startedMs).toBeLessThan(2_000);
    expect(texts(outbox)).toEqual(['approval']);
    expect(pagesTo(outbox, ana)).toEqual(['page']);
    expect(texts(outbox, announce)).toEqual([]);
    outbox.pass(29_000);
    await outbox.deliver();
    expect(texts(outbox)).toEqual(['approval']);
    outbox.pass(1_100);
    await outbox.deliver();
    expect([texts(outbox), texts(outbox, announce)]).toEqual([['approval', 'output 1'], ['output 2']]);
  });

  test('a page that Slack holds back holds up no other page', async () => {
    const outbox = await startOutbox();
    outbox.workspace.faults.next('chat.postMessage', { status: 429, retryAfterSeconds: 30 });
    await outbox.intend(dm(ana, 'page'), { key: 'p1', lane: 'page' });
    await outbox.deliver();
    await outbox.intend(dm(bo, 'page'), { key: 'p2', lane: 'page' });
    await outbox.deliver();
    expect([pagesTo(outbox, ana), pagesTo(outbox, bo)]).toEqual([[], ['page']]);
  });

  test('what is urgent overtakes a queue in the same channel', async () => {
    const outbox = await startOutbox();
    for (let i = 0; i < 30; i += 1) await outbox.intend(post(`output ${i}`), { key: `o${i}`, lane: 'output' });
    await outbox.deliver();
    await outbox.intend(post('approve this'), { key: 'a', lane: 'approval' });
    outbox.pass(1_000);
    await outbox.deliver();
    expect(texts(outbox).indexOf('approve this')).toBe(8);
  });
});

test('a storm of 429: no request before its time, pages are tried all the while, then everything once and in order', async () => {
  const outbox = await startOutbox();
  const { id, channel } = await declared(outbox);
  let limited = 0;
  outbox.workspace.faults.each((method) => {
    if (method !== 'chat.postMessage' || limited === 40) return null;
    limited += 1;
    return { status: 429, retryAfterSeconds: 10 };
  });
  for (let n = 0; n < 20; n += 1)
    await outbox.intend(
      { kind: 'post', to: { incident: id }, view: words(`line ${n}`), threadOf: `card:${id}` },
      { key: `line:${n}`, incident: id, lane: 'output' },
    );
  await outbox.intend(dm(ana, 'page'), { key: 'page', lane: 'page', incident: id });
  for (let second = 0; second < 60; second += 1) {
    await outbox.deliver();
    outbox.pass(1_000);
  }
  // A minute of Retry-After: 10 is seven requests of the page and seven of the thread, however often it is looked.
  expect(limited).toBeLessThan(16);
  await outbox.deliverAll(1_000, 1_000);
  expect(limited).toBe(40);
  const thread = outbox.workspace.messages(channel).filter(({ threadTs }) => threadTs !== null);
  expect(thread.map(keyOf)).toEqual(Array.from({ length: 20 }, (_, n) => `line:${n}`));
  expect(pagesTo(outbox, ana)).toEqual(['page']);
}, 60_000);

describe('pace', () => {
  test('into one channel goes a short burst, then about one message a second; another channel does not wait', async () => {
    const outbox = await startOutbox();
    for (let i = 0; i < 20; i += 1) await outbox.intend(post(`${i}`), { key: `a${i}`, lane: 'output' });
    await outbox.intend(post('elsewhere', announce), { key: 'b', lane: 'output' });
    await outbox.deliver();
    expect(texts(outbox)).toHaveLength(8);
    expect(texts(outbox, announce)).toEqual(['elsewhere']);
    for (let second = 1; second <= 5; second += 1) {
      outbox.pass(1_000);
      await outbox.deliver();
      expect(texts(outbox)).toHaveLength(8 + second);
    }
    await outbox.deliverAll();
    expect(texts(outbox)).toEqual(Array.from({ length: 20 }, (_, i) => `${i}`));
  });
});

describe('order and doubt', () => {
  test('in one thread everything comes in the order in which it was decided, also around a lost answer', async () => {
    const outbox = await startOutbox({ timeoutMs: 200 });
    const { id, channel } = await declared(outbox);
    const threadOf = `card:${id}`;
    for (let i = 0; i < 6; i += 1)
      await outbox.intend(
        { kind: 'post', to: { incident: id }, view: words(`reply ${i}`), threadOf },
        { key: `r${i}`, incident: id, lane: i % 2 === 0 ? 'output' : 'approval' },
      );
    outbox.workspace.faults.next('chat.postMessage', { executeThenHang: true });
    outbox.workspace.faults.next('chat.postMessage', { status: 503 });
    await outbox.deliverAll();
    const replies = outbox.workspace.messages(channel).filter(({ threadTs }) => threadTs !== null);
    expect(replies.map(({ text }) => text)).toEqual([0, 1, 2, 3, 4, 5].map((i) => `reply ${i}`));
  });

  test('a request that Slack carries out long after we gave it up leaves no double behind', async () => {
    const outbox = await startOutbox({ timeoutMs: 200 });
    outbox.workspace.faults.next('chat.postMessage', { delayMs: 700 });
    await outbox.intend(post('once'), { key: 'late' });
    await outbox.deliver();
    outbox.pass(1_000);
    await outbox.deliver();
    await outbox.workspace.waitFor(() => texts(outbox).length === 2);
    outbox.pass(60_000);
    await outbox.deliverAll();
    expect(texts(outbox)).toEqual(['once']);
    const kept = (await resultOf(outbox.database().db, 'late'))?.result?.ts;
    expect(outbox.workspace.messages(general)[0]?.ts).toBe(kept);
  });

  test('a file that is carried out late stands once, too, when the answer to the second request was lost as well', async () => {
    const outbox = await startOutbox({ timeoutMs: 200 });
    const { id, channel } = await declared(outbox);
    const sha256 = 'a'.repeat(64);
    await inTransaction(outbox.database(), (trx) =>
      putArtifact(trx, { sha256, text: 'show version\n', createdAt: '2026-11-23T03:00:00.000Z' }),
    );
    const files = () => outbox.workspace.messages(channel).flatMap((message) => message.files);
    outbox.workspace.faults.next('files.completeUploadExternal', { delayMs: 1_200 });
    outbox.workspace.faults.next('files.completeUploadExternal', { executeThenHang: true });
    await outbox.intend(
      { kind: 'file', to: { incident: id }, filename: 'raw.txt', title: 'raw', artifacts: [sha256] },
      { key: 'raw', incident: id, lane: 'output' },
    );
    await outbox.deliver();
    for (let tries = 0; tries < 2; tries += 1) {
      outbox.pass(5_000);
      await outbox.deliver();
    }
    expect(files()).toHaveLength(1);
    await outbox.workspace.waitFor(() => files().length === 2);
    outbox.pass(60_000);
    await outbox.deliverAll();
    expect(files()).toHaveLength(1);
  });

  test.for([
    ['a 500', { status: 500 }],
    ['a connection cut after', { hangUp: 'after' }],
    ['a connection cut before', { hangUp: 'before' }],
    ['an error of Slack', { error: 'internal_error' }],
    ['an answer that takes a while', { delayMs: 100 }],
    ['an answer that never comes', { executeThenHang: true }],
  ] as const)('%s: the message stands once', async ([, fault]) => {
    const outbox = await startOutbox({ timeoutMs: 300 });
    outbox.workspace.faults.next('chat.postMessage', fault);
    await outbox.intend(post('once'), { key: 'once' });
    await outbox.deliverAll();
    outbox.pass(120_000);
    await outbox.deliverAll();
    expect(texts(outbox)).toEqual(['once']);
  });

  test('a 429 after a lost answer does not make it forget the doubt', async () => {
    const outbox = await startOutbox({ timeoutMs: 200 });
    outbox.workspace.faults.next('chat.postMessage', { delayMs: 900 });
    await outbox.intend(post('once'), { key: 'late' });
    await outbox.deliver();
    outbox.workspace.faults.next('chat.postMessage', { status: 429, retryAfterSeconds: 1 });
    outbox.pass(600);
    await outbox.deliver();
    await outbox.workspace.waitFor(() => texts(outbox).length === 1);
    outbox.pass(1_500);
    await outbox.deliver();
    expect(texts(outbox)).toEqual(['once']);
  });

  test('edits of one message while Slack is away become the last one', async () => {
    const outbox = await startOutbox();
    const { id, channel } = await declared(outbox);
    outbox.workspace.faults.down(true);
    for (let i = 1; i <= 5; i += 1) {
      await outbox.intend(
        { kind: 'update', to: { incident: id }, message: `card:${id}`, view: words(`card, edit ${i}`) },
        { key: `card:${id}:${i}`, coalesce: `card:${id}`, incident: id },
      );
      await outbox.deliver();
      outbox.pass(5_000);
    }
    outbox.workspace.faults.down(false);
    await outbox.deliverAll();
    const edits = outbox.workspace.log().filter(({ method, ok }) => method === 'chat.update' && ok);
    expect(edits).toHaveLength(1);
    expect(texts(outbox, channel)).toContain('card, edit 5');
  });
});

describe('when Slack refuses', () => {
  test('the app’s token: everything waits, it is said, and all of it goes out when the token is good again', async () => {
    const outbox = await startOutbox();
    outbox.workspace.faults.revokeToken(true);
    await outbox.intend(post('one'), { key: 'one' });
    await outbox.intend(dm(ana, 'page'), { key: 'page', lane: 'page' });
    await outbox.deliver();
    outbox.pass(600_000);
    await outbox.deliver();
    expect(outbox.degraded()).toEqual([
      expect.stringMatching(/token was revoked.*\(token_revoked\).*wait in the store/),
    ]);
    expect(await outboxCounts(outbox.database().db)).toEqual({ pending: 2, failed: 0 });
    outbox.workspace.faults.revokeToken(false);
    await outbox.deliverAll();
    expect([texts(outbox), pagesTo(outbox, ana)]).toEqual([['one'], ['page']]);
    expect(outbox.degraded()).toEqual([]);
  });

  test('a scope: that one thing does not work, the channel hears it once and what to do; the rest goes on', async () => {
    const outbox = await startOutbox();
    const { id, channel } = await declared(outbox);
    outbox.workspace.faults.withoutScopes(['pins:write']);
    for (const key of ['pin 1', 'pin 2'])
      await outbox.intend({ kind: 'pin', to: { incident: id }, message: `card:${id}` }, { key, incident: id });
    await outbox.deliverAll();
    const told = texts(outbox, channel).filter((text) => /lacks the permission pins:write/.test(text));
    expect(told).toHaveLength(1);
    expect(outbox.degraded()).toEqual([expect.stringContaining('pins:write')]);
    outbox.workspace.faults.withoutScopes([]);
    await outbox.intend({ kind: 'pin', to: { incident: id }, message: `card:${id}` }, { key: 'pin 3', incident: id });
    await outbox.deliverAll();
    expect(outbox.degraded()).toEqual([]);
  });

  test.for([
    ['is_archived', /the channel is archived/],
    ['not_in_channel', /not in the channel.*\/invite/],
    ['channel_not_found', /no such channel/],
  ] as const)('%s: the incident’s messages go to the announcement channel, which hears why', async ([word, why]) => {
    const outbox = await startOutbox();
    const { id, channel } = await declared(outbox);
    outbox.workspace.faults.next('chat.postMessage', { error: word });
    await outbox.intend(
      { kind: 'post', to: { incident: id }, view: words('still going on') },
      { key: 'first', incident: id },
    );
    await outbox.deliverAll();
    await outbox.intend(
      { kind: 'update', to: { incident: id }, message: `card:${id}`, view: words('card again') },
      { key: 'edit', incident: id },
    );
    await outbox.intend({ kind: 'post', to: { incident: id }, view: words('and on') }, { key: 'second', incident: id });
    await outbox.deliverAll();
    const there = texts(outbox, announce);
    expect(there.filter((text) => why.test(text))).toHaveLength(1);
    expect(there).toEqual(expect.arrayContaining([`${id}: still going on`, `${id}: and on`]));
    expect(texts(outbox, channel)).toEqual(expect.arrayContaining([`card of ${id}`]));
    expect(await outboxCounts(outbox.database().db)).toEqual({ pending: 0, failed: 0 });
    await setChannelClosed(outbox.database().db, id, null);
    await outbox.intend({ kind: 'post', to: { incident: id }, view: words('back') }, { key: 'third', incident: id });
    await outbox.deliverAll();
    expect(texts(outbox, channel)).toContain('back');
  });

  test('every name for a channel: its messages go to the announcement channel, which hears why', async () => {
    const outbox = await startOutbox();
    outbox.workspace.faults.next('conversations.create', { error: 'name_taken' }, 20);
    const { id } = await declared(outbox);
    await outbox.deliverAll();
    expect(texts(outbox, announce)).toEqual(
      expect.arrayContaining([`${id}: card of ${id}`, expect.stringMatching(/names like it are taken/)]),
    );
  });

  test('a policy of the workspace, for the channel: the same', async () => {
    const outbox = await startOutbox();
    outbox.workspace.faults.next('conversations.create', { error: 'restricted_action' });
    const { id } = await declared(outbox);
    await outbox.deliverAll();
    expect(texts(outbox, announce)).toEqual(
      expect.arrayContaining([`${id}: card of ${id}`, expect.stringMatching(/policy of the workspace.*administrator/)]),
    );
  });

  test('a page to somebody who is gone is told to the incident', async () => {
    const outbox = await startOutbox();
    const { id, channel } = await declared(outbox);
    await outbox.intend(dm('U01GONE001', 'page'), { key: 'page', lane: 'page', incident: id });
    await outbox.deliverAll();
    expect(texts(outbox, channel)).toContainEqual(expect.stringMatching(/deactivated.*people:/));
  });
});

test('ten minutes without Slack: everything is delivered once, in order, and nothing is asked in a hot loop', async () => {
  const outbox = await startOutbox();
  const { id, channel } = await declared(outbox);
  outbox.workspace.faults.down(true);
  const asked = () => outbox.workspace.log().length;
  const before = asked();
  for (let second = 0; second < 600; second += 10) {
    const n = second / 10;
    await outbox.intend(
      { kind: 'post', to: { incident: id }, view: words(`line ${n}`), threadOf: `card:${id}` },
      { key: `line:${n}`, incident: id },
    );
    if (n % 10 === 0) await outbox.intend(dm(ana, `page ${n}`), { key: `page:${n}`, lane: 'page', incident: id });
    await outbox.deliver();
    outbox.pass(10_000);
  }
  expect(asked() - before).toBeLessThan(400);
  await outbox.restart();
  outbox.workspace.faults.down(false);
  await outbox.deliverAll();
  const thread = outbox.workspace.messages(channel).filter(({ threadTs }) => threadTs !== null);
  expect(thread.map(keyOf)).toEqual(Array.from({ length: 60 }, (_, n) => `line:${n}`));
  expect(pagesTo(outbox, ana)).toEqual([0, 10, 20, 30, 40, 50].map((n) => `page ${n}`));
  outbox.pass(120_000);
  await outbox.deliverAll();
  expect(outbox.workspace.messages(channel).filter(({ threadTs }) => threadTs !== null)).toHaveLength(60);
}, 60_000);
