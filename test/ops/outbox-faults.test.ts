import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/workspace/faults.ts';
import type { Message } from '../../src/sandbox/workspace/world.ts';
import { putArtifact } from '../../src/store/artifacts.ts';
import { inTransaction } from '../../src/store/database.ts';
import { outboxCounts } from '../../src/store/outbox-questions.ts';
import { ana, bo, cy } from '../sandbox/workspace/bolt-app.ts';
import { keyOf, type OutboxBench, startOutbox, words } from './outbox-bench.ts';

const wanted = 1_000;
const timeoutMs = 400;
const incidents = 12;
const repliesEach = 20;
const people = [ana, bo, cy];

/** The same numbers for the same seed (mulberry32), so that a failure can be played again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const faults: ((random: () => number) => Fault)[] = [
  (random) => ({ status: 429, retryAfterSeconds: 1 + Math.floor(random() * 30) }),
  () => ({ status: 500 }),
  () => ({ error: 'internal_error' }),
  // Slow, but in time; and so slow that it is carried out long after it was given up.
  () => ({ delayMs: 50 }),
  () => ({ delayMs: 2 * timeoutMs }),
  () => ({ executeThenHang: true }),
  () => ({ hangUp: 'before' }),
  () => ({ hangUp: 'after' }),
];

async function fill(outbox: OutboxBench): Promise<void> {
  const raw = 'show ip bgp summary\n';
  await inTransaction(outbox.database(), (trx) =>
    putArtifact(trx, { sha256: 'a'.repeat(64), text: raw, createdAt: '2026-11-23T03:00:00.000Z' }),
  );
  for (let n = 1; n <= incidents; n += 1) {
    const id = await outbox.declare(n);
    const to = { incident: id };
    const common = { incident: id } as const;
    await outbox.intend(
      { kind: 'create-channel', incident: id, name: `inc-${n}`, isPrivate: false, topic: id },
      { key: `channel:${id}`, ...common },
    );
    await outbox.intend({ kind: 'post', to, view: words(`card ${n}`) }, { key: `card:${id}`, ...common });
    await outbox.intend({ kind: 'pin', to, message: `card:${id}` }, { key: `pin:${id}`, ...common });
    await outbox.intend({ kind: 'invite', to, users: people }, { key: `invite:${id}`, ...common });
    for (let i = 0; i < repliesEach; i += 1) {
      await outbox.intend(
        { kind: 'post', to, view: words(`reply ${i}`), threadOf: `card:${id}` },
        { key: `reply:${id}:${i}`, lane: 'output', ...common },
      );
      if (i % 4 === 0)
        await outbox.intend(
          { kind: 'update', to, message: `card:${id}`, view: words(`card ${n}, edit ${i}`) },
          { key: `card:${id}:${i}`, coalesce: `card:${id}`, ...common },
        );
      if (i % 5 === 0)
        await outbox.intend(
          {
            kind: 'file',
            to,
            threadOf: `card:${id}`,
            filename: 'raw.txt',
            title: `raw ${i}`,
            artifacts: ['a'.repeat(64)],
          },
          { key: `raw:${id}:${i}`, lane: 'output', ...common },
        );
    }
    for (const user of people)
      await outbox.intend(
        { kind: 'dm', user, view: words(`page ${n}`) },
        { key: `page:${id}:${user}`, lane: 'page', ...common },
      );
    await outbox.intend(
      { kind: 'post', to, view: words(`approve ${n}`) },
      { key: `ask:${id}`, lane: 'approval', ...common },
    );
  }
}

const posting = ['chat.postMessage', 'files.completeUploadExternal'];

/** Posts by key and files by title, in the order in which they stand. */
function standing(messages: readonly Message[]): string[] {
  return messages.flatMap(
    (message) => keyOf(message) ?? (message.files.length > 0 ? [`file in ${message.channel}`] : []),
  );
}

