import { describe, expect, test } from 'vitest';
import { entryOf } from '../../src/domain/entries.ts';
import { evidenceOf } from '../../src/domain/evidence.ts';
import { postmortem } from '../../src/domain/postmortem.ts';
import { sentenceOf } from '../../src/domain/sentence.ts';
import { eventTypes, type TimelineEvent } from '../../src/domain/timeline.ts';
import { secondsText } from '../../src/exports/times.ts';
import { chained, type Line, line, lines, night } from '../exports/night.ts';

function recordOf(events: readonly TimelineEvent[]) {
  const record = postmortem(events);
  if (!record) throw new Error('there is no declaration');
  return record;
}

const bot = { kind: 'bot', id: 'ringdown' } as const;
const declared = line(0, 'ana', 'incident.declared', { title: 'Loss', severity: 'sev2', commander: 'ana' });
const status = (
  at: number,
  from: 'investigating' | 'resolved',
  to: 'investigating' | 'resolved',
  text: string | null = null,
) => line(at, 'ana', 'incident.status', { from, to, text });
const tale = (...more: Line[]) => recordOf(chained([declared, ...more]));

const answer = (at: number, outcome: 'ok' | 'empty' | 'timed-out') =>
  line(at, bot, 'diagnostic.answered', {
    run: 'r',
    device: 'leaf1',
    diagnostic: 'version',
    arguments: '',
    playbook: null,
    outcome,
    verdict: 'none',
    records: [],
    unparsed: [],
    error: null,
    commands: [],
    durationMs: 1,
    truncated: false,
  });

const proposed = (at: number, mitigation: string) =>
  line(at, 'bo', 'mitigation.proposed', {
    mitigation,
    name: 'interface-shutdown',
    device: 'leaf1',
    arguments: 'eth1',
    risk: 'high',
    reason: null,
    planHash: 'ab',
    apply: ['shutdown'],
    undo: ['no shutdown'],
    before: { admin: 'up', operational: 'up' },
    blastRadius: [],
    quorum: 2,
    expiresAt: '2026-11-23T03:15:00.000Z',
  });
const claimed = (at: number, mitigation: string, direction: 'apply' | 'undo') =>
  line(at, bot, 'mitigation.claimed', { mitigation, planHash: 'ab', direction });
const verified = (at: number, mitigation: string, holds: boolean, admin: 'up' | 'down') =>
  line(at, bot, 'mitigation.verified', {
    mitigation,
    after: { admin, operational: admin },
    holds,
    facts: [],
    healed: holds,
  });

test('without a declaration there is nothing to tell', () => {
  expect(postmortem([])).toBeNull();
  expect(postmortem(chained([line(0, 'ana', 'note.added', { text: 'x' })]))).toBeNull();
});

