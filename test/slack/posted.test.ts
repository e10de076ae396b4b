import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Workspace } from '../../src/sandbox/workspace/workspace.ts';
import { send } from '../../src/slack/send.ts';
import { problemView } from '../../src/slack/views/error.ts';
import { helpView } from '../../src/slack/views/help.ts';
import { incidentCard } from '../../src/slack/views/incident.ts';
import { incidentList } from '../../src/slack/views/incident-list.ts';
import { mitigationCard } from '../../src/slack/views/mitigation.ts';
import { onCallWho } from '../../src/slack/views/oncall.ts';
import { pageAcknowledged, pageMessage } from '../../src/slack/views/page.ts';
import { plainMessage } from '../../src/slack/views/plain.ts';
import { resolveOffer } from '../../src/slack/views/resolve-offer.ts';
import { statusReminder } from '../../src/slack/views/status-reminder.ts';
import { timelineView } from '../../src/slack/views/timeline.ts';
import { playbookProgress, playbookVerdict } from '../../src/slack/views/verdict.ts';
import type { MessageView } from '../../src/slack/views/view.ts';
import { bulkClient } from '../../src/slack/web-clients.ts';
import { bo, startTestWorkspace } from '../sandbox/workspace/bolt-app.ts';

const at = '2026-11-23T03:02:11.482Z';
/** A text from outside, as bad as it gets: marks, fences, half characters, far too long. */
const foreign = `<!channel> <https://evil.example|Approve> \`\`\` & \ud83d ${'loss on the path, '.repeat(900)}`;
const many = Array.from({ length: 60 }, () => foreign);
const [a, b, c, d] = [{ id: 'a1' }, { id: 'b2' }, { id: 'c3' }, { id: 'd4' }];
const incident = {
  id: 'INC-1',
  title: foreign,
  severity: 'sev2',
  status: 'identified',
  declaredAt: at,
  verdict: foreign,
};
const step = { label: foreign, outcome: 'ok', summary: foreign, isBad: false, worse: [foreign] };

const views: Record<string, MessageView> = {
  plain: plainMessage(foreign, foreign),
  problem: problemView(foreign, many),
  help: helpView({ commands: many.map((line) => ({ line, summary: foreign })) }),
  card: incidentCard({
    ...incident,
    commander: foreign,
    resolvedAt: at,
    nextUpdateAt: at,
    lastUpdate: { at, text: foreign },
    wasPaged: true,
    acknowledgedBy: foreign,
    criteria: [],
    buttons: {
      lead: a,
      update: null,
      diagnose: null,
      playbook: null,
      propose: null,
      resolve: b,
      timeline: c,
      export: d,
    },
  }),
  list: incidentList({ incidents: many.map(() => ({ ...incident, channel: 'C0GENERAL' })), which: 'all' }),
  reminder: statusReminder({
    buttons: { update: { id: 'u' }, snooze: { id: 's' } },
    ...incident,
    commander: foreign,
    lastUpdateAt: at,
  }),
  offer: resolveOffer({ id: 'INC-1', mitigation: foreign, healed: false, facts: many, resolve: a, rollback: b }),
  mitigation: mitigationCard({
    id: '0badc0de',
    name: 'interface-shutdown',
    device: foreign,
    arguments: foreign,
    risk: 'high',
    requester: foreign,
    reason: foreign,
    apply: many,
    undo: many,
    before: { admin: 'up', operational: foreign },
    blastRadius: many,
    planHash: 'f'.repeat(64),
    approvals: many,
    quorum: 2,
    expiresAt: at,
    state: 'pending',
    outcome: foreign,
    buttons: { approve: a, deny: b, cancel: c, rollback: d },
  }),
  page: pageMessage({
    incident: 'INC-1',
    title: foreign,
    severity: 'sev1',
    facts: many,
    step: 1,
    steps: 3,
    channel: 'C0GENERAL',
    acknowledge: a,
    escalate: b,
  }),
  acknowledged: pageAcknowledged({ incident: null, title: foreign, by: foreign, channel: 'C0GENERAL' }),
  onCall: onCallWho({ shifts: many.map((rotation) => ({ rotation, person: foreign, next: foreign, untilIso: at })) }),
  timeline: timelineView({
    buttons: { older: null, picture: null },
    incident: 'INC-1',
    before: null,
    page: 1,
    older: 'timeline before:23',
    entries: many.map((sentence, seq) => ({ seq, at, who: foreign, type: 'note.added', sentence })),
  }),
  progress: playbookProgress({ playbook: 'bgp', title: foreign, done: many.map(() => step), total: 60 }),
  verdict: playbookVerdict({
    playbook: 'bgp',
    title: foreign,
    verdict: foreign,
    facts: many,
    steps: many.map(() => step),
  }),
};

let workspace: Workspace;
beforeAll(async () => {
  workspace = await startTestWorkspace({ rateLimits: false });
});
afterAll(() => workspace.close());

test.for(Object.entries(views))(
  '%s is taken by Slack as a post, as an edit and as a direct message',
  async ([name, view]) => {
    const client = bulkClient('xoxb-test', workspace.apiUrl);
    const posted = await send(client, { kind: 'post', channel: 'C0GENERAL', ...view, key: name });
    expect(posted).toMatchObject({ status: 'sent' });
    const { ts = '' } = posted as { ts?: string };
    expect(await send(client, { kind: 'update', channel: 'C0GENERAL', ts, ...view })).toMatchObject({ status: 'sent' });
    expect(await send(client, { kind: 'dm', user: bo, ...view, key: `dm:${name}` })).toMatchObject({ status: 'sent' });
    expect(workspace.rejected()).toEqual([]);
  },
);
