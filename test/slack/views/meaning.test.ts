import { describe, expect, test } from 'vitest';
import { problemView } from '../../../src/slack/views/error.ts';
import { helpView } from '../../../src/slack/views/help.ts';
import { incidentCard } from '../../../src/slack/views/incident.ts';
import { incidentList } from '../../../src/slack/views/incident-list.ts';
import { onCallWho } from '../../../src/slack/views/oncall.ts';
import { pageAcknowledged, pageMessage } from '../../../src/slack/views/page.ts';
import { plainMessage } from '../../../src/slack/views/plain.ts';
import { resolveOffer } from '../../../src/slack/views/resolve-offer.ts';
import { statusReminder } from '../../../src/slack/views/status-reminder.ts';
import { timelineView } from '../../../src/slack/views/timeline.ts';
import { playbookProgress, playbookVerdict } from '../../../src/slack/views/verdict.ts';
import type { MessageView } from '../../../src/slack/views/view.ts';
import { labels, problemsOf, shown, stringsOf } from '../slack-rules.ts';

const at = '2026-11-23T03:02:11.482Z';
const localTime = /<!date\^1795402931\^/;

const open = {
  id: 'INC-1',
  title: 'leaf1 eth1 loses packets',
  severity: 'sev2',
  status: 'investigating',
  commander: '<@U01ANA0001>',
  declaredAt: at,
  resolvedAt: null,
  nextUpdateAt: '2026-11-23T04:02:11.482Z',
  lastUpdate: null,
  verdict: 'leaf1 eth1 loses 30 % of its packets',
  wasPaged: true,
  acknowledgedBy: 'bo',
  criteria: [],
  buttons: {
    lead: { id: 'a' },
    update: { id: 'e' },
    diagnose: { id: 'f' },
    playbook: { id: 'g' },
    propose: { id: 'h' },
    resolve: { id: 'b' },
    timeline: { id: 'c' },
    export: { id: 'd' },
  },
} as const;

/** What must be found in the text for notifications as well as in the blocks. */
function says(view: MessageView, ...words: (string | RegExp)[]) {
  for (const word of words) {
    expect(view.text).toMatch(word);
    expect(shown(view)).toMatch(word);
  }
}

describe('the incident card', () => {
  test('says what, how bad, who has it, since when, until when, and what is known', () => {
    const card = incidentCard(open);
    says(
      card,
      'INC-1',
      'sev2',
      /investigating/i,
      'leaf1 eth1 loses packets',
      '<@U01ANA0001>',
      'bo',
      'leaf1 eth1 loses 30 %',
    );
    expect(shown(card)).toMatch(localTime);
    expect(shown(card)).toMatch(/<!date\^1795406531\^/);
  });

  test('an open incident does not read as resolved, a resolved one does', () => {
    expect(incidentCard(open).text).toMatch(/^INC-1\b/);
    expect(incidentCard(open).text).not.toMatch(/resolved/i);
    const buttons = {
      ...open.buttons,
      lead: null,
      update: null,
      diagnose: null,
      playbook: null,
      propose: null,
      resolve: null,
    };
    const done = incidentCard({ ...open, status: 'resolved', resolvedAt: at, nextUpdateAt: null, buttons });
    expect(done.text).toMatch(/^INC-1\b.*\bresolved\b/);
    expect(labels(done).some((label) => /resolve|command/i.test(label))).toBe(false);
  });

  test('nobody in command and nothing known is said, not left blank', () => {
    const card = incidentCard({ ...open, commander: null, verdict: null, acknowledgedBy: null, nextUpdateAt: null });
    expect(shown(card)).toMatch(/Commander\W+nobody yet/);
    expect(shown(card)).toMatch(/Page acknowledged by\W+nobody yet/);
    const unpaged = incidentCard({ ...open, wasPaged: false, acknowledgedBy: null });
    expect(shown(unpaged)).toMatch(/Page acknowledged by\W+nobody was paged/);
    expect(problemsOf(card)).toEqual([]);
  });

  test('tells the impact of the last update, the update where it names none, and that nobody told anything', () => {
    says(incidentCard(open), /Impact:\W* nobody has told it yet/);
    const lastUpdate = { at, text: 'sev2, identified, for 4 min.\nImpact: 2 BGP peers down\nKnown: a bad optic' };
    says(incidentCard({ ...open, lastUpdate }), /Impact:\W* 2 BGP peers down/);
    expect(shown(incidentCard({ ...open, lastUpdate }))).not.toMatch(/bad optic/);
    says(
      incidentCard({ ...open, lastUpdate: { at, text: 'traffic moved to <spine2>' } }),
      /Last update:\W* traffic moved to &lt;spine2&gt;/,
    );
  });

  test('offers the buttons in the order people need them, and asks before it resolves', () => {
    const card = incidentCard(open);
    expect(labels(card).map((label) => label.toLowerCase().split(' ')[0])).toEqual([
      'take',
      'update',
      'read',
      'run',
      'propose',
      'resolve',
      'timeline',
      'export',
    ]);
    expect(JSON.stringify(card.blocks)).toMatch(/"confirm":/);
  });
});

