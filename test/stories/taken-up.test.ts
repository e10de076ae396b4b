import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { incidentChannel } from '../support/slack-hands.ts';
import { type StoryWorld, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
let world: StoryWorld;
let bot: ChildProcess;

async function startBot(): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, '../support/bot-child.ts'), [world.files.config], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

beforeAll(async () => {
  world = await startWorld();
  bot = await startBot();
}, 30_000);
afterAll(async () => {
  await killed(bot);
  await world.stop();
});

test('a question under way when the bot is killed is answered by the next one, in the same message, once', async () => {
  await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev3 a kill in the middle');
  const channel = await incidentChannel(world.workspace, ana);
  await world.network.setFault('leaf1', 'hang-command');
  await world.workspace.asUser(ana).command(channel, '/net version leaf1,edge1');
  const running = await world.workspace.waitFor(
    () => world.workspace.messages(channel).find(({ text }) => /1 of 2 devices answered/.test(text)),
    10_000,
  );
  await killed(bot);
  await world.network.setFault('leaf1', null);
  bot = await startBot();
  bot.send({ forwardMs: 0 });
  const shown = await world.workspace.waitFor(() => {
    const message = world.workspace.messages(channel).find(({ ts }) => ts === running.ts);
    return /leaf1.*up for/s.test(message?.text ?? '') && message;
  }, 15_000);
  expect(shown.text).not.toMatch(/devices answered/);
  const database = await openDatabase(world.files.store);
  const answered = await readEvents(database.db, 'INC-1', { types: ['diagnostic.answered'] });
  await database.close();
  const who = answered.map(({ actor, body }) => `${actor.id} ${body && 'device' in body ? body.device : ''}`);
  expect(who.sort()).toEqual(['ana edge1', 'ana leaf1']);
  expect(world.workspace.rejected()).toEqual([]);
}, 60_000);
