import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventType } from '../../src/domain/timeline.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { verifyStore } from '../../src/store/verify.ts';
import { pressIn } from '../support/slack-hands.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';
const run = '/playbook run interface-errors leaf1 eth1 spine1 Ethernet1 198.51.100.0 192.0.2.22';

describe('the bot is stopped and started again', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';
  const clock = createStoryClock();

  beforeAll(async () => {
    world = await startWorld();
    // Longer than the test takes, so that only a skipped minute makes the second step due.
    const config = readFileSync(world.files.config, 'utf8');
    writeFileSync(world.files.config, config.replace('after: 8s', 'after: 2m'));
    bot = await startStoryBot(world, { clock });
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  const events = (type: EventType) => readEvents(bot.deps.database.db, 'INC-1', { types: [type] });
  const recorded = async (type: EventType, count = 1) => {
    for (let i = 0; i < 200; i += 1) {
      const found = await events(type);
      if (found.length >= count) return found;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error(`no ${type} within 6 s`);
  };
  const texts = () => world.workspace.messages(channel).map(({ text }) => text);
  const pagesTo = (person: string) =>
    world.workspace
      .channels()
      .filter(({ kind, members }) => kind === 'im' && members.includes(person))
      .flatMap(({ id }) => world.workspace.messages(id)).length;

  test('with an open incident, an open page, a pending mitigation and a running playbook', async () => {
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev2 a link loses packets');
    channel = await world.workspace.waitFor(
      () =>
        world.workspace.channels().find(({ name, members }) => name.startsWith('inc-1') && members.includes(ana))?.id,
      8_000,
    );
    await world.workspace.asUser(ana).command(channel, '/oncall page network please look');
    await recorded('page.sent');
    await world.workspace.asUser(ana).command(channel, '/mitigate interface-shutdown leaf1 eth1 to be decided');
    await recorded('mitigation.proposed');
    await world.workspace.asUser(ana).command(channel, run);
    await recorded('diagnostic.asked');
    expect((await events('diagnostic.answered')).length).toBeLessThan(13);
    expect(await events('note.added')).toEqual([]);
    await bot.stop();
    clock.forward(1_000);
    bot = await startStoryBot(world, { clock });
    expect((await events('diagnostic.answered')).length).toBeLessThan(13);
    await bot.tick();
    expect((await recorded('bot.restarted'))[0]?.body).toMatchObject({ resumed: ['INC-1'] });
  }, 30_000);

  test('it says in the channel that it goes on, once', () =>
    expect(texts().filter((text) => /restarted and goes on/.test(text))).toHaveLength(1));

  test('the page is escalated at its time, and everybody is paged once', async () => {
    expect([pagesTo(ana), pagesTo(bo)]).toEqual([1, 0]);
    await bot.forward('2m');
    await recorded('page.sent', 2);
    expect([pagesTo(ana), pagesTo(bo)]).toEqual([1, 1]);
  });

  test('the playbook reads on to its verdict, and no step is answered twice', async () => {
    const verdicts = async () =>
      (await events('note.added')).filter(({ body }) => body && 'text' in body && body.text?.startsWith('Verdict'));
    for (let i = 0; i < 40 && (await verdicts()).length === 0; i += 1) await bot.forward('4s');
    expect(await verdicts()).toHaveLength(1);
    const answers = await events('diagnostic.answered');
    expect(answers).toHaveLength(14);
  }, 30_000);

  test('the mitigation is still pending, and can be decided with the button of the old card', async () => {
    expect(await events('mitigation.voted')).toEqual([]);
    await pressIn(world.workspace, bo, /^Approve/);
    const votes = await recorded('mitigation.voted');
    expect(votes.map(({ actor }) => actor.id)).toEqual(['bo']);
    expect(await events('mitigation.proposed')).toHaveLength(1);
  });

  test('the status reminder comes a cadence after the declaration, once, although the bot was away between', async () => {
    const asked = () => texts().filter((text) => /needs an update/.test(text)).length;
    expect(asked()).toBe(0);
    await bot.stop();
    clock.forward(50 * 60_000);
    bot = await startStoryBot(world, { clock });
    await bot.tick();
    expect(asked()).toBe(0);
    await bot.forward('11m');
    await world.workspace.waitFor(() => asked() === 1, 8_000);
    await bot.forward('1m');
    expect(asked()).toBe(1);
  });

  test('nothing is doubled: no message stands twice, Slack refused nothing, the chain holds', async () => {
    const keys = world.workspace
      .messages(channel)
      .map(({ metadata }) => (metadata as { event_payload?: { key?: string } } | null)?.event_payload?.key)
      .filter((key) => key !== undefined);
    expect(keys.length).toBeGreaterThan(3);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await events('incident.declared')).toHaveLength(1);
    expect(world.workspace.rejected()).toEqual([]);
    expect((await verifyStore(bot.deps.database.db)).problems).toEqual([]);
  });
});