describe('the incident list', () => {
  const row = {
    id: 'INC-7',
    title: 'core2 BGP down',
    severity: 'sev1',
    status: 'identified',
    declaredAt: at,
    channel: 'C0NETOPS',
  } as const;

  test('shows each with its channel', () => {
    const list = incidentList({ which: 'open', incidents: [row] });
    says(list, 'INC-7', 'core2 BGP down', 'sev1', /identified/i);
    expect(JSON.stringify(list.blocks)).toContain('C0NETOPS');
  });

  test('says when there is none', () => {
    const none = incidentList({ which: 'open', incidents: [] });
    says(none, /no open incident/i);
    expect(problemsOf(none)).toEqual([]);
  });

  test('of hundreds says that there is more than it shows', () => {
    const incidents = Array.from({ length: 300 }, (_, i) => ({ ...row, id: `INC-${i}`, title: 'x'.repeat(180) }));
    const list = incidentList({ which: 'all', incidents });
    expect(problemsOf(list)).toEqual([]);
    expect(shown(list)).toMatch(/300/);
    expect(shown(list)).toMatch(/… (cut|and \d+ more)/);
  });
});

describe('after a change', () => {
  const offer = {
    id: 'INC-1',
    mitigation: 'interface-shutdown eth1 on leaf1',
    facts: ['30 % loss before, 0 % now'],
    resolve: { id: 'a' },
    rollback: { id: 'b' },
  };

  test('that healed, the proof stands before the button', () => {
    const view = resolveOffer({ ...offer, healed: true });
    says(view, /healed/, 'interface-shutdown eth1 on leaf1', '30 % loss before, 0 % now');
    expect(labels(view)[0]).toMatch(/^Resolve/);
    expect(view.text).not.toMatch(/^INC-1\b.*\bresolved\b/i);
  });

  test('that did not heal, nobody is told that it did, and resolving is not the suggestion', () => {
    const view = resolveOffer({ ...offer, healed: false });
    expect(view.text).not.toMatch(/\bit healed\b/);
    expect(JSON.stringify(view.blocks)).not.toContain('"style":"primary"');
    expect(labels(view)).toContain('Roll back');
  });

  test('that nothing was compared with, people judge', () => {
    expect(resolveOffer({ ...offer, healed: null, facts: [] }).text).toMatch(/people|yourself|judge/i);
  });

  test('that belongs to an ended incident, it can only be taken back', () => {
    const view = resolveOffer({ ...offer, healed: true, resolve: null });
    expect(labels(view)).toEqual(['Roll back']);
    says(view, /INC-1 is resolved/, '30 % loss before, 0 % now');
  });
});

test('a reminder names the commander, the incident and the line to type', () => {
  const reminder = statusReminder({
    buttons: { update: { id: 'u' }, snooze: { id: 's' } },
    id: 'INC-1',
    severity: 'sev2',
    status: 'identified',
    commander: '<@U01ANA0001>',
    lastUpdateAt: null,
    declaredAt: at,
    verdict: 'eth1 loses packets',
  });
  says(reminder, 'INC-1', '<@U01ANA0001>', /update/, 'eth1 loses packets', /\/inc update/);
  const nobody = {
    id: 'INC-1',
    severity: 'sev2',
    status: 'identified',
    lastUpdateAt: at,
    declaredAt: at,
    verdict: null,
  } as const;
  expect(
    statusReminder({ buttons: { update: { id: 'u' }, snooze: { id: 's' } }, ...nobody, commander: null }).text,
  ).toMatch(/nobody/i);
});