describe('durations', () => {
  test('of the night', () => {
    expect(recordOf(night).durations).toEqual({
      acknowledgeSeconds: 83,
      firstFactSeconds: 3,
      mitigateSeconds: 195,
      resolveSeconds: 1_108,
      openSeconds: 1_108,
    });
  });

  test('are unknown until it happened', () => {
    expect(
      tale(answer(5, 'timed-out'), proposed(8, 'm1'), claimed(9, 'm1', 'apply'), verified(10, 'm1', false, 'up'))
        .durations,
    ).toEqual({
      acknowledgeSeconds: null,
      firstFactSeconds: null,
      mitigateSeconds: null,
      resolveSeconds: null,
      openSeconds: null,
    });
  });

  test('"there is nothing" is a fact too; only the first one counts', () => {
    expect(tale(answer(4, 'timed-out'), answer(6, 'empty'), answer(9, 'ok')).durations.firstFactSeconds).toBe(6);
  });

  test('count by when things occurred, not by when they were written down', () => {
    const late = line(600, 'bo', 'page.acknowledged', { page: 'p1', person: 'bo' }, 40);
    expect(tale(late).durations.acknowledgeSeconds).toBe(40);
  });

  test('of an incident that was taken up again go to its last end', () => {
    const first = [status(100, 'investigating', 'resolved'), status(200, 'resolved', 'investigating')];
    expect(tale(...first)).toMatchObject({
      periods: [{ to: '2026-11-23T02:59:52.480Z' }, { from: '2026-11-23T03:01:32.480Z', to: null }],
      durations: { resolveSeconds: null, openSeconds: null },
      incident: { status: 'investigating' },
    });
    expect(tale(...first, status(900, 'investigating', 'resolved'))).toMatchObject({
      periods: [{}, { to: '2026-11-23T03:13:12.480Z' }],
      durations: { resolveSeconds: 900, openSeconds: 800 },
    });
  });

  test('longer than a day are told in days, and nothing that is written after the end moves them', () => {
    const dayAndMore = 26 * 3_600;
    const end = status(dayAndMore, 'investigating', 'resolved');
    const { durations } = tale(end);
    expect(secondsText(durations.resolveSeconds ?? 0)).toBe('1 d 2 h');
    const later = [
      line(9 * 86_400, 'ana', 'note.added', { text: 'the optic was faulty' }),
      line(9 * 86_400, 'ana', 'note.corrected', { supersedes: 3, text: 'the optic was dirty' }),
      line(9 * 86_400, 'ana', 'note.marked', { target: 3 }),
      line(9 * 86_400, 'ana', 'incident.update', { text: 'review on Friday', nextUpdateAt: null }),
    ];
    expect(tale(end, ...later).durations).toEqual(durations);
  });

  test('another "resolved" of the same period adds words and moves nothing; the first of the next period counts again', () => {
    const twice = [status(900, 'investigating', 'resolved'), status(90_000, 'resolved', 'resolved', 'a dirty fibre')];
    expect(tale(...twice)).toMatchObject({
      periods: [{ to: '2026-11-23T03:13:12.480Z' }],
      durations: { resolveSeconds: 900, openSeconds: 900 },
      incident: { resolvedAt: '2026-11-23T03:13:12.480Z', lastUpdate: { text: 'a dirty fibre' } },
      updates: [{ status: 'resolved', text: 'a dirty fibre' }],
    });
    const again = [status(100_000, 'resolved', 'investigating'), status(100_060, 'investigating', 'resolved')];
    expect(tale(...twice, ...again, status(200_000, 'resolved', 'resolved', 'for good'))).toMatchObject({
      periods: [{}, {}],
      durations: { resolveSeconds: 100_060, openSeconds: 960 },
    });
  });

  test('a change that was proven only in being taken back has mitigated nothing', () => {
    const story = [
      proposed(8, 'm1'),
      claimed(9, 'm1', 'apply'),
      verified(10, 'm1', false, 'up'),
      claimed(20, 'm1', 'undo'),
      verified(30, 'm1', true, 'up'),
    ];
    expect(tale(...story).durations.mitigateSeconds).toBeNull();
  });
});

describe('entries', () => {
  test('show what was corrected, redacted and marked', () => {
    const record = recordOf(night);
    const entry = (seq: number) => entryOf(night[seq - 1] as TimelineEvent, record);
    expect(entry(27)).toMatchObject({
      correctedBy: 28,
      sentence: 'optic in leaf1 eth1 was swapped on Friday by field team 7',
    });
    expect(entry(28)).toMatchObject({ correctedBy: null });
    expect(entry(29)).toMatchObject({ redacted: true, sentence: 'Redacted.' });
    expect(entry(8)).toMatchObject({ marked: true });
  });

  test('an entry cannot be corrected by itself or by an earlier one', () => {
    const wrong = (supersedes: number) => line(5, 'ana', 'note.corrected', { supersedes, text: 'x' });
    const { correctedBy } = tale(wrong(2), wrong(9), line(6, 'ana', 'note.added', { text: 'y' }));
    expect([...correctedBy]).toEqual([]);
  });
});

