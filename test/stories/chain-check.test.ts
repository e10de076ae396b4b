import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';

describe('a bot that starts on a store which somebody has changed', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  const logLines: string[] = [];

  beforeAll(async () => {
    world = await startWorld();
    bot = await startStoryBot(world);
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  const readyz = async () => {
    const answer = await fetch(`http://127.0.0.1:${bot.httpPort}/readyz`);
    return { status: answer.status, body: (await answer.json()) as { chain: string; chainProblems: string[] } };
  };
  const walked = async () => {
    for (let i = 0; i < 200 && (await readyz()).body.chain === 'not checked yet'; i += 1) await bot.forward('0s');
    return readyz();
  };

  test('is ready while the chain holds', async () => {
    expect(await walked()).toMatchObject({ status: 200, body: { chain: 'ok', chainProblems: [] } });
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev3 quiet');
    await world.workspace.waitFor(
      () => world.workspace.channels().find(({ name }) => name.startsWith('inc-1')),
      10_000,
    );
  });

  test('is not ready once it does not, and says so in the log and in the announcement channel', async () => {
    await bot.stop();
    const sqlite = new SQLite(bot.deps.database.path);
    sqlite.exec(`drop trigger event_no_update;
      update event set body = replace(body, 'quiet', 'quite') where chain = 'INC-1' and seq = 1;`);
    sqlite.close();
    bot = await startStoryBot(world, { logLines });
    const { status, body } = await walked();
    expect([status, body.chain, body.chainProblems]).toEqual([503, 'broken', ['INC-1 event 1: its body was changed']]);
    const metrics = await (await fetch(`http://127.0.0.1:${bot.httpPort}/metrics`)).text();
    expect(metrics).toContain('\nringdown_chain_broken 1\n');
    expect(logLines.join('')).toContain('INC-1 event 1: its body was changed');
    const alarms = () => world.workspace.messages('C0NETOPS').filter(({ text }) => text.includes('does not hold'));
    for (let i = 0; i < 100 && alarms().length === 0; i += 1) await bot.forward('1s');
    expect(alarms().map(({ text }) => text)).toEqual([expect.stringContaining('INC-1 event 1: its body was changed')]);
  });
});