describe('a page', () => {
  const page = {
    incident: 'INC-1',
    title: 'leaf1 eth1 loses packets',
    severity: 'sev1',
    facts: ['30 % loss'],
    step: 1,
    steps: 2,
    channel: null,
    acknowledge: { id: 'a' },
    escalate: { id: 'b' },
  } as const;

  test('says what, how bad and what is known in the notification already, and Acknowledge comes first', () => {
    const view = pageMessage(page);
    says(view, 'leaf1 eth1 loses packets', 'sev1', 'INC-1', '30 % loss', /1 of 2/);
    expect(labels(view)).toEqual(['Acknowledge', 'Escalate']);
  });

  test('without an incident has no Escalate', () => {
    expect(labels(pageMessage({ ...page, incident: null, severity: null, escalate: null }))).toEqual(['Acknowledge']);
  });

  test('once acknowledged says by whom and has no button left', () => {
    const view = pageAcknowledged({ incident: 'INC-1', title: page.title, by: '<@U01BO00002>', channel: null });
    says(view, '<@U01BO00002>', page.title, /acknowledged/i);
    expect(labels(view)).toEqual([]);
  });

  test('leads to the channel of the incident as soon as there is one', () => {
    const acknowledged = { incident: 'INC-1', title: page.title, by: '<@U01BO00002>' };
    says(pageMessage({ ...page, channel: 'C01INCIDENT' }), '<#C01INCIDENT>');
    says(pageAcknowledged({ ...acknowledged, channel: 'C01INCIDENT' }), '<#C01INCIDENT>');
    expect(pageMessage(page).text).not.toContain('<#');
  });
});

describe('a playbook', () => {
  const steps = [
    { label: 'Near end', outcome: 'ok', summary: 'eth1 is up, 1204 CRC errors', isBad: false, worse: [] },
    { label: 'Far end', outcome: 'unreachable', summary: 'The device could not be reached', isBad: false, worse: [] },
  ] as const;

  test('on its way shows what it found so far and how far it is', () => {
    const view = playbookProgress({ playbook: 'interface-errors', title: 'Interface errors', done: steps, total: 6 });
    says(view, 'Interface errors', /1204 CRC errors/, /\b6\b/);
  });

  test('at its end gives the verdict first, then the facts, then the steps', () => {
    const view = playbookVerdict({
      playbook: 'interface-errors',
      title: 'Interface errors',
      verdict: 'leaf1 eth1 loses packets',
      facts: ['CRC errors rise on one side only'],
      steps,
    });
    const order = ['leaf1 eth1 loses packets', 'CRC errors rise', 'Near end', 'Far end'].map((word) =>
      shown(view).indexOf(word),
    );
    expect(order.every((position) => position >= 0)).toBe(true);
    expect(order.toSorted((a, b) => a - b)).toEqual(order);
    expect(view.text).toMatch(/^Verdict/);
  });

  test('a step that failed, and one that found something broken, is marked by more than its words; none has a tick', () => {
    const line = (outcome: 'ok' | 'unreachable', isBad = false, worse: string[] = []) => {
      const done = [{ label: 'L', outcome, summary: 'S', isBad, worse }];
      return shown(playbookProgress({ playbook: 'p', title: 't', done, total: 1 }));
    };
    expect(line('unreachable')).toMatch(/:warning: L: S/);
    expect(line('ok', true)).toMatch(/:warning: L: S/);
    expect(line('ok')).toMatch(/:white_small_square: L: S$/m);
    const gone = ['a: gone (was full)', 'b: gone', 'c: gone', 'd: gone', 'e: gone'];
    expect(line('ok', false, gone.slice(0, 1))).toMatch(/:warning: L: S \(worse than before: a: gone \(was full\)\)$/m);
    expect(line('ok', false, gone)).toMatch(/b: gone; c: gone; and 2 more\)$/m);
  });
});