describe('people', () => {
  test('are all who wrote or held a role, with how often they wrote', () => {
    expect(recordOf(night).people).toEqual([
      { person: 'bo', roles: ['commander'], formerRoles: [], entries: 8 },
      { person: 'cy', roles: [], formerRoles: [], entries: 3 },
      { person: 'ana', roles: [], formerRoles: [], entries: 2 },
    ]);
  });

  test('keep the roles that they handed over', () => {
    const role = (at: number, name: string, person: string) =>
      line(at, 'ana', 'incident.role', { role: name, person, previous: null });
    expect(
      tale(role(5, 'commander', 'bo'), role(6, 'scribe', 'ana'), role(7, 'scribe', 'cy'), role(8, 'scribe', 'ana'))
        .people,
    ).toMatchObject([
      { person: 'bo', roles: ['commander'], formerRoles: [] },
      { person: 'ana', roles: ['scribe'], formerRoles: ['commander'] },
      { person: 'cy', roles: [], formerRoles: ['scribe'] },
    ]);
  });
});

describe('a mitigation', () => {
  test('is told from its plan to its proof', () => {
    expect(recordOf(night).mitigations).toMatchObject([
      {
        name: 'interface-shutdown',
        device: 'leaf1',
        arguments: 'eth1',
        requestedBy: 'ringdown',
        approvedBy: ['ana', 'bo'],
        before: { admin: 'up' },
        after: { admin: 'down' },
        holds: true,
        healed: true,
        outcome: 'applied',
        provedAt: '2026-11-23T03:01:27.480Z',
        rolledBackAt: null,
      },
    ]);
  });

  test('that was taken back keeps what was measured while it held', () => {
    const [story] = tale(
      proposed(8, 'm1'),
      claimed(9, 'm1', 'apply'),
      verified(10, 'm1', true, 'down'),
      claimed(20, 'm1', 'undo'),
      line(22, bot, 'mitigation.outcome', { mitigation: 'm1', outcome: 'unknown', text: '', direction: 'undo' }),
      verified(30, 'm1', true, 'up'),
      line(30, bot, 'mitigation.rolled-back', { mitigation: 'm1', text: 'taken back' }),
    ).mitigations;
    expect(story).toMatchObject({
      after: { admin: 'down' },
      holds: true,
      outcome: null,
      rolledBackAt: '2026-11-23T02:58:42.480Z',
    });
  });

  test('that nobody wanted was never run, and stories do not mix', () => {
    const stories = tale(
      proposed(8, 'm1'),
      proposed(9, 'm2'),
      line(10, 'cy', 'mitigation.voted', {
        mitigation: 'm1',
        vote: 'deny',
        planHash: 'ab',
        why: 'no',
        approvals: 0,
        quorum: 2,
      }),
      verified(11, 'm2', true, 'down'),
      verified(12, 'm9', true, 'down'),
    ).mitigations;
    expect(stories).toMatchObject([
      { id: 'm1', stoppedBy: ['cy'], approvedBy: [], outcome: null, holds: null },
      { id: 'm2', stoppedBy: [], holds: true },
    ]);
  });
});

test('updates are what people were told, in order, with the words of a status change and its status', () => {
  expect(recordOf(night).updates.map(({ by, status, text }) => [by, status, text.slice(0, 20)])).toEqual([
    ['bo', null, 'We see loss on one o'],
    ['bo', 'resolved', 'leaf1 runs on its se'],
  ]);
});

