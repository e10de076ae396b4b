import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEvents } from '../../src/store/timeline.ts';
import { incidentChannel } from '../support/slack-hands.ts';
import { type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';

describe('one device’s trouble is its own', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;

  beforeAll(async () => {
    world = await startWorld();
    const config = readFileSync(world.files.config, 'utf8').replace('commandSeconds: 30', 'commandSeconds: 5');
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
    const readings = await bot.deps.devices.fanOut(
      names,
      { diagnostic: 'version', args: {} },
      {
        onResult: ({ result }) => void order.push([result.device ?? '', result.outcome, performance.now() - startedMs]),
      },
    );
    expect(Object.fromEntries(readings.map(({ result }) => [result.device, result.outcome]))).toEqual(outcomes);
    const at = (device: string) => order.find(([name]) => name === device)?.[2] ?? Number.NaN;
    expect(order.at(-1)?.[0]).toBe('spine2');
    expect(at('edge1')).toBeLessThan(at('spine2'));
    expect(at('edge2')).toBeLessThan(at('spine2'));
    expect(at('spine2')).toBeLessThan(6_500);
    for (const { result } of readings) if (result.outcome !== 'ok') expect(result.error).toContain(result.device);
    // A device with another key has not learned who we are.
    expect(world.network.transcript('leaf2')).toEqual([]);
  });

  test('in the incident’s channel one message is edited as the answers come, the healthy ones before the hanging one has ended', async () => {
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev3 faults');
    const channel = await incidentChannel(world.workspace, ana);
    const before = new Set(world.workspace.messages(channel).map(({ ts }) => ts));
    const startedMs = performance.now();
    await world.workspace.asUser(ana).command(channel, `/net version ${names.join(',')}`);
    const answer = () =>
      world.workspace.messages(channel).find(({ ts, threadTs, blocks }) => {
        return !before.has(ts) && threadTs === null && /version/.test(JSON.stringify(blocks));
      });
    const shown = () => JSON.stringify(answer()?.blocks ?? '');
    const healthy = await world.workspace.waitFor(
      () => /edge1, mx204/.test(shown()) && /edge2, mx204/.test(shown()) && shown(),
      2_500,
    );
    expect(healthy).not.toMatch(/No answer in time/);
    // While one is waited for, the message goes on counting.
    await world.workspace.waitFor(
      () => /5 of 6 devices answered \([2-5] s\)[\s\S]*Waiting for spine2/.test(shown()),
      5_000,
    );
    const ts = answer()?.ts;
    const last = await world.workspace.waitFor(() => /No answer in time/.test(shown()) && shown(), 9_000);
    expect(performance.now() - startedMs).toBeLessThan(9_000);
    expect(answer()?.ts).toBe(ts);
    for (const words of ['could not be reached', 'host key is not the known one', 'login failed', 'No answer in time'])
      expect(last).toContain(words);
    await world.workspace.waitFor(
      () => world.workspace.messages(channel).some(({ files, threadTs }) => threadTs === ts && files.length > 0),
      5_000,
    );
    expect(world.workspace.rejected()).toEqual([]);
    const events = await readEvents(bot.deps.database.db, 'INC-1', { types: ['diagnostic.answered'] });
    const bodies = events.flatMap(({ body }) => (body && 'device' in body && 'outcome' in body ? [body] : []));
    expect(Object.fromEntries(bodies.map(({ device, outcome }) => [device, outcome]))).toEqual(outcomes);
  });

  test('outside an incident, what takes long is said to be under way, to whoever asked', async () => {
    const before = world.workspace.ephemerals(ana).length;
    const told = () => world.workspace.ephemerals(ana).slice(before);
    await world.workspace.asUser(ana).command('C0NETOPS', '/net version edge1');
    await world.workspace.asUser(ana).command('C0NETOPS', '/net version spine2');
    const waiting = await world.workspace.waitFor(() => told().find(({ text }) => /answer follows/.test(text)), 4_000);
    expect(waiting.text).toMatch(/\/net version spine2/);
    expect(told().filter(({ text }) => /answer follows[\s\S]*edge1/.test(text))).toEqual([]);
  });

  test('in the terminal the healthy devices are printed while the hanging one is waited for; the exit code is 1', async () => {
    const main = join(import.meta.dirname, '../../src/start.js');
    const child = spawn(process.execPath, [main, 'net', 'version', names.join(','), '--config', world.files.config], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const order: [device: string, atMs: number][] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      const device = /^(\w+) \(/.exec(line)?.[1];
      expect(line.length).toBeLessThanOrEqual(80);
      if (device !== undefined) order.push([device, performance.now()]);
    });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(order.map(([device]) => device).sort()).toEqual([...names].sort());
    const at = (device: string) => order.find(([name]) => name === device)?.[1] ?? Number.NaN;
    expect(order.at(-1)?.[0]).toBe('spine2');
    for (const device of ['edge1', 'edge2']) expect(at('spine2') - at(device)).toBeGreaterThan(1_000);
  }, 15_000);
});

const names = ['leaf1', 'leaf2', 'spine1', 'spine2', 'edge1', 'edge2'];
const outcomes = {
  leaf1: 'unreachable',
  leaf2: 'host-key-refused',
  spine1: 'auth-failed',
  spine2: 'timed-out',
  edge1: 'ok',
  edge2: 'ok',
};