const counted = (names: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

test.each([2026])(
  `${wanted} random faults, crashes among them (seed %i): nothing is lost, nothing stands twice, every thread is in order`,
  async (seed) => {
    const random = seeded(seed);
    const outbox = await startOutbox({ timeoutMs });
    await fill(outbox);
    let injected = 0;
    /** Requests that Slack carries out after they were given up: only these may leave a double, for a minute. */
    let late = 0;
    /** Of those, the ones that may not have been carried out yet: until when, and the outbox's time when they came. */
    let underWay: { untilMs: number; since: number }[] = [];
    outbox.workspace.faults.each((method) => {
      // Looking for a message is hit as well; only asking who we are is spared, nothing depends on it.
      if (method === 'auth.test' || injected >= wanted || random() > 0.6) return null;
      injected += 1;
      const fault = faults[Math.floor(random() * faults.length)]?.(random) ?? null;
      const delayMs = fault?.delayMs ?? 0;
      if (posting.includes(method) && delayMs > timeoutMs) late += 1;
      if (delayMs > 0) underWay.push({ untilMs: performance.now() + delayMs + timeoutMs, since: outbox.now() });
      return fault;
    });
    let crashes = 0;
    const start = performance.now();
    const isDone = async () => (await outboxCounts(outbox.database().db)).pending === 0;
    while (!(await isDone()) || injected < wanted) {
      // What is left over of the thousand falls on more of the same.
      if (await isDone()) await more(outbox, injected);
      await outbox.pump();
      // What was given up is carried out within the minute after which its double is looked for: the outbox's clock,
      // which goes fifty times as fast as the machine's, waits for it.
      underWay = underWay.filter(({ untilMs }) => untilMs > performance.now());
      if (underWay.every(({ since }) => outbox.now() - since < 30_000)) outbox.pass(250);
      await pause(5);
      if (injected >= (crashes + 1) * 150) {
        crashes += 1;
        await outbox.restart();
      }
      if (performance.now() - start > 220_000) throw new Error(`not done: ${outbox.lines.slice(-5).join('\n')}`);
    }
    // The last late request has been carried out by then, and its double is looked for after a minute.
    await pause(3 * timeoutMs);
    await outbox.settled();
    outbox.pass(120_000);
    await outbox.deliverAll();

    const rows = await outbox.database().db.selectFrom('outbox').selectAll().execute();
    const messages = outbox.workspace.channels().flatMap(({ id }) => outbox.workspace.messages(id));
    const counts = counted(messages.flatMap((message) => keyOf(message) ?? []));
    const titles = counted(
      outbox.workspace
        .channels()
        .flatMap(({ id }) =>
          outbox.workspace.messages(id).flatMap(({ files }) => files.map((file) => `${id} ${file}`)),
        ),
    );
    const posts = rows.filter(({ kind }) => ['post', 'dm'].includes(kind));
    const files = rows.filter(({ kind }) => kind === 'file');
    const lost = posts.filter(({ key }) => !counts.has(key)).length + Math.max(0, files.length - titles.size);
    const doubled = [...counts.values()].filter((n) => n > 1).length + Math.max(0, titles.size - files.length);
    const requests = outbox.workspace.log().filter(({ method }) => posting.includes(method));
    const takenBack = outbox.workspace.log().filter(({ method, ok }) => method === 'chat.delete' && ok).length;
    console.log(
      `outbox, seed ${seed}: ${injected} faults, ${crashes} crashes; ${posts.length + files.length} messages sent, ` +
        `${requests.length - posts.length - files.length} repeated requests, ${takenBack} late doubles taken back, ${lost} lost, ${doubled} doubled`,
    );
    expect({ injected, lost, doubled }).toEqual({ injected: wanted, lost: 0, doubled: 0 });
    // What was lost in any other way is looked for before it is sent again: nobody sees it twice, not for a moment.
    expect(takenBack).toBeLessThanOrEqual(late);
    expect(rows.filter(({ status }) => !['sent', 'superseded'].includes(status))).toEqual([]);
    for (let n = 1; n <= incidents; n += 1) {
      const own = outbox.workspace.channels().filter(({ name }) => new RegExp(`^inc-${n}(-|$)`).test(name));
      expect(own.map(({ name }) => name)).toEqual([`inc-${n}`]);
      const [channel] = own;
      const thread = outbox.workspace.messages(channel?.id ?? '').filter(({ threadTs }) => threadTs !== null);
      const replies = standing(thread).filter((key) => key.startsWith(`reply:INC-${n}:`));
      expect(replies).toEqual(Array.from({ length: repliesEach }, (_, i) => `reply:INC-${n}:${i}`));
      const card = outbox.workspace.messages(channel?.id ?? '').find((message) => keyOf(message) === `card:INC-${n}`);
      expect(card?.text).toBe(`card ${n}, edit 16`);
      expect(channel?.pins).toHaveLength(1);
    }
  },
  240_000,
);

let extra = 0;
async function more(outbox: OutboxBench, injected: number): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    extra += 1;
    await outbox.intend(
      { kind: 'post', to: { channel: 'C0GENERAL' }, view: words(`more ${extra}`) },
      { key: `more:${injected}:${extra}`, lane: i % 2 === 0 ? 'output' : 'timeline' },
    );
  }
}
