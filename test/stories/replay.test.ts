import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventType, TimelineEvent } from '../../src/domain/timeline.ts';
import { replayableRecord } from '../../src/ops/replayable-record.ts';
import { rereadDiff } from '../../src/ops/reread-diff.ts';
import { castOf } from '../../src/sandbox/replay/cast.ts';
import { runReplay } from '../../src/sandbox/replay/run-replay.ts';
import { transcriptOf } from '../../src/sandbox/replay/transcript.ts';
import type { Message } from '../../src/sandbox/workspace/world.ts';
import { outboxCounts } from '../../src/store/outbox-questions.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { chained } from '../exports/night.ts';
import { exportText } from '../support/export-text.ts';
import { incidentChannel, pressIn } from '../support/slack-hands.ts';
import { type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';
const cy = 'U01CY00003';

describe('an incident of a real bot, exported and played again', () => {
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';
  let file = '';
  let original: Message[] = [];

  const type = (user: string, line: string) => world.workspace.asUser(user).command(channel, line);
  const recorded = async (eventType: EventType, count = 1) => {
    for (let i = 0; i < 300; i += 1) {
      const found = await readEvents(bot.deps.database.db, 'INC-1', { types: [eventType] });
      if (found.length >= count) return bot.tick();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no ${eventType} within 15 s`);
  };
  const until = (words: RegExp) =>
    world.workspace.waitFor(() => world.workspace.messages(channel).find(({ text }) => words.test(text)), 15_000);

  beforeAll(async () => {
    world = await startWorld();
    bot = await startStoryBot(world);
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev2 leaf1 loses its uplinks');
    channel = await incidentChannel(world.workspace, ana);
    await type(ana, '/net bgp-summary leaf1,spine1');
    await recorded('diagnostic.answered', 2);
    await until(/Shortcut: `\/net bgp-summary/);
    await type(ana, '/net lldp-neighbors spine1');
    await recorded('diagnostic.answered', 3);
    world.workspace.asUser(bo).join(channel);
    const { ts } = world.workspace.asUser(bo).post(channel, 'provider confirms a fibre cut & works on it');
    await type(ana, '/net interfaces leaf9,leaf1');
    await type(ana, '/net interfaces leaf1');
    await recorded('diagnostic.answered', 4);
    world.workspace.asUser(ana).react(channel, ts, 'pushpin');
    await recorded('pin.added');
    await type(ana, '/inc severity sev1 customers notice');
    await recorded('incident.severity');
    await type(ana, '/inc role scribe @cy');
    await recorded('incident.role');
    await type(bo, '/inc update traffic moved to spine2');
    await recorded('incident.update');
    await type(ana, '/oncall page @cy please look at spine1');
    await recorded('page.sent');
    await world.workspace.waitFor(
      () => world.workspace.channels().find(({ kind, members }) => kind === 'im' && members.includes(cy)),
      10_000,
    );
    await type(cy, '/oncall ack');
    await recorded('page.acknowledged');
    await type(ana, '/mitigate interface-shutdown leaf1 eth1 reason it loses packets');
    await recorded('mitigation.proposed');
    await until(/^interface-shutdown eth1 on leaf1: Waits/);
    await pressIn(world.workspace, bo, /^Approve/);
    await recorded('mitigation.voted');
    await pressIn(world.workspace, cy, /^Approve/);
    await recorded('mitigation.voted', 2);
    await recorded('mitigation.outcome');
    for (let i = 0; i < 10 && !world.workspace.messages(channel).some(({ text }) => /Verified/.test(text)); i += 1)
      await bot.forward('4s');
    await recorded('mitigation.verified');
    await type(bo, '/inc note the optic is replaced by day');
    await recorded('note.added');
    await type(ana, '/inc status resolved leaf1 runs on its second uplink');
    await recorded('incident.status');
    await world.workspace.waitFor(() => {
      const picture = world.workspace.files().find(({ name }) => name.startsWith('INC-1-timeline'));
      return picture && world.workspace.messages(channel).find(({ files }) => files.includes(picture.id));
    }, 15_000);
    // Everything that was on its way has arrived, or there would be less to compare with.
    for (let i = 0; i < 40 && (await outboxCounts(bot.deps.database.db)).pending > 0; i += 1) await bot.forward('1s');
    await until(/^INC-1 · resolved/);
    file = await exportText(bot.deps.database.db, 'INC-1', 'json');
    original = [...world.workspace.messages(channel)];
  }, 120_000);
  afterAll(async () => {
    await bot.stop();
    await world.stop();
  });

  const playAll = async () => {
    const record = replayableRecord(file);
    const replay = await runReplay(record, { port: 0, speed: Number.POSITIVE_INFINITY, untilSeq: record.head.seq });
    await replay.played;
    const transcript = transcriptOf(replay.workspace);
    const rejected = replay.workspace.rejected();
    const { notes } = replay;
    await replay.stop();
    return { transcript, rejected, notes };
  };

  test('two replays give equal messages, and the strict workspace refuses none of them', async () => {
    const [first, second] = [await playAll(), await playAll()];
    expect(JSON.stringify(first.transcript)).toBe(JSON.stringify(second.transcript));
    expect(first).toMatchObject({ rejected: [], notes: [] });
  });

  test('what the bot said in the channel is said again, word for word', async () => {
    const record = replayableRecord(file);
    const { idOf } = castOf(record.events);
    const keyOf = (message: Message) =>
      (message.metadata as { event_payload?: { key?: string } } | null)?.event_payload?.key ?? null;
    // The people have other ids in the replay, and a cadence is no part of the record.
    const plain = (text: string) =>
      [
        ['ana', ana],
        ['bo', bo],
        ['cy', cy],
      ]
        .reduce((words, [key = '', id = '']) => words.replaceAll(id, idOf(key)), text)
        .replace(/\nNext update due .*/, '')
        .replace(/ (\/inc archive archives this channel|This channel is archived in .*)\./, '');
    const { transcript } = await playAll();
    const again = transcript.channels.find(({ name }) => name.startsWith('inc-1'))?.messages ?? [];
    const byKey = new Map(again.map((message) => [keyOf(message), message]));
    const known = original.filter((message) => byKey.has(keyOf(message)) && keyOf(message) !== null);
    for (const message of known)
      expect(plain(byKey.get(keyOf(message))?.text ?? ''), keyOf(message) ?? '').toBe(plain(message.text));
    const missing = original.filter((message) => keyOf(message) !== null && !byKey.has(keyOf(message)));
    // The only thing that was said here without an entry on the record.
    expect(missing.map((message) => keyOf(message)?.split(':')[0])).toEqual(['page-exhausted']);
    expect(known.length).toBeGreaterThan(11);
    // Tables, marks and buttons too; ids of buttons and blocks are not the same.
    const shape = (message: Message | undefined) =>
      plain(JSON.stringify(message?.blocks).replace(/"(action_id|block_id)":"[^"]*"/g, '"$1":""'));
    for (const message of known.filter((one) => !/^(card|status):/.test(keyOf(one) ?? '')))
      expect(shape(byKey.get(keyOf(message))), keyOf(message) ?? '').toBe(shape(message));
    const files = (of: readonly { files: readonly string[] }[]) => of.filter((one) => one.files.length > 0).length;
    expect(files(again)).toBe(files(original));
  });

  test('what a person wrote and another one pinned is there, at its time', async () => {
    const { transcript } = await playAll();
    const again = transcript.channels.find(({ name }) => name.startsWith('inc-1'))?.messages ?? [];
    const pinned = again.find(({ text }) => text === 'provider confirms a fibre cut &amp; works on it');
    const written = original.find(({ text }) => text === 'provider confirms a fibre cut &amp; works on it');
    const { idOf } = castOf(replayableRecord(file).events);
    expect(pinned).toMatchObject({ user: idOf('bo'), reactions: [{ name: 'pushpin' }] });
    expect(pinned?.ts.split('.')[0]).toBe(written?.ts.split('.')[0]);
  });

  test('every answer reads as it was recorded', () => {
    const { events, artifacts } = replayableRecord(file);
    const answers = events.filter((event) => event.type === 'diagnostic.answered');
    expect(rereadDiff(events, artifacts)).toEqual({
      equal: answers.length,
      different: [],
      notRead: [],
      unanswered: 0,
      withoutClock: 0,
      redacted: [],
    });
  });

  test('a record that another parser wrote differs, by entry and field', () => {
    const { events, artifacts } = replayableRecord(file);
    const changed = events.map((event): TimelineEvent => {
      if (event.type !== 'diagnostic.answered' || event.body?.diagnostic !== 'lldp-neighbors') return event;
      const records = event.body.records.map((one, i) => (i === 0 ? { ...one, neighborName: 'leaf99' } : one));
      return { ...event, body: { ...event.body, records } };
    });
    const rebuilt = chained(
      changed.map(({ actor, type: eventType, body }, at) => ({ at, by: actor, type: eventType, body })),
    );
    const { different } = rereadDiff(rebuilt, artifacts);
    expect(different).toHaveLength(1);
    expect(different[0]).toMatchObject({ device: 'spine1', diagnostic: 'lldp-neighbors' });
    expect(JSON.stringify(different[0]?.differences)).toContain('leaf99');
  });
});
