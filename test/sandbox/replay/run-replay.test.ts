import { afterEach, describe, expect, test } from 'vitest';
import type { TimelineEvent } from '../../../src/domain/timeline.ts';
import { replayableRecord } from '../../../src/ops/replayable-record.ts';
import { castOf } from '../../../src/sandbox/replay/cast.ts';
import { type Replay, type ReplayOptions, runReplay } from '../../../src/sandbox/replay/run-replay.ts';
import { scriptOf } from '../../../src/sandbox/replay/script.ts';
import { transcriptOf } from '../../../src/sandbox/replay/transcript.ts';
import { fileOf } from '../../exports/file-of.ts';
import { hostileNight, hostileTexts } from '../../exports/hostile.ts';
import { artifacts, chained, type Line, line, lines, night } from '../../exports/night.ts';

const bot = { kind: 'bot', id: 'ringdown' } as const;
const seconds = (iso: string) => `${Date.parse(iso) / 1000}`.split('.')[0];

let running: Replay[] = [];
afterEach(async () => {
  for (const replay of running) await replay.stop();
  running = [];
});

async function start(
  events: readonly TimelineEvent[],
  options: Partial<ReplayOptions> = {},
  texts: ReadonlyMap<string, string> = artifacts,
): Promise<Replay> {
  const record = replayableRecord(await fileOf(events, texts));
  const speed = Number.POSITIVE_INFINITY;
  const replay = await runReplay(record, { port: 0, speed, untilSeq: record.head.seq, ...options });
  running.push(replay);
  return replay;
}

async function play(...args: Parameters<typeof start>): Promise<Replay> {
  const replay = await start(...args);
  await replay.played;
  return replay;
}

const channelOf = ({ workspace }: Replay) => {
  const channel = workspace.channels().find(({ name }) => name.startsWith('inc-1'));
  if (!channel) throw new Error('there is no channel of the incident');
  return channel;
};
const textsOf = (replay: Replay) => channelOf(replay).messages.all.map(({ text }) => text);
const direct = ({ workspace }: Replay) =>
  workspace.channels().flatMap(({ kind, messages }) => (kind === 'im' ? messages.all : []));

/** Steps of a playbook have names; those that prove a change say that they came after it. */
const named = (one: Line): Line => {
  const body = one.body as { run?: string; diagnostic?: string };
  const step = `${body.diagnostic}${one.at > 150 ? ':after' : ''}`;
  return body.run === undefined ? one : { ...one, body: { ...body, run: `${body.run}:${step}` } };
};

/** The night, and what it lacks. */
const longNight = chained(
  [
    ...lines.slice(0, -1).map(named),
    line(
      400,
      'cy',
      'pin.added',
      {
        messageTs: '1795402900.000100',
        author: 'U0FIELD0007',
        text: 'fibre &amp; optic <@U0FIELD0007>',
        permalink: null,
      },
      130,
    ),
    line(
      401,
      'ana',
      'pin.added',
      {
        messageTs: '1795402900.000100',
        author: 'U0FIELD0007',
        text: 'fibre &amp; optic <@U0FIELD0007>',
        permalink: null,
      },
      130,
    ),
    line(
      402,
      'ana',
      'pin.added',
      { messageTs: '1795402901.000100', author: 'U0RINGDOWN', text: 'Update by', permalink: null },
      141,
    ),
    line(410, 'cy', 'pin.removed', { messageTs: '1795402900.000100' }),
    line(500, bot, 'watch.started', { watch: 'w1', device: 'leaf1', diagnostic: 'bgp-summary' }),
    line(510, bot, 'watch.changed', { watch: 'w1', change: 'leaf1: 192.0.2.1 idle' }),
    line(520, bot, 'watch.stopped', { watch: 'w1', why: 'the time is over' }),
    line(530, { kind: 'alert', id: 'generic' }, 'alert.grouped', {
      alert: 'a1',
      source: 'generic',
      fingerprint: 'f',
      count: 2,
    }),
    line(540, { kind: 'alert', id: 'generic' }, 'alert.resolved', { alert: 'a1', source: 'generic', fingerprint: 'f' }),
    line(550, 'ana', 'handoff.given', { from: 'bo', to: 'ana', text: 'Open incidents:\n  none' }),
    line(560, 'ana', 'export.made', { format: 'markdown', head: 40 }),
    line(570, 'eve', 'access.refused', {
      person: 'eve',
      right: 'approve',
      words: '/mitigate approve',
      why: 'no right',
    }),
    line(580, bot, 'bot.restarted', { resumed: ['INC-1'], unknown: [] }),
    line(590, bot, 'mitigation.claimed', { mitigation: 'm1', planHash: 'x', direction: 'undo' }),
    line(591, bot, 'mitigation.outcome', {
      mitigation: 'm1',
      outcome: 'applied',
      text: '4 lines accepted by leaf1.',
      direction: 'undo',
    }),
    line(595, bot, 'mitigation.verified', {
      mitigation: 'm1',
      after: { admin: 'up', operational: 'up' },
      holds: true,
      facts: ['up again'],
      healed: null,
    }),
    line(595, bot, 'mitigation.rolled-back', { mitigation: 'm1', text: 'it was taken back' }),
    ...(lines.slice(-1) as Line[]),
  ],
  'INC-1',
  [29],
);

