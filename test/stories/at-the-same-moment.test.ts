import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventType } from '../../src/domain/timeline.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { incidentChannel, messageWith, pressIn } from '../support/slack-hands.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';
const cy = 'U01CY00003';

describe('at the same moment', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';

  beforeAll(async () => {
    world = await startWorld({ retryDelaysMs: [0, 2_000, 2_000] });
    bot = await startStoryBot(world, { clock: createStoryClock() });
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev2 leaf1 loses its uplinks');
    channel = await incidentChannel(world.workspace, ana);
    for (const user of [bo, cy]) world.workspace.asUser(user).join(channel);
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  const events = (type: EventType) => readEvents(bot.deps.database.db, 'INC-1', { types: [type] });
  const count = async (type: EventType) => (await events(type)).length;

  test('two approvers press twice each: two votes, one claim, and the line reaches the device once', async () => {
    await world.workspace.asUser(ana).command(channel, '/mitigate interface-shutdown leaf1 eth1 loses packets');
    await world.workspace.waitFor(() => messageWith(world.workspace, bo, /interface-shutdown eth1 on leaf1/), 10_000);
    await Promise.all([bo, cy, bo, cy].map((user) => pressIn(world.workspace, user, /^Approve/)));
    await expect.poll(() => count('mitigation.outcome'), { timeout: 15_000 }).toBe(1);
    expect(await count('mitigation.voted')).toBe(2);
    expect(await count('mitigation.claimed')).toBe(1);
    const shutdowns = world.network.transcript('leaf1').filter(({ line }) => line.trim() === 'shutdown');
    expect(shutdowns).toHaveLength(1);
  }, 40_000);

  test('every socket is cut while mentions are being acknowledged: each has its effect once, and the bot lives', async () => {
    const notes = 12;
    for (let n = 0; n < notes; n += 1) {
      world.workspace.asUser(bo).mention(channel, `inc note number ${n}`);
      if (n % 3 === 0) world.workspace.faults.killSockets();
      await new Promise((resolve) => setTimeout(resolve, n % 2 === 0 ? 0 : 40));
    }
    await expect.poll(() => count('note.added'), { timeout: 20_000 }).toBe(notes);
    await world.workspace.waitFor(() => world.workspace.socketCount() >= 2, 15_000);
    const said = (await events('note.added')).map(({ body }) => (body && 'text' in body ? body.text : ''));
    expect(said.toSorted()).toEqual(Array.from({ length: notes }, (_, n) => `number ${n}`).toSorted());
  }, 40_000);

  test('what takes as long as a device that hangs is acknowledged within a second', async () => {
    await world.network.setFault('spine2', 'hang-command');
    const startedMs = performance.now();
    expect(await world.workspace.asUser(ana).command(channel, '/net version spine2')).toEqual({ ok: true });
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    await world.network.setFault('spine2', null);
  }, 40_000);

  test('Slack refused nothing of this', () => expect(world.workspace.rejected()).toEqual([]));
});
