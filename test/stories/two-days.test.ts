import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { postmortem } from '../../src/domain/postmortem.ts';
import type { EventType, TimelineEvent } from '../../src/domain/timeline.ts';
import { verifyExport } from '../../src/exports/json.ts';
import { exportFormats } from '../../src/ops/export-pieces.ts';
import { head, readEvents } from '../../src/store/timeline.ts';
import { verifyStore, type WitnessedHead } from '../../src/store/verify.ts';
import { csvRows } from '../exports/csv-rows.ts';
import { exportText } from '../support/export-text.ts';
import { pressIn } from '../support/slack-hands.ts';
import { createStoryClock, type StoryWorld, startStoryBot, startWorld } from '../support/story-world.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';
const cy = 'U01CY00003';
/** Saturday evening before the clocks of Berlin go back, at 01:00 UTC on Sunday. */
const beginMs = Date.parse('2026-10-24T18:00:00.000Z');

const crowd = Array.from({ length: 27 }, (_, at) => {
  const key = `eng${String(at + 1).padStart(2, '0')}`;
  return { key, slack: `U1${key.toUpperCase()}000`, timeZone: 'Europe/Berlin' };
});

/** The config with the crowd in it. */
function addCrowd(configFile: string): void {
  const config = parse(readFileSync(configFile, 'utf8')) as {
    people: Record<string, unknown>;
    groups: Record<string, string[]>;
  };
  for (const { key, slack, timeZone } of crowd) config.people[key] = { slack, timeZone };
  config.groups['netops']?.push(...crowd.map(({ key }) => key));
  writeFileSync(configFile, stringify(config));
}

