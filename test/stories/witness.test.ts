import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { verifyStore, type WitnessedHead } from '../../src/store/verify.ts';
import { incidentChannel } from '../support/slack-hands.ts';
import { type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';

describe('the head of the record is witnessed outside the store', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';
  const logLines: string[] = [];

  beforeAll(async () => {
    world = await startWorld();
    bot = await startStoryBot(world, { logLines });
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev3 witnessed');
    channel = await incidentChannel(world.workspace, ana);
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  const heads = () =>
    world.workspace
      .messages(channel)
      .flatMap(({ text }) => [...text.matchAll(/INC-1:(\d+):([0-9a-f]{64})/g)])
      .map(([, seq, hash]): WitnessedHead => ({ incident: 'INC-1', seq: Number(seq), hash: hash ?? '' }));

  test('every hundred entries and at the end, in the thread of the card and in the log', async () => {
    for (let i = 0; i < 110; i += 1) await world.workspace.asUser(ana).command(channel, `/inc note number ${i}`);
    for (let i = 0; i < 100 && heads().length === 0; i += 1) await bot.forward('1s');
    expect(heads().map(({ seq }) => seq)).toEqual([100]);
    await world.workspace.asUser(ana).command(channel, '/inc status resolved done');
    for (let i = 0; i < 100 && heads().length === 1; i += 1) await bot.forward('1s');
    const [, last] = heads();
    const events = await readEvents(bot.deps.database.db, 'INC-1', { newestFirst: true, limit: 1 });
    expect(last).toEqual({ incident: 'INC-1', seq: events[0]?.seq, hash: events[0]?.hash });
    const card = world.workspace.messages(channel).find(({ text }) => /^INC-1 /.test(text));
    const said = world.workspace.messages(channel).filter(({ text }) => text.includes(`INC-1:${last?.seq}:`));
    expect(said.map(({ threadTs }) => threadTs)).toEqual([card?.ts]);
    for (const { seq, hash } of heads()) expect(logLines.join('')).toContain(`INC-1:${seq}:${hash}`);
  }, 60_000);

  test('a tail that was cut off holds together by itself, and not against what was witnessed', async () => {
    const copy = join(world.dir, 'cut.db');
    bot.deps.database.foldLog();
    copyFileSync(bot.deps.database.path, copy);
    const sqlite = new SQLite(copy);
    sqlite.exec("drop trigger event_no_delete; delete from event where chain = 'INC-1' and seq > 90;");
    sqlite.close();
    const database = await openDatabase(copy);
    expect((await verifyStore(database.db, { incident: 'INC-1' })).problems).toEqual([]);
    const { problems } = await verifyStore(database.db, { incident: 'INC-1', witnessed: heads() });
    expect(problems.join('\n')).toMatch(/event 100: .*witnessed/);
    await database.close();
  });
});