test('evidence names each answer with the hash of its raw text', () => {
  const { alert } = recordOf(night);
  const evidence = night.flatMap((event) => evidenceOf(event) ?? []);
  expect(evidence.map(({ device, outcome }) => [device, outcome])).toEqual([
    ['leaf1', 'ok'],
    ['leaf1', 'ok'],
    ['spine2', 'unreachable'],
    ['leaf1', 'ok'],
  ]);
  expect(evidence[0]?.commands).toEqual([
    { command: 'show interface eth1', rawSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
  expect(alert).toMatchObject({ title: 'InterfaceErrors on leaf1 eth1', labels: { device: 'leaf1' } });
});

describe('sentences', () => {
  const others: readonly Line[] = [
    line(0, 'ana', 'pin.added', { messageTs: '1.1', author: 'cy', text: 'look here', permalink: null }),
    line(0, 'ana', 'pin.removed', { messageTs: '1.1' }),
    line(0, 'ana', 'watch.started', { watch: 'w1', device: 'leaf1', diagnostic: 'ping' }),
    line(0, bot, 'watch.changed', { watch: 'w1', change: 'loss went from 0 % to 4 %' }),
    line(0, bot, 'watch.stopped', { watch: 'w1', why: 'its time is over' }),
    line(0, bot, 'mitigation.rolled-back', { mitigation: 'm1', text: 'it was taken back' }),
    line(0, bot, 'alert.grouped', { alert: 'a1', source: 'generic', fingerprint: 'f', count: 3 }),
    line(0, bot, 'alert.resolved', { alert: 'a1', source: 'generic', fingerprint: 'f' }),
    line(0, 'ana', 'handoff.given', { from: 'ana', to: 'bo', text: 'watch leaf1' }),
    line(0, 'ana', 'export.made', { format: 'markdown', head: 12 }),
    line(0, 'eve', 'access.refused', {
      person: 'eve',
      right: 'approve',
      words: '/mitigate approve m1',
      why: 'no rule allows it',
    }),
    line(0, bot, 'bot.restarted', { resumed: ['INC-1'], unknown: ['m1'] }),
  ];

  test('there is one for every type of entry, and none has a hole in it', () => {
    const events = chained([...lines, ...others]);
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(eventTypes));
    for (const event of events)
      expect(sentenceOf(event), event.type).toMatch(/^(?!.*(undefined|null|NaN|\[object)).{3,}/s);
  });

  test.for([
    [12, 'bo became commander.'],
    [13, 'Severity sev2 → sev1: customers of ams1 are hit'],
    [
      16,
      /^Proposed interface-shutdown eth1 on leaf1 \(plan [0-9a-f]{12}, needs 2 approvals\): leaf1 eth1 loses packets/,
    ],
    [18, /^Approved plan [0-9a-f]{12} \(2 of 2 approvals\)\.$/],
    [19, /^Running plan [0-9a-f]{12}\.$/],
    [22, 'Sent to leaf1 (3 of 4): shutdown'],
    [
      26,
      'Verified: the change holds and it healed. leaf1: administratively up before, down now; 12.5 % loss before, 0 % after.',
    ],
    [29, 'Redacted.'],
  ] as const)('entry %i reads well', ([seq, expected]) => {
    const event = night[seq - 1];
    if (!event) throw new Error('no such entry');
    if (typeof expected === 'string') expect(sentenceOf(event)).toBe(expected);
    else expect(sentenceOf(event)).toMatch(expected);
  });

  test('what has no words of its own is named without ids', () => {
    const said = (...told: Parameters<typeof line>) => {
      const event = chained([...lines, line(...told)]).at(-1);
      return event ? sentenceOf(event) : '';
    };
    const handed = { from: 'ana', to: 'bo', text: 'Open incidents:\n  none' };
    expect(said(0, 'ana', 'handoff.given', handed)).toBe('Hand-over from ana to bo.\nOpen incidents:\n  none');
    expect(said(0, bot, 'bot.restarted', { resumed: ['INC-1'], unknown: ['6f0a'] })).toBe(
      'ringdown was restarted; the outcome of a change that ran is unknown.',
    );
    const page = { page: 'p1', person: 'cy', policy: '@cy', step: 1, text: 'please look' };
    expect(said(0, bot, 'page.sent', page)).toBe('Paged cy directly.');
  });
});
