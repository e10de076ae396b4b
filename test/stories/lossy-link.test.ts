import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventType } from '../../src/domain/timeline.ts';
import { demoBot } from '../../src/sandbox/demo/people.ts';
import { scenarios } from '../../src/sandbox/demo/scenario.ts';
import { sendAlert } from '../../src/sandbox/demo/send-alert.ts';
import type { Message } from '../../src/sandbox/workspace/world.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { verifyStore } from '../../src/store/verify.ts';
import { exportText } from '../support/export-text.ts';
import { messageWith, pressIn } from '../support/slack-hands.ts';
import { type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';

describe('an evening on call: a link loses packets', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  const incidentChannel = () => {
    const channel = world.workspace.channels().find(({ name }) => name.startsWith('inc-1'));
    if (!channel) throw new Error('the incident has no channel');
    return channel;
  };
  /** A press is acknowledged before it is worked on: waits for the entry that it leaves. */
  const recorded = async (type: EventType, count = 1) => {
    for (let i = 0; i < 100; i += 1) {
      if ((await readEvents(bot.deps.database.db, 'INC-1', { types: [type] })).length >= count) return bot.tick();
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error(`no ${type} within 3 s`);
  };
  const messages = (): Message[] => world.workspace.messages(incidentChannel().id);

  beforeAll(async () => {
    world = await startWorld();
    bot = await startStoryBot(world);
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  test('an alert opens one incident with a channel, a pinned card, and a page to the person on call', async () => {
    const scenario = scenarios[0];
    if (!scenario) throw new Error('no scenario');
    scenario.breakIt(world.network);
    const answer = await sendAlert(bot.httpPort, world.alertSecret, scenario.alert, 'firing');
    expect(answer).toMatchObject({ incident: 'INC-1', isNew: true });
    await bot.tick();
    // The card is what everybody looks for: nothing of ours stands above it.
    const own = messages().filter(({ user, subtype }) => user === demoBot.userId && subtype === null);
    expect(own[0]?.text).toMatch(/^INC-1 · investigating · sev2/);
    expect(own.filter(({ text }) => text.startsWith('Paged: <@U01ANA0001>'))).toHaveLength(1);
    expect(incidentChannel().pins.length).toBe(1);
    expect(messageWith(world.workspace, ana, /leaf1 eth1/)).not.toBeNull();
  });

  test('the same alert again is counted, not opened again', async () => {
    const alert = scenarios[0]?.alert;
    if (!alert) throw new Error('no scenario');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await sendAlert(bot.httpPort, world.alertSecret, alert, 'firing')).toMatchObject({
      incident: 'INC-1',
      isNew: false,
    });
  });

  test('nobody answers: after the step’s delay the next person is paged, once', async () => {
    await bot.forward('10s');
    const pages = () =>
      world.workspace
        .channels()
        .filter((c) => c.kind === 'im' && c.members.includes(bo))
        .flatMap((c) => world.workspace.messages(c.id));
    expect(pages()).toHaveLength(1);
    await bot.tick();
    expect(pages()).toHaveLength(1);
  });

  test('an acknowledgement by button stops the escalation', async () => {
    await pressIn(world.workspace, bo, /^Acknowledge/);
    await recorded('page.acknowledged');
    // Far beyond the last step of the policy, and before a proposal that the playbook may have made by now expires.
    await bot.forward('10m');
    const events = await readEvents(bot.deps.database.db, 'INC-1', { types: ['page.sent', 'page.acknowledged'] });
    expect(events.map(({ type, actor }) => [type, actor.id])).toEqual([
      ['page.sent', 'ringdown'],
      ['page.sent', 'ringdown'],
      ['page.acknowledged', 'bo'],
    ]);
  });

  test('the playbook reads both ends, says what is wrong with its facts, and proposes exact lines with the way back', async () => {
    for (let i = 0; i < 40 && !messages().some(({ text }) => /interface-shutdown/.test(text)); i += 1) {
      await bot.forward('4s');
    }
    const note = (await readEvents(bot.deps.database.db, 'INC-1', { types: ['note.added'] })).at(-1);
    expect(note?.body).toMatchObject({ text: expect.stringMatching(/^Verdict: .*leaf1 eth1.*loses packets/) });
    const [proposed] = await readEvents(bot.deps.database.db, 'INC-1', { types: ['mitigation.proposed'] });
    expect(proposed?.body).toMatchObject({
      name: 'interface-shutdown',
      device: 'leaf1',
      arguments: 'eth1',
      apply: expect.arrayContaining(['interface eth1', 'shutdown']),
      undo: expect.arrayContaining(['interface eth1', 'no shutdown']),
      quorum: 2,
    });
  });

  test('no line of a change has reached a device before it was approved', () => {
    const written = ['leaf1', 'leaf2', 'spine1', 'spine2', 'edge1', 'edge2'].flatMap((device) =>
      world.network.transcript(device).filter(({ account }) => account === 'ringdown-rw'),
    );
    expect(written).toEqual([]);
  });

  test('two people approve; the bot runs it, proves it, and shows that it healed', async () => {
    await pressIn(world.workspace, ana, /^Approve/);
    await recorded('mitigation.voted');
    expect(world.network.transcript('leaf1').filter(({ account }) => account === 'ringdown-rw')).toEqual([]);
    await pressIn(world.workspace, bo, /^Approve/);
    await recorded('mitigation.voted', 2);
    for (let i = 0; i < 12 && !messages().some(({ text }) => /healed/i.test(text)); i += 1) await bot.forward('4s');
    const [verified] = await readEvents(bot.deps.database.db, 'INC-1', { types: ['mitigation.verified'] });
    expect(verified?.body).toMatchObject({ holds: true, healed: true, after: { admin: 'down' } });
    const link = world.network.state().links.find(({ id }) => id === 'leaf1-spine1');
    expect(link).toMatchObject({ adminUp: false });
  }, 60_000);

  test('a reminder comes when no update was given for the cadence', async () => {
    const before = messages().length;
    await bot.forward('61m');
    const fresh = messages().slice(before);
    expect(fresh.some(({ text }) => /update/i.test(text))).toBe(true);
  });

  test('resolving by button ends it; the export holds every step in order', async () => {
    await pressIn(world.workspace, bo, /^Resolve/);
    await recorded('incident.status');
    expect(messages().some(({ text }) => /^INC-1\b.*resolved/.test(text))).toBe(true);
    const offer = await world.workspace.waitFor(
      () => messages().find(({ text }) => /INC-1 is resolved; the change stays/.test(text)),
      8_000,
    );
    expect(JSON.stringify(offer.blocks)).not.toContain('"Resolve"');
    const text = await exportText(bot.deps.database.db, 'INC-1', 'markdown', { zone: 'Europe/Berlin' });
    // The pages and the playbook go on side by side; each is in its own order, from the beginning to the end.
    const pages = ['Paged ana', 'Escalated to step 2', 'bo acknowledged the page'];
    const change = [
      'Verdict: ',
      'Proposed interface-shutdown eth1 on leaf1',
      'Approved plan',
      'Sent to leaf1',
      'Verified: the change holds and it healed',
    ];
    for (const track of [pages, change]) {
      const steps = ['Declared sev2', ...track, 'Status investigating → resolved'];
      const positions = steps.map((step) => text.indexOf(step));
      expect(positions.every((position) => position > 0)).toBe(true);
      expect([...positions].sort((a, b) => a - b)).toEqual(positions);
    }
  });

  test('Slack refused nothing, no message stands twice, and the chain holds', async () => {
    expect(world.workspace.rejected()).toEqual([]);
    const keys = messages()
      .map(({ metadata }) => (metadata as { event_payload?: { key?: string } } | null)?.event_payload?.key)
      .filter((key) => key !== undefined);
    expect(new Set(keys).size).toBe(keys.length);
    expect((await verifyStore(bot.deps.database.db)).problems).toEqual([]);
  });
});
