import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import type { Milestone } from '../../src/ops/deps.ts';
import { scenarios } from '../../src/sandbox/demo/scenario.ts';
import { sendAlert } from '../../src/sandbox/demo/send-alert.ts';
import { messageWith, pressIn } from '../support/slack-hands.ts';
import type { StoryWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';
const childFile = join(import.meta.dirname, '../support/bot-child.ts');

export interface CrashStory {
  /** How often the bot died: exactly once, when the milestone was reached. */
  deaths: number;
  events: { type: string; actor: string; body: Record<string, unknown> }[];
}

/**
 * The evening on call with a bot that is killed once, at a milestone. Whoever presses a button that had no effect
 * presses it again, as people do; nothing else helps the bot. Rejects when the story does not come to its end.
 */
export async function runCrashStory(world: StoryWorld, milestone: Milestone): Promise<CrashStory> {
  let child: ChildProcess | null = null;
  let httpPort = 0;
  let skippedMs = 0;
  let deaths = 0;

  const start = async (crashAt: string) => {
    const own = fork(childFile, [world.files.config, crashAt, '1', String(skippedMs)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child = own;
    const answer = await Promise.race([once(own, 'message'), once(own, 'exit').then(() => null)]);
    if (answer === null) {
      deaths += 1;
      return start('-');
    }
    httpPort = (answer[0] as { httpPort: number }).httpPort;
  };
  const isAlive = () => child?.connected === true && child.exitCode === null && child.signalCode === null;
  const forward = async (ms: number) => {
    if (!child || !isAlive()) {
      deaths += 1;
      await start('-');
    }
    const own = child as unknown as ChildProcess;
    skippedMs += ms;
    const ended = new AbortController();
    const { signal } = ended;
    const answered = Promise.race([once(own, 'message', { signal }), once(own, 'exit', { signal })]);
    // Dead between the look and the send: the next forward starts another one.
    if (own.connected) own.send({ forwardMs: ms }, () => undefined);
    await answered;
    ended.abort();
  };
  const events = () => readEvents(world.files.store);
  const has = (type: string, actor?: string) =>
    events().some((event) => event.type === type && (actor === undefined || event.actor === actor));
  const press = (user: string, label: RegExp) => pressIn(world.workspace, user, label).catch(() => undefined);

  /** Acts until the story is where it should be; every act is what a person or the clock would do. */
  const until = async (what: string, isThere: () => boolean, act: () => Promise<unknown>) => {
    for (let tries = 0; tries < 40; tries += 1) {
      if (isThere()) return;
      await act();
      await forward(0);
    }
    throw new Error(
      `${milestone}: the story did not come to: ${what}. Last events: ${events()
        .slice(-5)
        .map(({ type }) => type)
        .join(', ')}`,
    );
  };

  const alert = scenarios[0]?.alert;
  if (!alert) throw new Error('no scenario');
  scenarios[0]?.breakIt(world.network);
  try {
    await start(milestone);
    await until(
      'the incident has its card',
      () => messageWith(world.workspace, bo, /^INC-1 /) !== null || has('incident.declared'),
      async () => {
        await sendAlert(httpPort, world.alertSecret, alert, 'firing').catch(() => undefined);
        await sleep(1_050);
      },
    );
    await until(
      'the second person is paged',
      () => events().filter(({ type }) => type === 'page.sent').length >= 2,
      () => forward(9_000),
    );
    await until(
      'the page is acknowledged',
      () => has('page.acknowledged'),
      () => press(bo, /^Acknowledge/),
    );
    await until(
      'a mitigation is proposed',
      () => has('mitigation.proposed'),
      () => forward(4_000),
    );
    await until(
      'ana has approved',
      () => has('mitigation.voted', 'ana'),
      () => press(ana, /^Approve/),
    );
    await until(
      'bo has approved',
      () => has('mitigation.voted', 'bo'),
      () => press(bo, /^Approve/),
    );
    await until(
      'the change is proved',
      () => has('mitigation.verified'),
      async () => {
        if (lastOutcome(events()) === 'not-applied') await proposeAgain(world, events);
        else await forward(4_000);
      },
    );
    await until(
      'a reminder was posted',
      () => messageWith(world.workspace, bo, /needs an update/) !== null,
      () => forward(61 * 60_000),
    );
    await until(
      'the incident is resolved',
      () => has('incident.status'),
      () => press(bo, /^Resolve/),
    );
    await until(
      'the card says so',
      () => messageWith(world.workspace, bo, /^INC-1\b.*resolved/) !== null,
      () => forward(1_000),
    );
    return { deaths, events: events() };
  } finally {
    const own = child as ChildProcess | null;
    if (own?.connected) {
      own.disconnect();
      await once(own, 'exit');
    }
  }
}

/** A change that did not take effect is never sent again by itself: people propose and approve it anew. */
async function proposeAgain(world: StoryWorld, events: () => CrashStory['events']): Promise<void> {
  const channel = world.workspace.channels().find(({ name }) => name.startsWith('inc-1'));
  if (!channel) throw new Error('the incident has no channel');
  const cy = world.workspace.asUser('U01CY00003');
  cy.join(channel.id);
  const before = events().filter(({ type }) => type === 'mitigation.proposed').length;
  await cy.command(channel.id, '/mitigate interface-shutdown leaf1 eth1 the first attempt did not take effect');
  for (let i = 0; i < 60 && events().filter(({ type }) => type === 'mitigation.proposed').length === before; i += 1)
    await sleep(100);
  for (const user of [ana, bo]) {
    for (let i = 0; i < 60; i += 1) {
      const isPressed = await pressIn(world.workspace, user, /^Approve/).then(
        () => true,
        () => false,
      );
      if (isPressed) break;
      await sleep(100);
    }
    await sleep(300);
  }
}

function lastOutcome(events: CrashStory['events']): unknown {
  return events.filter(({ type }) => type === 'mitigation.outcome').at(-1)?.body['outcome'];
}

function readEvents(store: string): CrashStory['events'] {
  const sqlite = new SQLite(store, { readonly: true });
  try {
    const rows = sqlite.prepare("select type, actor_id, body from event where chain = 'INC-1' order by seq").all() as {
      type: string;
      actor_id: string;
      body: string;
    }[];
    return rows.map(({ type, actor_id, body }) => ({
      type,
      actor: actor_id,
      body: JSON.parse(body) as Record<string, unknown>,
    }));
  } finally {
    sqlite.close();
  }
}
