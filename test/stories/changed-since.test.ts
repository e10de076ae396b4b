import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEvents } from '../../src/store/timeline.ts';
import { incidentChannel } from '../support/slack-hands.ts';
import { type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';

describe('what eyes look for at 3 am', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel: string;

  beforeAll(async () => {
    world = await startWorld();
    bot = await startStoryBot(world);
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev3 looking');
    channel = await incidentChannel(world.workspace, ana);
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  /** The answer to the words, as the channel shows it in the end. */
  async function answerTo(words: string): Promise<string> {
    const before = new Set(world.workspace.messages(channel).map(({ ts }) => ts));
    await world.workspace.asUser(ana).command(channel, words);
    const blocks = () => {
      const found = world.workspace
        .messages(channel)
        .find(
          ({ ts, threadTs, blocks: shown }) =>
            !before.has(ts) && threadTs === null && /Shortcut/.test(JSON.stringify(shown)),
        );
      return found ? JSON.stringify(found.blocks) : undefined;
    };
    const shown = await world.workspace.waitFor(blocks, 8_000);
    // The same question within five seconds would be answered from what was read a moment ago.
    await bot.forward('6s');
    return shown;
  }

  test('an answer is compared with the last good one, until it is as it was', async () => {
    expect(await answerTo('/net interfaces leaf1')).not.toMatch(/Since|Nothing changed/);
    expect(await answerTo('/net interfaces leaf1')).toMatch(/Nothing changed since <!date\^\d+\^[^>]+> \(last good\)/);
    world.network.cut('leaf1-spine1');
    const [cut, again] = [await answerTo('/net interfaces leaf1'), await answerTo('/net interfaces leaf1')];
    for (const shown of [cut, again])
      expect(shown).toMatch(
        /Since <!date\^\d+\^[^>]+> \(last good\):\\n:warning: eth1: up → (?:down|lower-layer-down)/,
      );
    world.network.heal('leaf1-spine1');
    expect(await answerTo('/net interfaces leaf1')).toMatch(/Nothing changed since/);
    expect(world.workspace.rejected()).toEqual([]);
  }, 60_000);

  test('the timeline keeps what had changed', async () => {
    const events = await readEvents(bot.deps.database.db, 'INC-1', { types: ['diagnostic.answered'] });
    const since = events.map(({ body }) => (body && 'since' in body ? body.since : undefined));
    expect(since[0]).toBeUndefined();
    expect(since[1]?.changes).toEqual([]);
    expect(since[2]?.changes[0]).toMatch(/^eth1: up → /);
    expect(since[2]?.at).toBe(since[1] ? since[3]?.at : undefined);
  });

  test('many answers begin with how many agree and who differs', async () => {
    const all = await answerTo('/net version leaf1,leaf2,spine1,spine2,edge1,edge2');
    expect(all).toMatch(/2 agree: .*4 differ: /);
  }, 30_000);
});