describe('a night, played again', () => {
  test('the channel, its pinned card, the announcement and the pages stand as they did at the end', async () => {
    const replay = await play(night);
    const channel = channelOf(replay);
    expect(channel.name).toBe('inc-1-loss-between-leaf1-and-spine1');
    expect(channel.topic.value).toBe('INC-1 · sev2 · Loss between leaf1 and spine1');
    const card = channel.messages.all.find(({ ts }) => ts === channel.pins[0]?.ts);
    expect(card?.text).toMatch(/^INC-1 · resolved · sev1 · Loss between leaf1 and spine1/);
    expect(card?.text).toContain('Verdict: leaf1 eth1 loses packets towards spine1.');
    const [announcement] = replay.workspace.messages('C0NETOPS');
    expect(announcement?.text).toContain('resolved');
    expect(direct(replay).map(({ text }) => text)).toEqual([
      expect.stringMatching(/Acknowledged by <@U/),
      expect.stringMatching(/Acknowledged by <@U/),
    ]);
  });

  test('what people said is there in order, and the change with its proof', async () => {
    const texts = textsOf(await play(night));
    const order = [
      /^Paged: .*step 1 of 2/,
      /^No answer; paged next: .*step 2 of 2/,
      /acknowledged the page/,
      /made .* commander/,
    ]
      .concat([
        /changed the severity from sev2 to sev1/,
        /^Update by <@U/,
        /^interface-shutdown eth1 on leaf1: Verified/,
      ])
      .concat([/the change is in place, and it healed/, /set the status to resolved/]);
    const places = order.map((words) => texts.findIndex((text) => words.test(text)));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  test('the times are those of the record, and the notes stand in the card’s thread', async () => {
    const replay = await play(night);
    const { messages } = channelOf(replay);
    const update = messages.all.find(({ text }) => text.startsWith('Update by'));
    expect(update?.ts.split('.')[0]).toBe(seconds(night[14]?.recordedAt ?? ''));
    const note = messages.all.find(({ text }) => text.includes('saw the first drops'));
    expect(note?.threadTs).toBe(messages.all.find(({ text }) => text.startsWith('INC-1 ·'))?.ts);
  });

  test('what was redacted is said aloud, here and there', async () => {
    const replay = await play(night);
    expect(textsOf(replay).join('\n')).toContain('Entry 29, note.added');
    expect(textsOf(replay).join('\n')).not.toContain('4242');
    expect(replay.notes).toContain('Entry 29 (note.added) was redacted.');
  });

  test('answers are read again from their raw text; one whose text is missing says so', async () => {
    const [gone] = artifacts.keys();
    const replay = await play(night, {}, new Map([...artifacts].filter(([sha256]) => sha256 !== gone)));
    expect(replay.notes).toContainEqual(
      expect.stringMatching(/^Entry 5 \(leaf1 interface-detail\) cannot be read again/),
    );
    expect(textsOf(replay).join('\n')).toMatch(/4,711 input errors \(as it was recorded; /);
  });

  test('two replays give the same messages, byte by byte, and the workspace refuses none of them', async () => {
    const [first, second] = [await play(longNight), await play(longNight)];
    expect(JSON.stringify(transcriptOf(first.workspace))).toBe(JSON.stringify(transcriptOf(second.workspace)));
    expect(first.workspace.rejected()).toEqual([]);
    expect(channelOf(first).messages.all.length).toBeGreaterThan(30);
    const verdict = textsOf(first).find((text) => text.startsWith('Verdict: leaf1 eth1 loses packets'));
    expect(verdict).toMatch(/• 12\.5 % of the pings[\s\S]*Playbook interface-errors · 3 steps read/);
  });

  test('every entry leads to something, at the latest with those of its moment', () => {
    const effects = (through: number) => {
      const events = longNight.slice(0, through);
      return scriptOf({ incident: 'INC-1', events, artifacts }, castOf(longNight)).flatMap((step) => step.effects);
    };
    // An escalation is told by the page that follows.
    for (const { seq, type } of longNight)
      if (type !== 'page.escalated' && seq > 1)
        expect(effects(seq), `entry ${seq}, ${type}`).not.toEqual(effects(seq - 1));
  });

  test('a pinned message stands where it was written, by its author, with the pushpins that are left', async () => {
    const replay = await play(longNight);
    const { messages } = channelOf(replay);
    const pinned = messages.all.find(({ text }) => text.startsWith('fibre &amp; optic'));
    expect(pinned).toMatchObject({ user: 'U0FIELD0007', reactions: [] });
    expect(pinned?.ts.split('.')[0]).toBe(seconds(longNight[31]?.occurredAt ?? ''));
    expect(messages.all.find(({ text }) => text === 'Update by')?.reactions).toMatchObject([{ name: 'pushpin' }]);
  });

  test.for(hostileTexts)('nothing that was written breaks out of its message or stops it: %j', async (text) => {
    const { events, artifacts: texts } = hostileNight(text, ['diagnostic']);
    const replay = await play(events, { untilSeq: events.length - 1 }, texts);
    expect(replay.workspace.rejected()).toEqual([]);
    expect(textsOf(replay).some((said) => said.startsWith('Update by'))).toBe(true);
  });
});

describe('how it is played', () => {
  test('--until ends after an entry', async () => {
    const texts = textsOf(await play(night, { untilSeq: 16 }));
    expect(texts.some((text) => /^interface-shutdown eth1 on leaf1: Waits for approval/.test(text))).toBe(true);
    expect(texts.some((text) => /resolved/.test(text))).toBe(false);
  });

  test('the pauses are those of the record, divided by the speed', async () => {
    const from = performance.now();
    const replay = await start(night, { speed: 1_000, untilSeq: 31 });
    await replay.played;
    // 330 s of the night.
    expect(performance.now() - from).toBeGreaterThan(330);
    expect(replay.lengthMs).toBe(330);
  });

  test('it can be stopped in the middle of a pause', async () => {
    const replay = await start(night, { speed: 0.001 });
    const from = performance.now();
    await replay.stop();
    await replay.played;
    expect(performance.now() - from).toBeLessThan(5_000);
  });

  test('a button and a command answer that this is a replay, to the one who pressed', async () => {
    const replay = await play(night, { untilSeq: 16 });
    const channel = channelOf(replay);
    const user = 'U0OBSERVER';
    const card = channel.messages.all.find(({ text }) => text.startsWith('INC-1 ·'));
    const action = /act:[0-9a-f]{32}/.exec(JSON.stringify(card?.blocks))?.[0] ?? '';
    expect(await replay.workspace.asUser(user).click(channel.id, card?.ts ?? '', action)).toEqual({ ok: true });
    expect(await replay.workspace.asUser(user).command(channel.id, '/inc list')).toEqual({ ok: true });
    expect(replay.workspace.ephemerals(user).map(({ text }) => text)).toEqual([
      expect.stringContaining('This is a replay of INC-1'),
      expect.stringContaining('This is a replay of INC-1'),
    ]);
    expect(replay.workspace.rejected()).toEqual([]);
  });
});

test('a corrected update stands corrected, and a redacted one leaves what its redaction says', async () => {
  const declared = lines[0];
  if (!declared) throw new Error('the night has a declaration');
  const events = chained(
    [
      declared,
      line(10, 'bo', 'incident.update', { text: 'only 3 customers are hit', nextUpdateAt: null }),
      line(20, 'bo', 'note.corrected', { supersedes: 2, text: '3000 customers are hit' }),
      line(30, 'bo', 'incident.status', { from: 'investigating', to: 'identified', text: 'login zx-hunter2' }),
      line(40, 'bo', 'note.redacted', {
        target: 4,
        rest: { from: 'investigating', to: 'identified', text: '[redacted]' },
      }),
    ],
    'INC-1',
    [4],
  );
  const replay = await play(events, {}, new Map());
  const texts = textsOf(replay);
  expect(texts.filter((text) => text.startsWith('Update by'))).toEqual([
    expect.stringMatching(/^Update by .* \(corrected 2026-11-23 02:58 UTC\):\n3000 customers are hit$/),
  ]);
  expect(texts.find((text) => text.startsWith('INC-1 ·'))).toMatch(/identified[\s\S]*\[redacted\]/);
  expect(
    replay.workspace
      .channels()
      .flatMap(({ messages }) => messages.all)
      .some(({ text }) => text.includes('only 3')),
  ).toBe(false);
});
