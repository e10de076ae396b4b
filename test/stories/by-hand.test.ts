import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventType } from '../../src/domain/timeline.ts';
import { shiftsAhead } from '../../src/ops/shifts-ahead.ts';
import { dueRows } from '../../src/store/due.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { verifyStore } from '../../src/store/verify.ts';
import { type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';

describe('everything can be typed by hand', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';

  beforeAll(async () => {
    world = await startWorld();
    bot = await startStoryBot(world);
  }, 30_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  const type = (user: string, line: string) => world.workspace.asUser(user).command(channel, line);
  /** The newest entry of a type, once there are `count` of them. */
  const recorded = async (eventType: EventType, count = 1) => {
    for (let i = 0; i < 200; i += 1) {
      const found = await readEvents(bot.deps.database.db, 'INC-1', { types: [eventType] });
      if (found.length >= count) return found.at(-1);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no ${eventType} within 10 s`);
  };
  const said = (text: RegExp) =>
    world.workspace.waitFor(() => world.workspace.messages(channel).find((message) => text.test(message.text)), 8_000);

  test('/inc declare opens the channel, invites the writer and makes them commander', async () => {
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev2 leaf1 loses its uplinks');
    channel = await world.workspace.waitFor(
      () =>
        world.workspace.channels().find(({ name, members }) => name.startsWith('inc-1-leaf1') && members.includes(ana))
          ?.id,
      8_000,
    );
    expect((await recorded('incident.declared'))?.body).toMatchObject({
      severity: 'sev2',
      commander: 'ana',
      title: 'leaf1 loses its uplinks',
    });
    await said(/^INC-1 .*sev2/);
  });

  test('/net answers in one message that is edited, with the raw output as a file in its thread', async () => {
    await type(ana, '/net bgp-summary leaf1,spine1');
    expect((await recorded('diagnostic.answered', 2))?.body).toMatchObject({ outcome: 'ok' });
    const message = await said(/leaf1[\s\S]*established/);
    const reply = await world.workspace.waitFor(
      () =>
        world.workspace.messages(channel).find(({ threadTs, files }) => threadTs === message.ts && files.length > 0),
      8_000,
    );
    expect(reply.files).toHaveLength(1);
    const about = world.workspace.messages(channel).filter(({ text }) => /bgp-summary/.test(text));
    expect(about.filter(({ threadTs }) => threadTs === null)).toHaveLength(1);
  });

  test('the same words after @ringdown work in a thread, where slash commands do not', async () => {
    const parent = await said(/^INC-1 /);
    world.workspace.asUser(ana).mention(channel, 'net version leaf1', parent.ts);
    await recorded('diagnostic.answered', 3);
    const before = world.workspace.ephemerals(ana).length;
    world.workspace.asUser(ana).mention(channel, 'inc frob', parent.ts);
    const answer = await world.workspace.waitFor(() => world.workspace.ephemerals(ana)[before], 5_000);
    expect(answer.text).toMatch(/frob/);
  });

  test('severity, lead, role, update and status change the card and the record', async () => {
    await type(ana, '/inc severity sev1 customers notice');
    await recorded('incident.severity');
    await type(ana, '/inc lead @bo');
    expect((await recorded('incident.role'))?.body).toEqual({ role: 'commander', person: 'bo', previous: 'ana' });
    await type(ana, '/inc role scribe @cy');
    await recorded('incident.role', 2);
    await type(ana, '/inc update traffic moved to spine2');
    expect((await recorded('incident.update'))?.body).toMatchObject({
      text: 'traffic moved to spine2',
      nextUpdateAt: expect.stringMatching(/Z$/),
    });
    await type(ana, '/inc status identified bad optic');
    await recorded('incident.status');
    const card = await world.workspace.waitFor(
      () => world.workspace.messages(channel).find(({ text }) => /^INC-1 .*identified.*sev1/.test(text)),
      8_000,
    );
    expect(JSON.stringify(card.blocks)).toContain(bo);
  });

  test('a note "at HH:MM" stands where it happened, in the writer’s zone', async () => {
    const then = new Date(Date.now() - 20 * 60_000);
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Berlin',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(then);
    await type(ana, `/inc note at ${clock} fan alarm cleared by itself`);
    const note = await recorded('note.added');
    expect(note?.occurredAt.slice(0, 16)).toBe(then.toISOString().slice(0, 16));
    expect(note?.body).toEqual({ text: 'fan alarm cleared by itself' });
  });

  test('an entry is corrected, marked and redacted by its number; what was taken out is nowhere in the store', async () => {
    await type(ana, '/inc note the key of the console is hunter2-and-more');
    const note = await recorded('note.added', 2);
    const seq = note?.seq ?? 0;
    await type(bo, `/inc correct ${seq} the key is in the safe`);
    expect((await recorded('note.corrected'))?.body).toEqual({ supersedes: seq, text: 'the key is in the safe' });
    await type(bo, `/inc mark ${seq}`);
    expect((await recorded('note.marked'))?.body).toEqual({ target: seq });
    await type(ana, `/inc redact ${seq}`);
    expect((await recorded('note.redacted'))?.body).toEqual({ target: seq });
    const [tombstone] = await readEvents(bot.deps.database.db, 'INC-1', { afterSeq: seq - 1, throughSeq: seq });
    expect(tombstone).toMatchObject({ body: null, hash: note?.hash });
    await world.workspace.waitFor(() => {
      const files = [bot.deps.database.path, `${bot.deps.database.path}-wal`];
      return files.every((file) => !readFileSync(file, 'latin1').includes('hunter2-and-more'));
    }, 5_000);
    expect((await verifyStore(bot.deps.database.db)).problems).toEqual([]);
  });

  test.each([
    ['/inc correct 9999 text', /no entry 9999/],
    ['/inc correct 1 another title', /only what people wrote can be corrected/],
    ['/inc correct one text', /not the number of an entry/],
    ['/inc redact 2', /the state of the incident/],
    ['/inc mark 0', /not the number of an entry/],
    ['/inc mark', /not the number of an entry/],
    ['/inc snooze', /not a duration/],
    ['/inc snooze 10s', /from 1m to 24h/],
  ])('%s is refused in words', async (line, words) => {
    const before = world.workspace.ephemerals(ana).length;
    await type(ana, line);
    const answers = () => world.workspace.ephemerals(ana).slice(before);
    await world.workspace.waitFor(() => answers().some(({ text }) => words.test(text)), 5_000);
  });

  test('a :pushpin: puts a message on the timeline once, at the time it was written; taking the last one away is an entry', async () => {
    const message = world.workspace.asUser(bo);
    message.join(channel);
    const { ts } = message.post(channel, 'provider confirms a fibre cut');
    world.workspace.asUser(ana).react(channel, ts, 'pushpin');
    expect((await recorded('pin.added'))?.body).toMatchObject({
      messageTs: ts,
      author: 'bo',
      text: 'provider confirms a fibre cut',
      files: [],
    });
    world.workspace.asUser(bo).react(channel, ts, 'pushpin');
    // Slack promises no order between two events; people leave more time than this.
    await new Promise((resolve) => setTimeout(resolve, 500));
    world.workspace.asUser(ana).unreact(channel, ts, 'pushpin');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await readEvents(bot.deps.database.db, 'INC-1', { types: ['pin.removed'] })).toEqual([]);
    world.workspace.asUser(bo).unreact(channel, ts, 'pushpin');
    expect((await recorded('pin.removed'))?.actor.id).toBe('bo');
    expect(await readEvents(bot.deps.database.db, 'INC-1', { types: ['pin.added'] })).toHaveLength(1);
  });

  test('a snoozed reminder comes later, once, and an update sets the cadence again', async () => {
    const before = world.workspace.ephemerals(ana).length;
    await type(ana, '/inc snooze 45m');
    await world.workspace.waitFor(
      () =>
        world.workspace
          .ephemerals(ana)
          .slice(before)
          .some(({ text }) => /next reminder comes at/.test(text)),
      5_000,
    );
    const due = async () =>
      (await dueRows(bot.deps.database.db, Date.now() + 24 * 3_600_000)).filter(({ key }) => key === 'reminder:INC-1');
    await type(bo, '/inc note a note does not end the waiting');
    const [snoozed, ...more] = await due();
    expect(more).toEqual([]);
    expect(Math.abs(Date.parse(snoozed?.dueAt ?? '') - Date.now() - 45 * 60_000)).toBeLessThan(60_000);
    await type(ana, '/inc update still waiting for the provider');
    await recorded('incident.update', 2);
    const next = Date.parse((await due())[0]?.dueAt ?? '') - Date.now();
    // The cadence of sev1.
    expect(Math.abs(next - 30 * 60_000)).toBeLessThan(60_000);
  });

  test('/oncall schedule lists the shifts ahead without a gap', async () => {
    const shifts = await shiftsAhead(bot.deps, 4);
    expect(shifts.length).toBeGreaterThanOrEqual(4);
    for (const [i, shift] of shifts.entries())
      if (shift.fromIso !== null) expect(shift.fromIso).toBe(shifts[i - 1]?.untilIso);
  });

  test('/oncall page and ack', async () => {
    await said(/^INC-1 .*Page acknowledged by: nobody was paged/s);
    await type(ana, '/oncall page @cy please look at spine1');
    await said(/^INC-1 .*Page acknowledged by: nobody yet/s);
    expect((await recorded('page.sent'))?.body).toMatchObject({ person: 'cy', step: 1 });
    await type(bo, '/oncall ack');
    expect((await recorded('page.acknowledged'))?.actor.id).toBe('bo');
  });

  test('/mitigate --dry-run shows the lines and stores nothing; a deny ends a plan', async () => {
    const before = world.workspace.ephemerals(ana).length;
    await type(ana, '/mitigate interface-shutdown leaf1 eth1 --dry-run');
    const shown = await world.workspace.waitFor(() => world.workspace.ephemerals(ana)[before], 8_000);
    expect(JSON.stringify(shown.blocks)).toContain('interface eth1');
    expect(await readEvents(bot.deps.database.db, 'INC-1', { types: ['mitigation.proposed'] })).toEqual([]);
    await type(ana, '/mitigate bgp-peer-shutdown leaf1 198.51.100.0 noisy peer');
    const proposed = await recorded('mitigation.proposed');
    if (proposed?.type !== 'mitigation.proposed' || !proposed.body) throw new Error('nothing was proposed');
    await type(bo, `/mitigate deny ${proposed.body.mitigation.slice(0, 32)} not now`);
    expect((await recorded('mitigation.voted'))?.body).toMatchObject({ vote: 'deny', why: 'not now' });
  });

  test('the emergency stop refuses every proposal until somebody lifts it', async () => {
    await type(ana, '/inc stop');
    const before = world.workspace.ephemerals(ana).length;
    await type(ana, '/mitigate interface-shutdown leaf1 eth1');
    expect(
      (
        await world.workspace.waitFor(
          () =>
            world.workspace
              .ephemerals(ana)
              .slice(before)
              .find(({ text }) => /by ana/.test(text)),
          8_000,
        )
      ).text,
    ).toMatch(/stopped/);
    await type(bo, '/inc resume');
  });

  test('/playbook run and /inc export markdown', async () => {
    await type(ana, '/playbook run bgp-peer-down leaf1 198.51.100.0');
    await said(/bgp-peer-down|BGP peer/i);
    for (
      let i = 0;
      i < 12 && (await readEvents(bot.deps.database.db, 'INC-1', { types: ['note.added'] })).length < 3;
      i += 1
    )
      await bot.forward('3s');
    await type(ana, '/inc export markdown');
    expect((await recorded('export.made'))?.body).toMatchObject({ format: 'markdown' });
    await world.workspace.waitFor(
      () => world.workspace.messages(channel).find(({ files, threadTs }) => files.length > 0 && threadTs === null),
      8_000,
    );
  });

  test('Slack refused nothing', () => expect(world.workspace.rejected()).toEqual([]));
});