describe('the timeline', () => {
  const entry = { seq: 23, at, who: 'ana', type: 'note.added', sentence: 'eth1 *flaps* `<!channel>`' } as const;

  test('shows number, time in the reader’s zone, who and what, and what a person wrote is not markup', () => {
    const view = timelineView({
      buttons: { older: null, picture: null },
      incident: 'INC-1',
      before: null,
      page: 1,
      older: 'timeline before:23',
      entries: [entry],
    });
    says(view, '23', 'ana');
    expect(shown(view)).toMatch(localTime);
    expect([...stringsOf(view.blocks, 'text'), ...stringsOf(view.blocks, 'plain_text')].join('\n')).toContain(
      'eth1 *flaps* `<!channel>`',
    );
    expect(shown(view)).toContain('/inc timeline before:23');
  });

  test('fifteen entries, the size of a page, are all there', () => {
    const entries = Array.from({ length: 15 }, (_, i) => ({
      ...entry,
      seq: i + 1,
      sentence: `entry number ${i + 1}; ${'x'.repeat(300)}`,
    }));
    const view = timelineView({
      buttons: { older: null, picture: null },
      incident: 'INC-1',
      before: null,
      page: 1,
      older: null,
      entries,
    });
    for (let i = 1; i <= 15; i += 1) expect(shown(view)).toContain(`entry number ${i};`);
  });

  test('says when nothing fits', () =>
    says(
      timelineView({
        buttons: { older: null, picture: null },
        incident: 'INC-1',
        before: null,
        page: 1,
        older: null,
        entries: [],
      }),
      /no entry/i,
    ));
});

describe('answers to the writer', () => {
  test('what a person wrote stays word for word and apart from our words', () => {
    const view = plainMessage('<@U01ANA0001> gave an update:', 'loss is *gone* <!here>\nsecond line');
    expect(stringsOf(view.blocks, 'text').join('\n')).toContain('loss is *gone* <!here>\nsecond line');
    expect(view.text).toContain('<@U01ANA0001> gave an update:');
    expect(view.text).not.toContain('<!here>');
  });

  test('a problem shows every hint', () => {
    says(
      problemView('Unknown device "lef1".', ['Did you mean leaf1?', 'See /net help.']),
      /lef1/,
      /leaf1\?/,
      /\/net help/,
    );
  });

  test('help shows every line with what it does', () => {
    const commands = Array.from({ length: 25 }, (_, i) => ({
      line: `/inc word${i} <text>`,
      summary: `does thing ${i}`,
    }));
    const view = helpView({ commands });
    for (const i of [0, 12, 24])
      expect(shown(view)).toMatch(new RegExp(`/inc word${i} (<text>|&lt;text&gt;)[\\s\\S]*does thing ${i}`));
  });

  test('help without any right says so', () => {
    expect(problemsOf(helpView({ commands: [] }))).toEqual([]);
  });
});

describe('who is on call', () => {
  const shift = { rotation: 'net-primary', person: 'ana', next: 'bo', untilIso: at };

  test('names the rotation, the person, the next one and the change in the reader’s zone', () => {
    const view = onCallWho({ shifts: [shift] });
    says(view, 'net-primary', 'ana', 'bo');
    expect(shown(view)).toMatch(localTime);
  });

  test('of many rotations drops none in silence', () => {
    const shifts = Array.from({ length: 14 }, (_, i) => ({ ...shift, rotation: `rotation-${i}` }));
    const view = onCallWho({ shifts });
    const missing = shifts.filter(({ rotation }) => !shown(view).includes(rotation));
    expect(missing.length === 0 || /more|cut/.test(shown(view))).toBe(true);
  });

  test('says when no rotation is configured', () => says(onCallWho({ shifts: [] }), /no rotation/i));
});

test('the checks of these tests see what Slack would misread', () => {
  const bad = (text: string): MessageView => ({
    text: 'x',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }],
  });
  expect(problemsOf(bad('<!channel>'))).not.toEqual([]);
  expect(problemsOf(bad('<https://evil.example|x>'))).not.toEqual([]);
  expect(problemsOf(bad('x'.repeat(3_001)))).not.toEqual([]);
  expect(problemsOf(bad('half \ud83d'))).not.toEqual([]);
  expect(problemsOf(bad('<@U01ANA0001> and <!date^1^{time}|now>'))).toEqual([]);
});
