import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEvents } from '../../src/store/timeline.ts';
import { type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';
const eve = 'U09EVE0009';
const devices = ['leaf1', 'leaf2', 'spine1', 'spine2', 'edge1', 'edge2'];

describe('wrong input gets a plain answer and touches no device', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';

  beforeAll(async () => {
    world = await startWorld();
    bot = await startStoryBot(world);
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev3 something is odd');
    channel = await world.workspace.waitFor(
      () => world.workspace.channels().find(({ name }) => name.startsWith('inc-1'))?.id,
      10_000,
    );
    await world.workspace.waitFor(
      () =>
        world.workspace
          .channels()
          .find(({ id }) => id === channel)
          ?.members.includes(ana),
      10_000,
    );
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  const touched = () => devices.reduce((sum, device) => sum + world.network.transcript(device).length, 0);
  /** Types a line and returns what only the writer sees. */
  const answer = async (user: string, line: string, where = channel) => {
    const before = world.workspace.ephemerals(user).length;
    await world.workspace.asUser(user).command(where, line);
    return (await world.workspace.waitFor(() => world.workspace.ephemerals(user)[before], 5_000)).text;
  };

  test.for([
    ['/net bgp-summary leaf9', /leaf/],
    ['/net bgp-sumary leaf1', /bgp-summary/],
    ['/net bgp-summary 192.0.2.11', /address|device/i],
    ['/net bgp-summary all', /every device/],
    ['/net bgp-summary *', /every device/],
    ['/net bgp-summary', /device/i],
    ['/net', /\/net/],
    ['/net interface-detail leaf1', /interface/],
    ['/net interface-detail leaf1 eth1|reload', /eth1\|reload/],
    ['/net interface-detail leaf1 eth1;reload', /eth1;reload/],
    ['/net interface-detail leaf1 eth1`id`', /eth1/],
    ['/net interface-detail leaf1 $(id)', /\$\(id\)/],
    ['/net interface-detail leaf1 eth1?', /eth1\?/],
    ['/net interface-detail leaf1 eth1\nreload', /control character/],
    ['/net interface-detail leaf1 eth1\rreload', /control character/],
    ['/net interface-detail leaf1 eth1\u2028reload', /control character/],
    ['/net interface-detail leaf1 eth1\u0003', /control character/],
    ['/net ping leaf1 \uff11\uff10.0.0.1', /address/i],
    ['/net ping leaf1 10.0.0.1', /allowed|pingDestinations/i],
    ['/net ping leaf1 127.0.0.1', /127\.0\.0\.1/],
    ['/net ping leaf1 010.0.0.1', /address/i],
    ['/net ping leaf1 192.0.2.1 --count 100000', /count/],
    ['/net bgp-peer leaf1 192.0.2.1&&reload', /192/],
    [`/net interface-detail leaf1 ${'e'.repeat(2_000)}`, /interface/i],
    ['/mitigate interface-shutdwn leaf1 eth1', /interface-shutdown/],
    ['/mitigate interface-shutdown leaf1,leaf2 eth1', /one device/],
    ['/mitigate interface-shutdown role:leaf eth1', /one device/],
    ['/mitigate interface-shutdown leaf1 eth1;reload', /interface/],
    ['/mitigate bgp-peer-shutdown leaf1 0.0.0.0/0', /peer/],
    ['/playbook run interface-error leaf1', /interface-errors/],
    ['/playbook run interface-errors leaf1', /inputs/],
    ['/inc frobnicate', /Known|mean/],
    ['/inc status closed', /investigating/],
    ['/inc lead @an', /@ana/],
  ] as const)('%j', async ([line, expected]) => {
    const before = touched();
    expect(await answer(ana, line)).toMatch(expected);
    expect(touched()).toBe(before);
  });

  test('somebody whom the config does not know is refused, and nothing is declared', async () => {
    expect(await answer(eve, '/inc declare sev1 let me in', 'C0NETOPS')).toMatch(/does not know you/);
    expect(world.workspace.channels().filter(({ name }) => name.startsWith('inc-2'))).toEqual([]);
  });

  test('words that need an incident name the open ones when typed elsewhere', async () => {
    expect(await answer(ana, '/inc update all fine', 'C0NETOPS')).toMatch(/INC-1/);
  });

  test('the requester cannot approve; an old plan hash is refused; a right that holds elsewhere is refused here', async () => {
    await world.workspace.asUser(ana).command(channel, '/mitigate interface-shutdown leaf1 eth1 a test');
    const [proposed] = await poll(() => readEvents(bot.deps.database.db, 'INC-1', { types: ['mitigation.proposed'] }));
    if (proposed?.type !== 'mitigation.proposed' || !proposed.body) throw new Error('nothing was proposed');
    const { mitigation: id, planHash } = proposed.body;
    world.workspace.asUser(bo).join(channel);
    expect(await answer(ana, `/mitigate approve ${id} ${planHash.slice(0, 12)}`)).toMatch(/your own/);
    expect(await answer(bo, `/mitigate approve ${id} ${'f'.repeat(12)}`)).toMatch(/not the plan you saw/);
    expect(await answer(bo, `/mitigate approve ${id}`)).toMatch(/plan/);
    expect(await answer(bo, `/mitigate approve ${id} ${planHash.slice(0, 12)}`, 'C0NETOPS')).toMatch(
      /not here|about one incident/,
    );
    expect(await readEvents(bot.deps.database.db, 'INC-1', { types: ['mitigation.voted'] })).toEqual([]);
    const written = devices
      .flatMap((device) => world.network.transcript(device))
      .filter(({ account }) => account === 'ringdown-rw');
    expect(written).toEqual([]);
  });

  test('a right that is missing is on the record', async () => {
    const refused = await readEvents(bot.deps.database.db, null, { types: ['access.refused'] });
    const onIncident = await readEvents(bot.deps.database.db, 'INC-1', { types: ['access.refused'] });
    expect([...refused, ...onIncident].map(({ body }) => body && 'right' in body && body.right)).toContain('approve');
  });

  test('Slack refused nothing of all this', () => expect(world.workspace.rejected()).toEqual([]));
});

async function poll<T>(look: () => Promise<T[]>): Promise<T[]> {
  for (let i = 0; i < 100; i += 1) {
    const found = await look();
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nothing came within 5 s');
}
