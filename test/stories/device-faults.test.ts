import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';

describe('one device’s trouble is its own', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;

  beforeAll(async () => {
    world = await startWorld();
    const config = readFileSync(world.files.config, 'utf8').replace('commandSeconds: 30', 'commandSeconds: 3');
    writeFileSync(world.files.config, config);
    await world.network.setFault('leaf1', 'refuse');
    await world.network.setFault('leaf2', 'new-host-key');
    await world.network.setFault('spine1', 'auth-fail');
    await world.network.setFault('spine2', 'hang-command');
    bot = await startStoryBot(world);
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  test('unreachable, changed key, refused login and a hanging command each have their outcome; the healthy ones come first', async () => {
    const order: [string, string, number][] = [];
    const startedMs = performance.now();
    const names = ['leaf1', 'leaf2', 'spine1', 'spine2', 'edge1', 'edge2'];
    const readings = await bot.deps.devices.fanOut(
      names,
      { diagnostic: 'version', args: {} },
      {
        onResult: ({ result }) => void order.push([result.device ?? '', result.outcome, performance.now() - startedMs]),
      },
    );
    expect(Object.fromEntries(readings.map(({ result }) => [result.device, result.outcome]))).toEqual({
      leaf1: 'unreachable',
      leaf2: 'host-key-refused',
      spine1: 'auth-failed',
      spine2: 'timed-out',
      edge1: 'ok',
      edge2: 'ok',
    });
    const at = (device: string) => order.find(([name]) => name === device)?.[2] ?? Number.NaN;
    expect(order.at(-1)?.[0]).toBe('spine2');
    expect(at('edge1')).toBeLessThan(at('spine2'));
    expect(at('edge2')).toBeLessThan(at('spine2'));
    expect(at('spine2')).toBeLessThan(4_500);
    for (const { result } of readings) if (result.outcome !== 'ok') expect(result.error).toContain(result.device);
    // A device with another key has not learned who we are.
    expect(world.network.transcript('leaf2')).toEqual([]);
  });

  test('in the incident’s channel the healthy answers stand before the hanging one has ended', async () => {
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev3 faults');
    const channel = await world.workspace.waitFor(
      () =>
        world.workspace.channels().find(({ name, members }) => name.startsWith('inc-1') && members.includes(ana))?.id,
      10_000,
    );
    await world.workspace.asUser(ana).command(channel, '/net version edge1,spine2');
    const text = () =>
      world.workspace
        .messages(channel)
        .map((message) => JSON.stringify(message.blocks))
        .join('\n');
    await world.workspace.waitFor(
      () => /edge1/.test(text()) && /1 of 2|edge1.*Junos|edge1.*\d+\.\d+R/.test(text()),
      2_800,
    );
    await world.workspace.waitFor(() => /spine2/.test(text()) && /timed out|no answer|time/i.test(text()), 8_000);
    expect(world.workspace.rejected()).toEqual([]);
  });
});