describe('a two-day incident with thirty people, two reopenings and a change of the clocks', () => {
  const clock = createStoryClock();
  let world: StoryWorld;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;
  let channel = '';

  beforeAll(async () => {
    clock.forward(beginMs - Date.now());
    world = await startWorld({
      clock,
      alsoPeople: crowd.map(({ key, slack, timeZone }) => ({ id: slack, name: key, realName: key, timeZone })),
    });
    addCrowd(world.files.config);
    bot = await startStoryBot(world, { clock });
    await live();
  }, 120_000);
  afterAll(async () => {
    await bot?.stop();
    await world?.stop();
  });

  const db = () => bot.deps.database.db;
  /** Waits until there are `count` entries of a type. */
  const recorded = async (type: EventType, count = 1) => {
    for (let i = 0; i < 300; i += 1) {
      const found = await readEvents(db(), 'INC-1', { types: [type] });
      if (found.length >= count) return found.at(-1);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    throw new Error(`no ${type} number ${count} within 12 s`);
  };
  /** Types a line and waits for the entry it makes. */
  const type = async (user: string, line: string, entry: EventType) => {
    const before = (await readEvents(db(), 'INC-1', { types: [entry] })).length;
    await world.workspace.asUser(user).command(channel, line);
    return recorded(entry, before + 1);
  };

  const has = async (entry: EventType) => (await readEvents(db(), 'INC-1', { types: [entry] })).length > 0;
  /** Presses the newest button of that name once the card with it is there. */
  const press = async (user: string, label: RegExp) => {
    for (let i = 0; ; i += 1) {
      try {
        return await pressIn(world.workspace, user, label);
      } catch (error) {
        if (i === 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };

  /** The two days. Everybody says two things; the three who lead do the rest. */
  async function live(): Promise<void> {
    await world.workspace.asUser(ana).command('C0NETOPS', '/inc declare sev2 leaf1 loses its uplinks');
    channel = await world.workspace.waitFor(
      () => world.workspace.channels().find(({ name }) => name.startsWith('inc-1-leaf1'))?.id,
      10_000,
    );
    for (const user of [ana, bo, cy, ...crowd.map(({ slack }) => slack)]) world.workspace.asUser(user).join(channel);
    await bot.forward('4m');
    await type(ana, '/net bgp-summary leaf1', 'diagnostic.answered');
    await type(bo, '/inc note at 19:50 the first customer called: video freezes', 'note.added');
    await bot.forward('11m');
    await type(ana, '/inc severity sev1 customers in ams1 notice', 'incident.severity');
    await type(ana, '/inc role scribe @cy', 'incident.role');
    for (const { slack, key } of crowd.slice(0, 14)) {
      await bot.forward('7m');
      await type(slack, `/inc note ${key}: my racks look clean, no errors on the fabric side`, 'note.added');
    }
    await type(
      ana,
      '/inc update One of two uplinks of leaf1 drops packets. We prepare to take it out.',
      'incident.update',
    );
    await type(ana, '/mitigate interface-shutdown leaf1 eth1 the link loses packets', 'mitigation.proposed');
    await press(bo, /^Approve/);
    await recorded('mitigation.voted', 1);
    await press(cy, /^Approve/);
    await recorded('mitigation.voted', 2);
    // The proof is due a little after the change.
    for (let i = 0; i < 40 && !(await has('mitigation.verified')); i += 1) await bot.forward('2s');
    await recorded('mitigation.verified', 1);
    await bot.forward('40m');
    await type(ana, '/inc status resolved leaf1 runs on its second uplink', 'incident.status');

    // 00:10 UTC on Sunday: the first relapse, an hour before the clocks go back.
    await bot.forward('3h50m');
    await type(bo, '/inc status investigating the second uplink drops packets too', 'incident.status');
    await type(bo, '/inc lead @bo', 'incident.role');
    const said = world.workspace.asUser(cy).post(channel, 'The field team swaps the line card at 09:00.');
    for (const { slack, key } of crowd.slice(14)) {
      await bot.forward('13m');
      await type(slack, `/inc note ${key}: looked at the optics of my row; nothing | nothing at all`, 'note.added');
    }
    await type(bo, '/net interfaces leaf1', 'diagnostic.answered');
    await type(cy, '/inc mark 3', 'note.marked');
    // Pinned hours after it was written.
    world.workspace.asUser(bo).react(channel, said.ts, 'pushpin');
    await recorded('pin.added');
    await bot.forward('4h');
    await type(bo, '/inc status resolved the line card was swapped', 'incident.status');

    // Monday: the second relapse and the end of it.
    await bot.forward('20h');
    await type(cy, '/inc status investigating one more drop on the graph', 'incident.status');
    for (const { slack, key } of crowd) {
      await bot.forward('3m');
      await type(slack, `/inc note ${key}: checked again, all flat`, 'note.added');
    }
    const wrong = await type(cy, '/inc note the fibre was cleaned on Friday', 'note.added');
    await type(cy, `/inc correct ${wrong?.seq} the fibre was cleaned on Saturday`, 'note.corrected');
    await bot.forward('9h');
    await type(cy, '/inc status resolved a dirty fibre; cleaned, measured, flat for nine hours', 'incident.status');
  }

  const told = async () => {
    const story = postmortem(await readEvents(db(), 'INC-1'));
    if (!story) throw new Error('no record');
    return story;
  };
  const written = (format: (typeof exportFormats)[number]) =>
    exportText(db(), 'INC-1', format, { zone: 'Europe/Berlin' });

  test('lasts longer than a day, and its durations say so to the second', async () => {
    const { durations, periods, people } = await told();
    expect(periods).toHaveLength(3);
    const spans = periods.map(({ from, to }) => (Date.parse(to ?? '') - Date.parse(from)) / 1000);
    expect(durations.openSeconds).toBeCloseTo(
      spans.reduce((sum, seconds) => sum + seconds, 0),
      0,
    );
    const wholeSeconds = (Date.parse(periods[2]?.to ?? '') - Date.parse(periods[0]?.from ?? '')) / 1000;
    expect(durations.resolveSeconds).toBeCloseTo(wholeSeconds, -1);
    expect(wholeSeconds).toBeGreaterThan(40 * 3_600);
    expect(people.length).toBe(30);
    const html = await written('html');
    expect(html).toMatch(/Resolved after<\/span><b>1 d \d+ h \d+ min<\/b>/);
    expect(html).toContain('It was taken up again after it had been resolved.');
  });

  test('both offsets of Berlin stand in the timeline, and the change is named', async () => {
    for (const format of ['markdown', 'html'] as const) {
      const text = await written(format);
      expect(text).toMatch(/\d\d:\d\d:\d\d \+02:00/);
      expect(text).toMatch(/\d\d:\d\d:\d\d \+01:00/);
      expect(text).toContain('The clocks of Europe/Berlin went from +02:00 to +01:00 meanwhile.');
    }
  });

  test('a note "at" a time before stands first, a corrected one is struck out, a marked one is at the top', async () => {
    const markdown = await written('markdown');
    const timeline = markdown.slice(markdown.indexOf('\n## Timeline'));
    expect(timeline).toMatch(/^\| \d+ \| 2026-10-24 17:50:00 .* the first customer called/m);
    expect(timeline.indexOf('the first customer called')).toBeLessThan(timeline.indexOf('Declared sev2'));
    expect(timeline).toMatch(/~~the fibre was cleaned on Friday~~ \(corrected by entry \d+\)/);
    expect(timeline.indexOf('Marked for the postmortem')).toBeLessThan(timeline.indexOf('| entry |'));
  });

  test('a message that was pinned hours later stands where it was written, in every export', async () => {
    const [pin] = await readEvents(db(), 'INC-1', { types: ['pin.added'] });
    if (pin?.type !== 'pin.added') throw new Error('nothing was pinned');
    expect(Math.round(Number(pin.body?.messageTs) * 1000)).toBe(Date.parse(pin.occurredAt));
    expect(Date.parse(pin.recordedAt) - Date.parse(pin.occurredAt)).toBeGreaterThan(2 * 3_600_000);
    for (const format of ['markdown', 'html', 'csv'] as const) {
      const text = await written(format);
      const places = ['Hand-over from ana to bo', 'Pinned message of cy', 'eng15: looked at'].map((words) =>
        text.indexOf(words),
      );
      expect(
        places.toSorted((a, b) => a - b),
        format,
      ).toEqual(places);
      expect(Math.min(...places)).toBeGreaterThan(0);
    }
  });

  test('a hand-over says what is to be undone, on which interface, and names the channel', async () => {
    const csv = await written('csv');
    expect(csv).toContain('Hand-over from ana to bo.\nOpen incidents:\n  INC-1 sev1');
    expect(csv).toContain('In force, to be undone:\n  interface-shutdown eth1 on leaf1 (INC-1, verified)');
    expect(csv).toContain('#inc-1-leaf1-loses-its-uplinks: leaf1 loses its uplinks');
  });

  test('the record and its file verify, against the head that was put into the channel', async () => {
    const inChannel = () =>
      world.workspace
        .messages(channel)
        .flatMap(({ text }) => [...text.matchAll(/INC-1:(\d+):([0-9a-f]{64})/g)])
        .map(([, seq, hash = '']): WitnessedHead => ({ incident: 'INC-1', seq: Number(seq), hash }));
    const last = await head(db(), 'INC-1');
    for (let i = 0; i < 60 && inChannel().at(-1)?.seq !== last?.seq; i += 1) await bot.forward('2s');
    const witnessed = inChannel();
    // Three ends, and every hundredth entry.
    expect(witnessed).toHaveLength(3 + Math.floor((last?.seq ?? 0) / 100));
    expect(witnessed.at(-1)).toEqual({ incident: 'INC-1', ...last });
    expect((await verifyStore(db(), { witnessed })).problems).toEqual([]);
    const json = await written('json');
    expect(verifyExport(json, witnessed).problems).toEqual([]);
    const [first, ...others] = witnessed;
    const forged = [{ ...first, hash: '0'.repeat(64) } as WitnessedHead, ...others];
    expect((await verifyStore(db(), { witnessed: forged })).problems).toEqual([expect.stringMatching(/was rebuilt/)]);
    const { events } = JSON.parse(json) as { events: TimelineEvent[] };
    expect(csvRows(await written('csv'))).toHaveLength(events.length + 1);
  });

  test('the four files can be looked at', async () => {
    const folder = process.env['RINGDOWN_EXPORTS'] ?? join(world.dir, 'exports');
    mkdirSync(folder, { recursive: true });
    for (const format of exportFormats) {
      const text = await written(format);
      expect(text.length).toBeGreaterThan(10_000);
      writeFileSync(join(folder, `INC-1.${format}`), text);
    }
  });
});
