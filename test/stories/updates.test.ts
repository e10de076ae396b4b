import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventType } from '../../src/domain/timeline.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { incidentChannel } from '../support/slack-hands.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';
const netops = 'C0NETOPS';

describe('the channel hears by itself', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';
  const clock = createStoryClock();

  beforeAll(async () => {
    world = await startWorld();
    bot = await startStoryBot(world, { clock });
    await world.workspace.asUser(ana).command(netops, '/inc declare sev2 leaf1 loses its uplinks');
    channel = await incidentChannel(world.workspace, ana);
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  const type = (line: string, user = ana) => world.workspace.asUser(user).command(channel, line);
  const events = (kind: EventType, of: string | null = 'INC-1') =>
    readEvents(bot.deps.database.db, of, { types: [kind] });
  const recorded = async (kind: EventType, words: RegExp, of: string | null = 'INC-1') => {
    for (let i = 0; i < 200; i += 1) {
      const found = (await events(kind, of)).find(({ body }) => words.test(JSON.stringify(body)));
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error(`no ${kind} with ${words} within 6 s`);
  };
  const said = (words: RegExp, where = channel) =>
    world.workspace.waitFor(() => world.workspace.messages(where).find(({ text }) => words.test(text)), 8_000);
  const directly = (user: string, words: RegExp) =>
    world.workspace.waitFor(
      () =>
        world.workspace
          .channels()
          .filter(({ kind, members }) => kind === 'im' && members.includes(user))
          .flatMap(({ id }) => world.workspace.messages(id))
          .find(({ text }) => words.test(text)),
      8_000,
    );
  const heard = (words: RegExp, user = ana) =>
    world.workspace.waitFor(() => world.workspace.ephemerals(user).find(({ text }) => words.test(text)), 8_000);
  const card = () => world.workspace.messages(channel).find(({ text }) => text.startsWith('INC-1 ·'));

  test('everybody else has one message per incident, edited as things go on', async () => {
    const first = await said(/INC-1 · sev2 · investigating/, netops);
    await type('/inc update traffic moved to spine2');
    const edited = await said(/traffic moved to spine2/, netops);
    expect(edited.ts).toBe(first.ts);
    expect(world.workspace.messages(netops).filter(({ text }) => text.includes('INC-1 ·'))).toHaveLength(1);
  });

  test('an update reaches the channel, everybody else and the record, though Slack says again and again to wait', async () => {
    const wait = { status: 429, retryAfterSeconds: 1 };
    world.workspace.faults.next('chat.postMessage', wait, 3);
    world.workspace.faults.next('chat.update', wait, 3);
    const words = 'the optic of spine1 is being swapped, customers of ams1 lose 2 packets in 100';
    await type(`/inc update ${words}`);
    const texts = (where: string) => world.workspace.messages(where).map(({ text }) => text);
    const posts = () => texts(channel).filter((text) => text.startsWith('Update by ') && text.includes(words));
    const cards = (where: string) => texts(where).filter((text) => text.includes('INC-1 ·') && text.includes(words));
    for (let i = 0; i < 60 && [posts(), cards(channel), cards(netops)].some((found) => found.length === 0); i += 1) {
      await bot.forward('2s');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(posts()).toEqual([`Update by <@${ana}>:\n${words}`]);
    expect([cards(channel).length, cards(netops).length]).toEqual([1, 1]);
    const updates = await events('incident.update');
    expect(updates.filter(({ body }) => JSON.stringify(body).includes(words))).toMatchObject([
      { actor: { id: 'ana' }, body: { text: words } },
    ]);
  });

  test('the form for an update comes with a draft of what is known', async () => {
    await type('/net bgp-summary leaf1');
    await recorded('diagnostic.answered', /bgp-summary/);
    await type('/inc update');
    const form = await world.workspace.waitFor(
      () => world.workspace.views().find((view) => view.type === 'modal'),
      5_000,
    );
    const draft = JSON.stringify(form.blocks);
    expect(draft).toMatch(/sev2, investigating, for /);
    expect(draft).toMatch(/Impact: none seen on the 1 device/);
    await world.workspace.asUser(ana).closeView(form);
  });

  test('a criterion is asked again every minute and stands on the card with its last answer', async () => {
    await type('/inc criteria add bgp-summary leaf1 expect established');
    await recorded('note.added', /Exit criterion 1 added: bgp-summary leaf1: established/);
    await type('/inc criteria add ping leaf1 expect loss 0');
    await heard(/needs an IPv4 or IPv6 address/);
    await type('/inc criteria add lldp-neighbors leaf1 expect healthy');
    await heard(/could never hold: leaf1 has no lldp-neighbors.*lldpctl/);
    await bot.forward('1m');
    await world.workspace.waitFor(() => /Exit criteria: 1 of 1 hold/.test(card()?.text ?? ''), 8_000);
    await type('/inc criteria list');
    await heard(/1 {2}yes {2}bgp-summary leaf1: established \(\d of \d established\)/);
  });

  test('when all have held for ten minutes the end is offered once', async () => {
    for (let i = 0; i < 13; i += 1) await bot.forward('1m');
    await said(/All exit criteria have held for 10 min.*Resolve INC-1\?/s);
    expect(world.workspace.messages(channel).filter(({ text }) => /Resolve INC-1\?/.test(text))).toHaveLength(1);
  });

  test('the offer loses its button when the incident has ended', async () => {
    const offer = () => world.workspace.messages(channel).find(({ text }) => /All exit criteria have held/.test(text));
    expect(JSON.stringify(offer()?.blocks)).toContain('"Resolve"');
    await type('/inc status resolved');
    await recorded('incident.status', /"to":"resolved"/);
    await world.workspace.waitFor(() => /INC-1 is resolved/.test(offer()?.text ?? ''), 8_000);
    expect(JSON.stringify(offer()?.blocks)).not.toContain('button');
  });

  test('one that fails twice within an hour of the end reopens the incident', async () => {
    world.network.cut('leaf1-spine1');
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    for (let i = 0; i < 3; i += 1) await bot.forward('1m');
    const reopened = await recorded('incident.status', /"from":"resolved"/);
    expect(reopened).toMatchObject({
      actor: { kind: 'bot' },
      body: { to: 'investigating', text: expect.stringMatching(/^It is back: bgp-summary leaf1: established/) },
    });
    world.network.heal('leaf1-spine1');
  });

  test('silence is asked about in the channel with a draft at hand, then told to the commander', async () => {
    await bot.forward('61m');
    await said(/needs an update/);
    await bot.forward('61m');
    await directly(ana, /nobody has heard anything for .* you command it/);
  });

  test('a new commander gets what is open on the incident', async () => {
    await type('/inc lead @bo');
    await said(/takes over from ana/);
    expect(await recorded('handoff.given', /"to":"bo"/)).toMatchObject({ body: { from: 'ana' } });
  });

  test('a handover names what is open, and reaches whom it is meant for', async () => {
    await world.workspace.asUser(ana).command(netops, '/oncall handoff @bo');
    const packet = await directly(bo, /ana hands over to you/);
    expect(packet.text).toMatch(/INC-1 sev2.* #inc-1-leaf1-loses-its-uplinks: /);
    expect(JSON.stringify(packet.blocks)).toContain(`<#${channel}>`);
    expect(packet.text).toMatch(/In force, to be undone:\nnone/);
    const { body } = await recorded('handoff.given', /Open incidents/, null);
    expect(JSON.stringify(body)).not.toContain(channel);
  });

  test('an override puts somebody on call for its time, and the change of shift is told to both', async () => {
    const [before] = await shifts();
    const other = before === 'bo' ? 'cy' : 'bo';
    await world.workspace.asUser(ana).command(netops, `/oncall override @${other} from now to 2099-01-01T00:00`);
    await heard(/31 days at most/);
    const soon = new Date(clock.nowMs() + 3 * 3_600_000).toISOString().slice(0, 16);
    await world.workspace.asUser(ana).command(netops, `/oncall override @${other} from now to ${soon}`);
    await heard(new RegExp(`${other} is on call for`));
    expect((await shifts())[0]).toBe(other);
    await bot.forward('5h');
    const [after] = await shifts();
    expect(after).not.toBe(other);
    await recorded('handoff.given', /Shift change in/, null);
  });

  const shifts = async () => {
    const { whoIsOnCall } = await import('../../src/ops/who-is-on-call.ts');
    return (await whoIsOnCall(bot.deps)).map(({ person }) => person);
  };

  test('what nobody touches for hours is asked about', async () => {
    await bot.forward('7h');
    await said(/No person has written anything for/);
  });

  test('opened again by a person long after its end, its criteria are read again', async () => {
    await type('/inc status resolved');
    await bot.forward('2h');
    await type('/inc status investigating not over');
    await recorded('incident.status', /not over/);
    const judgedAt = async () =>
      (await bot.deps.database.db.selectFrom('criterion').select('judged_at').executeTakeFirstOrThrow()).judged_at;
    const before = await judgedAt();
    await bot.forward('1m');
    for (let i = 0; i < 200 && (await judgedAt()) === before; i += 1)
      await new Promise((resolve) => setTimeout(resolve, 30));
    expect(await judgedAt()).not.toBe(before);
  });

  test("nothing was refused by the workspace's strict checks", () => {
    expect(world.workspace.rejected()).toEqual([]);
  });
});
