import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventType } from '../../src/domain/timeline.ts';
import type { Message } from '../../src/sandbox/workspace/world.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { verifyStore } from '../../src/store/verify.ts';
import { messageWith, pressIn } from '../support/slack-hands.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';
const cy = 'U01CY00003';

describe.each([
  { mode: 'socket', deliveries: 'once' },
  { mode: 'http', deliveries: 'once' },
  { mode: 'socket', deliveries: 'twice' },
  { mode: 'http', deliveries: 'twice' },
] as const)('from declare to archive, $mode mode, everything delivered $deliveries', ({ mode, deliveries }) => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';

  beforeAll(async () => {
    const clock = createStoryClock();
    world = await startWorld({ mode, clock, rateLimits: true });
    bot = await startStoryBot(world, { clock });
    world.workspace.faults.twice(deliveries === 'twice');
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  const type = async (user: string, line: string) => {
    expect(await world.workspace.asUser(user).command(channel, line)).toEqual({ ok: true });
  };
  const events = (eventType: EventType) => readEvents(bot.deps.database.db, 'INC-1', { types: [eventType] });
  const recorded = async (eventType: EventType, count = 1) => {
    for (let i = 0; i < 200; i += 1) {
      const found = await events(eventType);
      if (found.length >= count) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no ${eventType} within 10 s`);
  };
  const messages = (): Message[] => world.workspace.messages(channel);
  const direct = (user: string): Message[] =>
    world.workspace
      .channels()
      .filter(({ kind, members }) => kind === 'im' && members.includes(user))
      .flatMap(({ id }) => world.workspace.messages(id));
  const said = (text: RegExp) =>
    world.workspace.waitFor(() => messages().find((message) => text.test(message.text)), 10_000);

  test('declare opens the channel with the pinned card', async () => {
    channel = 'C0NETOPS';
    await type(ana, '/inc declare sev2 leaf1 loses its uplinks');
    const made = await world.workspace.waitFor(
      () => world.workspace.channels().find(({ name, pins }) => name.startsWith('inc-1-leaf1') && pins.length === 1),
      10_000,
    );
    channel = made.id;
    await said(/^INC-1 .*sev2/);
    expect(await events('incident.declared')).toHaveLength(1);
  });

  test('a page goes out and is acknowledged by button', async () => {
    await type(ana, '/oncall page network please look');
    await recorded('page.sent');
    await world.workspace.waitFor(() => messageWith(world.workspace, ana, /please look/), 10_000);
    await pressIn(world.workspace, ana, /^Acknowledge/);
    await recorded('page.acknowledged');
  });

  test('a question is answered in one message with its raw output in the thread; a mention asks there too', async () => {
    await type(ana, '/net bgp-summary leaf1');
    await recorded('diagnostic.answered');
    const answer = await said(/leaf1[\s\S]*established/);
    await world.workspace.waitFor(
      () => messages().find(({ threadTs, files }) => threadTs === answer.ts && files.length === 1),
      10_000,
    );
    world.workspace.asUser(bo).join(channel);
    world.workspace.asUser(bo).mention(channel, 'net version leaf1', answer.ts);
    await recorded('diagnostic.answered', 2);
  });

  test('an update, a severity, a note and a pin stand on the record once each', async () => {
    await type(bo, '/inc update traffic moved to spine2');
    await type(bo, '/inc severity sev1 customers notice');
    await type(bo, '/inc note optic was warm');
    await recorded('note.added');
    const { ts } = world.workspace.asUser(bo).post(channel, 'provider confirms');
    world.workspace.asUser(ana).react(channel, ts, 'pushpin');
    await recorded('pin.added');
    await recorded('incident.update');
    await recorded('incident.severity');
  });

  test('a form says beside its field what is wrong, then it counts; the card opens it too', async () => {
    const hands = world.workspace.asUser(ana);
    const modal = () =>
      world.workspace.waitFor(() => world.workspace.views().find(({ type }) => type === 'modal'), 5_000);
    expect(await hands.command('C0NETOPS', '/inc declare')).toEqual({ ok: true });
    const refused = await hands.submit(await modal(), { severity: 'sev2', title: 'two\nlines' });
    expect(refused).toEqual({ ok: false, error: 'errors', fields: { title: 'A title is one line.' } });
    await hands.closeView(await modal());
    await pressIn(world.workspace, ana, /^Update/);
    expect(await hands.submit(await modal(), { text: 'Impact: none seen any more' })).toEqual({ ok: true });
    expect((await recorded('incident.update', 2))[1]).toMatchObject({ origin: 'form' });
    await said(/^INC-1 ·[\s\S]*Impact: none seen any more/);
  });

  test("a message's shortcut puts it on the record, and the Home tab leads to the timeline", async () => {
    const hands = world.workspace.asUser(bo);
    const { ts } = hands.post(channel, 'the fan of leaf1 is loud');
    await hands.messageShortcut(channel, ts, 'pin_message');
    await recorded('pin.added', 2);
    hands.openHome();
    const home = await world.workspace.waitFor(
      () =>
        world.workspace
          .views()
          .find(({ type, user, blocks }) => type === 'home' && user === bo && /INC-1/.test(JSON.stringify(blocks))),
      5_000,
    );
    const timeline = /"action_id":"(act:[^"]+)","text":\{"type":"plain_text","text":"Timeline"/.exec(
      JSON.stringify(home.blocks),
    );
    expect(await hands.clickInView(home.id, timeline?.[1] ?? '')).toEqual({ ok: true });
    await world.workspace.waitFor(
      () => [...world.workspace.ephemerals(bo), ...direct(bo)].find(({ text }) => /^Timeline of INC-1/.test(text)),
      5_000,
    );
  });

  test('a watch reads again and is stopped', async () => {
    await type(ana, '/net interfaces leaf2 --watch 10m');
    const [started] = await recorded('watch.started');
    await said(/Watching/);
    const watch = (started?.body as { watch?: string } | null)?.watch ?? '';
    await type(ana, `/net watch stop ${watch.slice(0, 32)}`);
    await recorded('watch.stopped');
  });

  test('a change is proposed, approved by two people by button and by its hash, made and proved', async () => {
    await type(ana, '/mitigate interface-shutdown leaf1 eth1 loses packets');
    const [proposed] = await recorded('mitigation.proposed');
    const plan = proposed?.body as { mitigation: string; planHash: string } | undefined;
    await said(/interface-shutdown/);
    world.workspace.asUser(cy).join(channel);
    await pressIn(world.workspace, bo, /^Approve/);
    await recorded('mitigation.voted');
    await type(cy, `/mitigate approve ${plan?.mitigation} ${plan?.planHash.slice(0, 12)}`);
    await recorded('mitigation.voted', 2);
    for (let i = 0; i < 20 && (await events('mitigation.verified')).length === 0; i += 1) await bot.forward('4s');
    const [verified] = await recorded('mitigation.verified');
    expect(verified?.body).toMatchObject({ holds: true });
  }, 60_000);

  test('resolved ends it, the export comes, and the channel is archived a week later', async () => {
    await type(ana, '/inc export markdown');
    await recorded('export.made');
    await type(ana, '/inc status resolved the optic was changed');
    await recorded('incident.status');
    await said(/archived in 1w/);
    // The export in the channel, and the timeline as a picture that says the same in words.
    const files = () => world.workspace.files().filter(({ name }) => /\.(md|png)$/.test(name));
    await world.workspace.waitFor(() => files().length >= 2, 15_000);
    expect(files().find(({ name }) => name.endsWith('.png'))?.altText).toMatch(/INC-1/);
    await bot.forward('6d');
    expect(world.workspace.channels().find(({ id }) => id === channel)).toMatchObject({ isArchived: false });
    await bot.forward('1d');
    await world.workspace.waitFor(
      () => world.workspace.channels().find(({ id, isArchived }) => id === channel && isArchived),
      15_000,
    );
  }, 60_000);

  test('everything happened once, in order; Slack refused nothing; the chain holds', async () => {
    await bot.forward('2m');
    for (const [eventType, times] of [
      ['incident.declared', 1],
      ['page.sent', 1],
      ['page.acknowledged', 1],
      ['diagnostic.asked', 2],
      ['incident.update', 2],
      ['incident.severity', 1],
      ['note.added', 1],
      ['pin.added', 2],
      ['watch.started', 1],
      ['watch.stopped', 1],
      ['mitigation.proposed', 1],
      ['mitigation.voted', 2],
      ['mitigation.claimed', 1],
      ['mitigation.outcome', 1],
      ['export.made', 1],
      ['incident.status', 1],
    ] as const)
      expect([eventType, (await events(eventType)).length]).toEqual([eventType, times]);
    const keys = messages()
      .map(({ metadata }) => (metadata as { event_payload?: { key?: string } } | null)?.event_payload?.key)
      .filter((key) => key !== undefined);
    expect(keys.length).toBeGreaterThan(8);
    expect(new Set(keys).size).toBe(keys.length);
    expect(world.workspace.rejected()).toEqual([]);
    expect(world.workspace.log().filter(({ status }) => status === 429)).toEqual([]);
    expect((await verifyStore(bot.deps.database.db)).problems).toEqual([]);
    expect(
      (await fetch(`http://127.0.0.1:${bot.httpPort}/readyz`).then((answer) => answer.json())) as object,
    ).toMatchObject({
      slack: 'connected',
      outboxPending: 0,
      outboxFailed: 0,
      degraded: [],
    });
  });
});
