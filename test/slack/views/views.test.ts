import fc from 'fast-check';
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
import { hostile, problemsOf } from '../slack-rules.ts';

const at = '2026-11-23T03:02:11.482Z';
const button = { id: '0123456789abcdef' };
const many = fc.array(hostile, { maxLength: 40 });
const severity = fc.constantFrom('sev1' as const, 'sev2' as const, 'sev3' as const, 'sev4' as const);
const status = fc.constantFrom(
  'investigating' as const,
  'identified' as const,
  'monitoring' as const,
  'resolved' as const,
);
const maybe = fc.option(hostile);

describe('whatever people, alerts and devices wrote, the message is one that Slack takes', () => {
  test('incident card', () =>
    fc.assert(
      fc.property(hostile, maybe, maybe, severity, status, (title, commander, verdict, sev, state) => {
        const card = {
          id: 'INC-1',
          title,
          severity: sev,
          status: state,
          commander,
          declaredAt: at,
          resolvedAt: state === 'resolved' ? at : null,
          nextUpdateAt: at,
          lastUpdate: verdict === null ? null : { at, text: verdict },
          verdict,
          wasPaged: true,
          acknowledgedBy: commander,
          criteria: [],
          buttons: {
            lead: button,
            update: button,
            diagnose: button,
            playbook: button,
            propose: button,
            resolve: button,
            timeline: button,
            export: button,
          },
        };
        const ids = {
          lead: { id: 'a' },
          update: { id: 'e' },
          diagnose: { id: 'f' },
          playbook: { id: 'g' },
          propose: { id: 'h' },
          resolve: { id: 'b' },
          timeline: { id: 'c' },
          export: { id: 'd' },
        };
        expect(problemsOf(incidentCard({ ...card, buttons: ids }))).toEqual([]);
      }),
    ));

  test('incident list, reminder, offer to resolve', () =>
    fc.assert(
      fc.property(many, hostile, severity, status, (texts, text, sev, state) => {
        const incidents = texts.map((title, i) => ({
          id: `INC-${i}`,
          title,
          severity: sev,
          status: state,
          declaredAt: at,
          channel: 'C0NETOPS',
        }));
        expect(problemsOf(incidentList({ incidents, which: 'all' }))).toEqual([]);
        const reminder = { id: 'INC-1', severity: sev, status: state, lastUpdateAt: null, declaredAt: at };
        expect(
          problemsOf(
            statusReminder({
              buttons: { update: { id: 'u' }, snooze: { id: 's' } },
              ...reminder,
              commander: text,
              verdict: text,
            }),
          ),
        ).toEqual([]);
        const offer = { id: 'INC-1', mitigation: text, facts: texts, resolve: { id: 'a' }, rollback: { id: 'b' } };
        for (const healed of [true, false, null]) expect(problemsOf(resolveOffer({ ...offer, healed }))).toEqual([]);
      }),
      { numRuns: 60 },
    ));

  test('pages', () =>
    fc.assert(
      fc.property(hostile, many, (title, facts) => {
        const page = {
          incident: 'INC-1',
          title,
          severity: 'sev1' as const,
          facts,
          step: 1,
          steps: 2,
          channel: 'C0NETOPS',
        };
        expect(problemsOf(pageMessage({ ...page, acknowledge: { id: 'a' }, escalate: { id: 'b' } }))).toEqual([]);
        expect(problemsOf(pageAcknowledged({ incident: null, title, by: title, channel: null }))).toEqual([]);
      }),
      { numRuns: 60 },
    ));

  test('timeline', () =>
    fc.assert(
      fc.property(many, (sentences) => {
        const entries = sentences.map((sentence, i) => ({
          seq: i,
          at,
          who: sentence,
          type: 'note.added' as const,
          sentence,
        }));
        expect(
          problemsOf(
            timelineView({
              buttons: { older: null, picture: null },
              incident: 'INC-1',
              before: null,
              page: 1,
              older: 'timeline before:23',
              entries,
            }),
          ),
        ).toEqual([]);
      }),
      { numRuns: 60 },
    ));

  test('playbook progress and verdict', () =>
    fc.assert(
      fc.property(hostile, many, (text, texts) => {
        const steps = texts.map((summary) => ({
          label: text,
          outcome: 'ok' as const,
          summary,
          isBad: false,
          worse: texts,
        }));
        expect(problemsOf(playbookProgress({ playbook: text, title: text, done: steps, total: 50 }))).toEqual([]);
        expect(
          problemsOf(playbookVerdict({ playbook: text, title: text, verdict: text, facts: texts, steps })),
        ).toEqual([]);
      }),
      { numRuns: 60 },
    ));

  test('plain message, problem, help, on call', () =>
    fc.assert(
      fc.property(hostile, many, (text, texts) => {
        expect(problemsOf(plainMessage(text, null))).toEqual([]);
        expect(problemsOf(plainMessage(text, texts.join('\n')))).toEqual([]);
        expect(problemsOf(problemView(text, texts))).toEqual([]);
        expect(problemsOf(helpView({ commands: texts.map((line) => ({ line, summary: text })) }))).toEqual([]);
        const shifts = texts.map((rotation) => ({ rotation, person: text, next: text, untilIso: at }));
        expect(problemsOf(onCallWho({ shifts }))).toEqual([]);
      }),
      { numRuns: 60 },
    ));
});
