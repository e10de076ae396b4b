import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choicesView } from '../../../src/slack/views/choices.ts';
import { handoffView } from '../../../src/slack/views/handoff.ts';
import { announcement } from '../../../src/slack/views/incident.ts';
import { inPlaceOf, plainMessage } from '../../../src/slack/views/plain.ts';
import { watchMessage, watchNews } from '../../../src/slack/views/watch.ts';
import { hostile, problemsOf } from '../slack-rules.ts';

const at = '2026-11-23T03:02:11.482Z';
const many = fc.array(hostile, { maxLength: 60 });
const maybe = fc.option(hostile);
const runs = { numRuns: 50 };

test('every view is tried with what strangers, devices and alerts may write', () => {
  const views = join(import.meta.dirname, '../../../src/slack/views');
  const names = readdirSync(views).flatMap((file) =>
    [...readFileSync(join(views, file), 'utf8').matchAll(/^export function (\w+)\(/gm)].flatMap(([, name = '']) => {
      const from = readFileSync(join(views, file), 'utf8').split(`export function ${name}(`)[1] ?? '';
      return /^[\s\S]*?\): (?:Message|Home|Modal)View \{/.test(from.split('\nexport ')[0] ?? '') ? [name] : [];
    }),
  );
  const tried = readdirSync(import.meta.dirname)
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
    .filter(
      (code) =>
        /import \{[^}]*\bhostile\b[^}]*\} from '\.\.\/slack-rules\.ts'/.test(code) && code.includes('fc.property('),
    )
    .join('\n');
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !tried.includes(`${name}(`))).toEqual([]);
});

describe('whatever people, alerts and devices wrote, the message is one that Slack takes', () => {
  test('choices', () =>
    fc.assert(
      fc.property(hostile, many, maybe, (said, labels, shortcut) => {
        const choices = labels.map((label, i) => ({ label, id: `c${i}` }));
        expect(problemsOf(choicesView(said, choices, shortcut))).toEqual([]);
      }),
      runs,
    ));

  test('a watch and its news', () =>
    fc.assert(
      fc.property(hostile, many, maybe, (shortcut, texts, ended) => {
        const changes = texts.map((words, i) => ({ at, device: words, words, isWorse: i % 2 === 0 }));
        const verdicts = texts.map((verdict, i) => ({ device: verdict, verdict, isBad: i % 3 === 0 }));
        const watch = { shortcut, id: '0a1b2c3d', everySeconds: 20, endsAt: at, ended, readings: 3, readAt: at };
        expect(problemsOf(watchMessage({ ...watch, verdicts, changes }))).toEqual([]);
        expect(problemsOf(watchMessage({ ...watch, verdicts: [], changes: [], readAt: null, readings: 0 }))).toEqual(
          [],
        );
        expect(problemsOf(watchNews({ shortcut, changes }))).toEqual([]);
      }),
      runs,
    ));

  test('a handover', () =>
    fc.assert(
      fc.property(hostile, many, maybe, (said, texts, name) => {
        const incidents = texts.map((title) => ({
          ...{ id: 'INC-1', title, severity: 'sev1', status: 'identified', commander: name, declaredAt: at },
          ...{ channel: name === null ? null : { id: 'C0NETOPS', name }, nextUpdateAt: at, isSnoozed: true },
          criteria: { holding: 1, total: 2 },
        }));
        const changes = texts.map((device) => ({ id: 'ab12', incident: 'INC-1', name: device, device, state: device }));
        const watches = texts.map((line) => ({ incident: 'INC-1', line, endsAt: at }));
        const pages = texts.map((text) => ({ text, incident: name === null ? null : 'INC-1' }));
        const proposals = texts.map((device, i) => ({
          ...{ id: 'ab12', incident: 'INC-1', name: device, device, isApproved: i % 2 === 0, requester: device },
          ...{ approvals: 1, quorum: 2, expiresAt: at },
        }));
        const mutes = texts.map(() => ({ incident: 'INC-1', since: at, until: at }));
        const shifts = texts.map((who) => ({ rotation: who, at, from: who, to: who }));
        const stop = name === null ? null : { by: name, since: at };
        const packet = { at, incident: null, stop, incidents, changes, proposals, watches, pages, mutes, shifts };
        expect(problemsOf(handoffView(said, packet))).toEqual([]);
      }),
      runs,
    ));

  test('an announcement, and what stands in the announcement channel for another', () =>
    fc.assert(
      fc.property(hostile, hostile, maybe, (title, said, text) => {
        const one = {
          ...{
            id: 'INC-1',
            title,
            severity: 'sev1',
            status: 'monitoring',
            commander: text,
            declaredAt: at,
            nextUpdateAt: at,
          },
          ...{ resolvedAt: null, lastUpdate: text === null ? null : { at, text }, channel: 'C0NETOPS' },
        };
        expect(problemsOf(announcement(one))).toEqual([]);
        expect(problemsOf(inPlaceOf({ id: 'INC-1', title }, plainMessage(said, text)))).toEqual([]);
      }),
      runs,
    ));
});
