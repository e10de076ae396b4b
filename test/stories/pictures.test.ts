import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { incidentChannel } from '../support/slack-hands.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';

interface Shown {
  name: string;
  mimetype: string;
  alt_txt?: string;
  threadTs: string | null;
  width: number;
}

describe('pictures in the channel', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';
  const clock = createStoryClock();

  beforeAll(async () => {
    world = await startWorld();
    bot = await startStoryBot(world, { clock });
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev2 leaf1 loses its uplinks');
    channel = await incidentChannel(world.workspace, ana);
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  const type = (line: string) => world.workspace.asUser(ana).command(channel, line);

  /** The picture whose file name matches, as a person's Slack gets it. */
  const picture = async (name: RegExp): Promise<Shown> => {
    const message = await world.workspace.waitFor(
      () => world.workspace.messages(channel).find(({ files }) => files.some((id) => named(id, name))),
      15_000,
    );
    const id = message.files[0] ?? '';
    const bytes = Buffer.from(await (await fetch(`${world.workspace.url}page/file/${id}`)).arrayBuffer());
    const file = world.workspace.files().find((one) => one.id === id);
    return {
      name: file?.name ?? '',
      mimetype: bytes.subarray(1, 4).toString('latin1') === 'PNG' ? 'image/png' : 'not a picture',
      ...(file?.altText == null ? {} : { alt_txt: file.altText }),
      threadTs: message.threadTs,
      width: bytes.readUInt32BE(16),
    };
  };
  const named = (id: string, name: RegExp) =>
    name.test(world.workspace.files().find((file) => file.id === id)?.name ?? '');
  const messageTs = (words: RegExp) => world.workspace.messages(channel).find(({ text }) => words.test(text))?.ts;

  test('the map of what LLDP tells comes into the thread of the answer, with the cut link said in words', async () => {
    await type('/net lldp-neighbors spine1,spine2');
    await picture(/^INC-1-map/);
    world.network.cut('leaf1-spine1');
    await type('/net interfaces leaf1,spine1');
    await world.workspace.waitFor(() => messageTs(/Shortcut: `\/net interfaces leaf1,spine1`/), 10_000);
    await type('/net lldp-neighbors spine1');
    const shown = await world.workspace.waitFor(
      () => world.workspace.files().find(({ altText }) => altText?.includes('Down: leaf1 eth1 to spine1 Ethernet1.')),
      15_000,
    );
    expect(shown.name).toMatch(/^INC-1-map-[\da-f]{8}\.png$/);
    const map = await picture(/^INC-1-map/);
    expect(map).toMatchObject({ mimetype: 'image/png', threadTs: expect.any(String) });
    expect(map.width).toBeGreaterThan(1_000);
    world.network.heal('leaf1-spine1');
  });

  test('a watch in which something moved ends with its plot, in its thread', async () => {
    await type('/net interface-detail spine1 Ethernet1 --watch 10m');
    await world.workspace.waitFor(() => messageTs(/Watching `\/net interface-detail/), 10_000);
    world.network.setLoss('leaf1-spine1', 12);
    for (let i = 0; i < 4; i += 1) await bot.forward('20s');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    for (let i = 0; i < 3; i += 1) await bot.forward('20s');
    await bot.forward('10m');
    const plot = await picture(/^watch-/);
    expect(plot).toMatchObject({ mimetype: 'image/png', alt_txt: expect.stringMatching(/CRC errors: from .* to /) });
    expect(plot.threadTs).toBe(messageTs(/Watched `\/net interface-detail/));
    const { rows } = await bot.deps.database.db
      .selectFrom('watch_reading')
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    expect(rows).toBe(0);
  });

  test('figures come with a picture where they are asked for in an incident', async () => {
    await type('/inc stats by:severity');
    expect(await picture(/^incidents-by-severity/)).toMatchObject({
      mimetype: 'image/png',
      alt_txt: expect.stringContaining('sev2: 1 incidents'),
    });
  });

  test('the timeline comes when somebody asks for it, and when it is over', async () => {
    await type('/inc timeline as:picture');
    expect(await picture(/^INC-1-timeline-/)).toMatchObject({ alt_txt: expect.stringContaining('open for') });
    await type('/inc status resolved');
    await world.workspace.waitFor(
      () =>
        world.workspace
          .files()
          .filter(({ name, altText }) => name.startsWith('INC-1-timeline-') && altText?.includes('resolved, '))
          .length === 1,
      15_000,
    );
    expect(world.workspace.rejected()).toEqual([]);
  });
});
