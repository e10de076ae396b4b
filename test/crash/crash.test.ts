import { describe, expect, test } from 'vitest';
import { milestones } from '../../src/ops/deps.ts';
import { openDatabase } from '../../src/store/database.ts';
import { verifyStore } from '../../src/store/verify.ts';
import { startWorld } from '../support/story-world.ts';
import { runCrashStory } from './crash-story.ts';

/** Each story is mostly waiting for pings; a few side by side keep two cores busy and no more. */
describe.concurrent('the bot is killed with SIGKILL', () => {
  test.for(milestones)(
    'at %s: nothing is lost, nothing is doubled, the incident goes on',
    { timeout: 240_000 },
    async (milestone) => {
      const world = await startWorld();
      try {
        const story = await runCrashStory(world, milestone);
        expect(story.deaths, 'the bot died once').toBe(1);

        const keys = world.workspace.channels().flatMap(({ id }) =>
          world.workspace.messages(id).flatMap(({ metadata }) => {
            const key = (metadata as { event_payload?: { key?: string } } | null)?.event_payload?.key;
            return key === undefined ? [] : [key];
          }),
        );
        expect(keys.length, 'no message stands twice').toBe(new Set(keys).size);

        const pages = story.events.filter(({ type }) => type === 'page.sent').map(({ body }) => body['person']);
        expect(pages, 'each step paged once').toEqual(['ana', 'bo']);
        for (const person of ['U01ANA0001', 'U01BO00002']) {
          const direct = world.workspace
            .channels()
            .filter(({ kind, members }) => kind === 'im' && members.includes(person));
          expect(
            direct.flatMap(({ id }) => world.workspace.messages(id)).length,
            `one page message for ${person}`,
          ).toBe(1);
        }

        const shutdowns = world.network.transcript('leaf1').filter(({ line }) => line.trim() === 'shutdown');
        expect(shutdowns.length, 'the change was applied once').toBe(1);
        const answered = story.events.filter(
          ({ type, body }) => type === 'diagnostic.answered' && !String(body['run']).endsWith(':after'),
        );
        expect(new Set(answered.map(({ body }) => body['run'])).size, 'each reading stands once').toBe(answered.length);

        const database = await openDatabase(world.files.store);
        expect((await verifyStore(database.db)).problems).toEqual([]);
        await database.close();
        // An invitation or a pin whose answer was lost is made again, and Slack says that it was made before.
        const repeated = ['already_in_channel', 'already_pinned'];
        expect(world.workspace.rejected().filter(({ error }) => !repeated.includes(error ?? ''))).toEqual([]);
      } finally {
        await world.stop();
      }
    },
  );
});
