import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { readEvents } from '../../src/store/timeline.ts';
import { incidentChannel, messageWith } from '../support/slack-hands.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';

describe('pages that Slack does not take', () => {
  const clock = createStoryClock();
  const heard: { headers: Record<string, unknown>; body: string }[] = [];
  let status = 200;
  const pager = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(status).end();
    });
  });
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';

  beforeAll(async () => {
    pager.listen(0, '127.0.0.1');
    await once(pager, 'listening');
    world = await startWorld({ clock });
    writeFileSync(join(world.dir, 'secrets', 'pager'), 'pager-secret', { mode: 0o600 });
    const config = parse(readFileSync(world.files.config, 'utf8')) as { oncall: Record<string, unknown> };
    const url = `http://127.0.0.1:${(pager.address() as AddressInfo).port}/pages`;
    config.oncall['fallback'] = { url, secret: 'file:secrets/pager' };
    writeFileSync(world.files.config, stringify(config), { mode: 0o600 });
    bot = await startStoryBot(world, { clock });
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev2 a link loses packets');
    channel = await incidentChannel(world.workspace, ana);
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
    pager.close();
  });

  const page = async (text: string) => {
    const before = (await pages()).length;
    await world.workspace.asUser(ana).command(channel, `/oncall page @cy ${text}`);
    await expect.poll(async () => (await pages()).length, { timeout: 5_000 }).toBe(before + 1);
  };
  const pages = () => readEvents(bot.deps.database.db, 'INC-1', { types: ['page.sent'] });
  const told = () => heard.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  test('what Slack takes is told to nobody else', async () => {
    await page('the first one');
    await world.workspace.waitFor(() => messageWith(world.workspace, 'U01CY00003', /the first one/), 5_000);
    await bot.tick();
    await bot.forward('3m');
    expect(heard).toEqual([]);
  });

  test('what waits for two minutes is told once, signed, and stands on the record', async () => {
    await world.workspace.asUser(ana).command(channel, '/oncall ack');
    world.workspace.faults.next('chat.postMessage', { status: 503 }, 1_000);
    await page('the second one');
    await bot.forward('90s');
    expect(heard).toEqual([]);
    await bot.forward('40s');
    await bot.forward('5m');
    expect(told()).toMatchObject([{ person: 'cy', incident: 'INC-1', text: 'the second one' }]);
    const [{ headers, body } = { headers: {}, body: '' }] = heard;
    const timestamp = String(headers['x-ringdown-timestamp']);
    expect(Math.abs(Number(timestamp) * 1000 - clock.nowMs())).toBeLessThan(10 * 60_000);
    const signature = createHmac('sha256', 'pager-secret').update(`${timestamp}.${body}`).digest('hex');
    expect(headers['x-ringdown-signature']).toBe(`v1=${signature}`);
    const notes = await readEvents(bot.deps.database.db, 'INC-1', { types: ['note.added'] });
    expect(notes.map(({ body: note }) => note && 'text' in note && note.text)).toEqual([
      expect.stringMatching(/^Slack has not taken the page to cy; it was told to 127\.0\.0\.1:\d+\.$/),
    ]);
  });

  test('a fallback that refuses is asked again; a page that was acknowledged meanwhile is not told', async () => {
    status = 500;
    await page('the third one');
    await bot.forward('130s');
    const third = () => told().filter(({ text }) => text === 'the third one').length;
    expect(third()).toBe(1);
    status = 200;
    await bot.forward('10m');
    expect(third()).toBe(2);
    await bot.forward('10m');
    expect(third()).toBe(2);
    const after = heard.length;
    const acknowledged = async () =>
      (await readEvents(bot.deps.database.db, 'INC-1', { types: ['page.acknowledged'] })).length;
    const before = await acknowledged();
    await page('the fourth one');
    await world.workspace.asUser(ana).command(channel, '/oncall ack');
    await expect.poll(acknowledged, { timeout: 5_000 }).toBe(before + 3);
    await bot.forward('10m');
    expect(heard).toHaveLength(after);
  }, 30_000);
});
