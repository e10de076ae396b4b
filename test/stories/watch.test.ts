import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventType } from '../../src/domain/timeline.ts';
import { lastGoodOf } from '../../src/store/last-good.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { incidentChannel } from '../support/slack-hands.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';

describe('a question that is asked again and again', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';
  const clock = createStoryClock();

  beforeAll(async () => {
    world = await startWorld();
    bot = await startStoryBot(world, { clock });
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev3 watching');
    channel = await incidentChannel(world.workspace, ana);
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
  const watches = () =>
    world.workspace.messages(channel).filter(({ text }) => /^:(?:eyes|white_circle): Watch/.test(text));
  const news = () => world.workspace.messages(channel).filter(({ text }) => /Changed: /.test(text));
  const type = (line: string) => world.workspace.asUser(ana).command(channel, line);
  const answered = async (words: RegExp) => {
    await world.workspace.waitFor(() => world.workspace.ephemerals(ana).some(({ text }) => words.test(text)), 6_000);
  };

  test('edits one message at every reading and says nothing while nothing changes', async () => {
    await type('/net interfaces leaf1,leaf2 --watch 10m');
    await recorded('watch.started');
    for (let i = 0; i < 3; i += 1) await bot.forward('20s');
    const message = await world.workspace.waitFor(
      () => watches().find(({ text }) => /read [3-9] times/.test(text)),
      6_000,
    );
    expect(message.text).toMatch(/Nothing has changed/);
    expect(message.text).toMatch(/leaf1 3 of 3 interfaces up/);
    expect(watches()).toHaveLength(1);
    expect(news()).toEqual([]);
  });

  test('tells the channel once that a link went, and once that it is back', async () => {
    world.network.cut('leaf1-spine1');
    for (let i = 0; i < 3; i += 1) await bot.forward('20s');
    await recorded('watch.changed');
    world.network.heal('leaf1-spine1');
    for (let i = 0; i < 3; i += 1) await bot.forward('20s');
    const changes = await recorded('watch.changed', 2);
    expect(changes.map(({ body }) => (body && 'change' in body ? body.change : ''))).toEqual([
      expect.stringMatching(/^leaf1: eth1: up → /),
      expect.stringMatching(/^leaf1: eth1: .* → up/),
    ]);
    await world.workspace.waitFor(() => news().length === 2, 6_000);
    expect(news()[0]?.text).toContain('leaf1');
  });

  test('is listed, stopped by the beginning of its name, and reads no more', async () => {
    await type('/net watch list');
    await answered(/Watches of INC-1/);
    const started = await events('watch.started');
    const [{ body } = { body: null }] = started;
    const id = body && 'watch' in body ? body.watch : '';
    await type(`/net watch stop ${id.slice(0, 8)}`);
    await recorded('watch.stopped');
    await world.workspace.waitFor(
      () => /^:white_circle: Watched .*Ended: stopped by ana/s.test(watches()[0]?.text ?? ''),
      6_000,
    );
    const lines = world.network.transcript('leaf1').length;
    await bot.forward('5m');
    expect(world.network.transcript('leaf1').length).toBe(lines);
  });

  test('keeps the mark of a device whose neighbour is gone until it is back, though the rest of it is fine', async () => {
    await type('/net lldp-neighbors spine1 --watch 10m');
    await recorded('watch.started', 2);
    const watched = () => watches().find((message) => /lldp-neighbors/.test(message.text));
    const readings = (message: string) => Number(/read (\d+) times/.exec(message)?.[1]);
    const shown = (words: RegExp) =>
      world.workspace.waitFor(() => (words.test(watched()?.text ?? '') ? watched() : undefined), 6_000);
    await bot.forward('20s');
    await shown(/^:white_small_square: spine1 /m);
    const lastGood = () =>
      lastGoodOf(bot.deps.database.db, { device: 'spine1', diagnostic: 'lldp-neighbors', arguments: '' });
    const first = await lastGood();
    expect(first?.isHealthy).toBe(true);
    world.network.cut('leaf1-spine1');
    await bot.forward('20s');
    const { text } = await shown(/gone/);
    expect(text).toMatch(/^:warning: spine1 /m);
    // In the next readings nothing changes any more.
    for (let i = 0; i < 2; i += 1) await bot.forward('20s');
    await world.workspace.waitFor(() => readings(watched()?.text ?? '') > readings(text) + 1, 6_000);
    expect(watched()?.text).toMatch(/^:warning: spine1 /m);
    world.network.heal('leaf1-spine1');
    for (let i = 0; i < 2; i += 1) await bot.forward('20s');
    await shown(/^:white_small_square: spine1 /m);
    // Readings every few seconds do not take its place, or many small falls would never be one large one.
    expect(await lastGood()).toEqual(first);
    const [, second] = await events('watch.started');
    const id = second?.body && 'watch' in second.body ? second.body.watch : '';
    await type(`/net watch stop ${id.slice(0, 8)}`);
    await recorded('watch.stopped', 2);
  });

  test('ends by itself when its time is over, and when the incident is', async () => {
    await type('/net version leaf1 --watch 1m');
    await recorded('watch.started', 3);
    for (let i = 0; i < 8; i += 1) await bot.forward('10s');
    expect((await recorded('watch.stopped', 3)).at(-1)?.body).toMatchObject({ why: 'the time is over' });
    await type('/net version leaf2 --watch 1h');
    await recorded('watch.started', 4);
    await type('/inc status resolved done');
    expect((await recorded('watch.stopped', 4)).at(-1)?.body).toMatchObject({ why: 'INC-1 is resolved' });
    expect(world.workspace.rejected()).toEqual([]);
  });

  test.each([
    ['/net version leaf1 --watch', /--watch needs a value/],
    ['/net version leaf1 --watch 5', /not a duration/],
    ['/net version leaf1 --watch 30s', /from 1m to 24h/],
    ['/net lldp-neighbors leaf1,leaf2 --watch 5m', /nothing to watch: leaf1 has no lldp-neighbors.*lldpctl/],
    ['/net version leaf1 --watch 5m', /INC-1 is resolved/],
    ['/net watch stop zzzz', /no open watch/],
    ['/net watch', /watch list/],
  ])('%s is refused in words', async (line, words) => {
    await type(line);
    await answered(words);
  });
});
