import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEvents } from '../../src/store/timeline.ts';
import { incidentChannel } from '../support/slack-hands.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';
const netops = 'C0NETOPS';

describe('somebody asks too much', () => {
  const clock = createStoryClock();
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;

  beforeAll(async () => {
    // The workspace's triggers live in the bot's time.
    world = await startWorld({ clock, asks: null });
    bot = await startStoryBot(world, { clock });
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  /** Everybody sees what a device answered; a refusal only who asked. Bo asks leaf2 and nobody else does. */
  const answersOf = (user: string) => [
    ...world.workspace
      .messages(netops)
      .map(({ text }) => text)
      .filter((text) => text.includes(user === bo ? 'leaf2 version' : 'leaf1 version')),
    ...world.workspace.ephemerals(user).map(({ text }) => text),
  ];
  const refusals = (user: string) =>
    answersOf(user).filter((text) => /asked devices 60 times within a minute\. Again in \d+ s/.test(text));
  const isIn = (text: string) => !/asked devices/.test(text);
  const type = async (user: string, line: string) => {
    expect(await world.workspace.asUser(user).command(netops, line)).toEqual({ ok: true });
  };
  const recorded = () => readEvents(bot.deps.database.db, null, { types: ['access.refused'] });

  test('200 questions in ten seconds: sixty are asked, the rest is told when to ask again; nobody else waits', async () => {
    const began = clock.nowMs();
    const typed: Promise<void>[] = [];
    for (let n = 0; n < 200; n += 1) {
      typed.push(type(ana, '/net version leaf1'));
      if (n === 100) typed.push(type(bo, '/net version leaf2'));
      await new Promise((resolve) => setTimeout(resolve, 40));
      // Three seconds and more behind Bo's question, in the middle of Ana's.
      if (n === 190) expect(answersOf(bo).some(isIn)).toBe(true);
    }
    await Promise.all(typed);
    await world.workspace.waitFor(() => answersOf(ana).length === 200, 15_000);
    // One more becomes possible with each second.
    const most = 60 + Math.ceil((clock.nowMs() - began) / 1_000);
    const asked = answersOf(ana).filter(isIn).length;
    expect(asked).toBeGreaterThanOrEqual(60);
    expect(asked).toBeLessThanOrEqual(most);
    expect(refusals(ana)).toHaveLength(200 - asked);
    expect(refusals(bo)).toEqual([]);
  }, 40_000);

  test('the record says so once a minute, not once a question', async () => {
    expect((await recorded()).map(({ body }) => body)).toEqual([
      {
        person: 'ana',
        right: 'read',
        words: 'net version',
        why: 'You have asked devices 60 times within a minute',
      },
    ]);
  });

  test('a restart does not fill it; a minute does', async () => {
    await bot.stop();
    bot = await startStoryBot(world, { clock });
    const before = answersOf(ana).length;
    const refusedBefore = refusals(ana).length;
    for (let i = 0; i < 20; i += 1) await type(ana, '/net version leaf1');
    await world.workspace.waitFor(() => answersOf(ana).length === before + 20, 10_000);
    expect(refusals(ana).length).toBeGreaterThan(refusedBefore);
    const refused = refusals(ana).length;
    clock.forward(60_000);
    await type(ana, '/net version leaf1');
    await world.workspace.waitFor(() => answersOf(ana).length === before + 21, 10_000);
    expect(refusals(ana)).toHaveLength(refused);
  }, 40_000);

  test('what is no question to a device is not counted', async () => {
    const before = answersOf(ana).length;
    const refused = refusals(ana).length;
    for (let i = 0; i < 80; i += 1) await type(ana, '/inc list');
    await world.workspace.waitFor(() => answersOf(ana).length === before + 80, 15_000);
    expect(refusals(ana)).toHaveLength(refused);
  }, 40_000);

  test('proposals are bounded by the hour', async () => {
    await type(ana, '/inc declare sev3 many changes');
    const channel = await incidentChannel(world.workspace, ana);
    await bot.deps.database.db
      .insertInto('allowance')
      .values({ name: 'propose:person:ana', left_over: 1, at: new Date(clock.nowMs()).toISOString(), told_until: null })
      .execute();
    for (let i = 0; i < 2; i += 1)
      await world.workspace.asUser(ana).command(channel, `/mitigate interface-shutdown leaf${i + 1} eth1 noisy`);
    await world.workspace.waitFor(
      () => answersOf(ana).some((text) => /You have proposed 20 changes within an hour\. Again in [23] min/.test(text)),
      10_000,
    );
    const proposed = () => readEvents(bot.deps.database.db, 'INC-1', { types: ['mitigation.proposed'] });
    await expect.poll(async () => (await proposed()).length, { timeout: 10_000 }).toBe(1);
  }, 30_000);
});
