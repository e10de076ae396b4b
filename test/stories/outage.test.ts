import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outboxCounts } from '../../src/store/outbox-questions.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { keyOf } from '../ops/outbox-bench.ts';
import { incidentChannel } from '../support/slack-hands.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';

describe.each(['socket', 'http'] as const)('ten minutes without Slack, %s mode', (mode) => {
  const clock = createStoryClock();
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';

  beforeAll(async () => {
    world = await startWorld({ mode, clock });
    bot = await startStoryBot(world, { clock });
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev2 a link loses packets');
    channel = await incidentChannel(world.workspace, ana);
    await world.workspace.asUser(ana).command(channel, '/oncall page network please look');
    await world.workspace.waitFor(() => pagesTo(ana).length === 1, 10_000);
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  const pagesTo = (user: string) =>
    world.workspace
      .channels()
      .filter(({ kind, members }) => kind === 'im' && members.includes(user))
      .flatMap(({ id }) => world.workspace.messages(id));

  test('pages go on being due, nobody hears of them, and the bot says that it is cut off', async () => {
    world.workspace.faults.down(true);
    for (let minute = 0; minute < 10; minute += 1) await bot.forward('1m');
    expect(pagesTo(bo)).toEqual([]);
    expect((await outboxCounts(bot.deps.database.db)).pending).toBeGreaterThan(0);
    if (mode === 'socket') {
      const { slack } = (await fetch(`http://127.0.0.1:${bot.httpPort}/readyz`).then((r) => r.json())) as {
        slack: string;
      };
      expect(slack).toMatch(/^disconnected since/);
    }
  }, 60_000);

  test('Slack is back: everything is delivered once, and people can type again', async () => {
    world.workspace.faults.down(false);
    if (mode === 'socket') await world.workspace.waitFor(() => world.workspace.socketCount() === 2, 30_000);
    for (let i = 0; i < 200 && (await outboxCounts(bot.deps.database.db)).pending > 0; i += 1) await bot.forward('5s');
    expect(await outboxCounts(bot.deps.database.db)).toEqual({ pending: 0, failed: 0 });
    const sent = await readEvents(bot.deps.database.db, 'INC-1', { types: ['page.sent'] });
    expect(pagesTo(ana).length + pagesTo(bo).length).toBe(sent.length);
    const keys = world.workspace
      .channels()
      .flatMap(({ id }) => world.workspace.messages(id).flatMap((m) => keyOf(m) ?? []));
    expect(new Set(keys).size).toBe(keys.length);
    expect(await world.workspace.asUser(ana).command(channel, '/inc note we are back')).toEqual({ ok: true });
    expect(world.workspace.rejected()).toEqual([]);
  }, 90_000);

  test('withheld events are told in the announcement channel', async () => {
    await world.workspace.faults.withholdEvents();
    await world.workspace.waitFor(
      () => world.workspace.messages('C0NETOPS').find(({ text }) => /withholds events/.test(text)),
      10_000,
    );
  });
});
