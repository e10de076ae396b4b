import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mitigationCard } from '../../../src/slack/views/mitigation.ts';
import type { MitigationState } from '../../../src/store/schema.ts';
import { hostile, labels, problemsOf, shown, stringsOf } from '../slack-rules.ts';

const states: Record<MitigationState, true> = {
  pending: true,
  approved: true,
  claimed: true,
  sending: true,
  applied: true,
  'not-applied': true,
  unknown: true,
  verified: true,
  'rolling-back': true,
  'rolled-back': true,
  'needs-human': true,
  denied: true,
  cancelled: true,
  expired: true,
  stale: true,
};

const none = { approve: null, deny: null, cancel: null, rollback: null };
const card = {
  id: '0badc0de',
  name: 'interface-shutdown',
  device: 'leaf1',
  arguments: 'eth1',
  risk: 'high',
  requester: '<@U01CY00001>',
  reason: 'it loses packets',
  apply: ['configure terminal', 'interface eth1', 'shutdown', 'end'],
  undo: ['configure terminal', 'interface eth1', 'no shutdown', 'end'],
  before: { admin: 'up', operational: 'up' },
  blastRadius: ['1 of 2 uplinks of leaf1 remains', 'BGP peer 198.51.100.0 goes down'],
  planHash: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
  approvals: ['<@U01ANA0001>'],
  quorum: 2,
  expiresAt: '2026-11-23T03:17:11.482Z',
  state: 'pending',
  outcome: null,
  buttons: { approve: { id: 'a' }, deny: { id: 'b' }, cancel: { id: 'c' }, rollback: null },
} as const;

describe('a change that waits', () => {
  const view = mitigationCard(card);

  test('shows all that an approver must know', () => {
    const seen = shown(view);
    for (const word of [
      'interface-shutdown eth1',
      'leaf1',
      'high',
      '<@U01CY00001>',
      'it loses packets',
      'up',
      '1 of 2 uplinks',
      '198.51.100.0',
      'a1b2c3d4e5f6',
      '/mitigate approve 0badc0de a1b2c3d4e5f6',
      '1 of 2',
      '<@U01ANA0001>',
    ])
      expect(seen).toContain(word);
    expect(seen).toMatch(/<!date\^1795403831\^/);
    expect(seen).not.toContain('a1b2c3d4e5f607');
    expect(problemsOf(view)).toEqual([]);
  });

  test('shows the exact lines and the exact way back, as text in which nothing is markup', () => {
    const exact = stringsOf(view.blocks, 'text');
    expect(exact).toContain(card.apply.join('\n'));
    expect(exact).toContain(card.undo.join('\n'));
  });

  test('is understood from the notification alone', () => {
    expect(view.text).toMatch(/interface-shutdown eth1 on leaf1/);
    expect(view.text).toMatch(/1 of 2/);
  });

  test('asks again before the approval counts, naming device and lines', () => {
    expect(labels(view)).toEqual(['Approve', 'Deny', 'Cancel']);
    const [approve] = JSON.stringify(view.blocks).match(/"confirm":\{.*?"deny":/) ?? [''];
    for (const word of ['leaf1', 'interface eth1', 'shutdown']) expect(approve).toContain(word);
  });

  test('a dialog too small for all lines says how many it does not show', () => {
    const apply = Array.from({ length: 60 }, (_, i) => `set interfaces ge-0/0/${i} disable`);
    const long = mitigationCard({ ...card, apply });
    expect(problemsOf(long)).toEqual([]);
    expect(JSON.stringify(long.blocks)).toMatch(/"confirm":\{.*… and \d+ more lines/);
    expect(stringsOf(long.blocks, 'text')).toContain(apply.join('\n'));
  });
});

describe('every state has words of its own', () => {
  const at = (state: MitigationState) => mitigationCard({ ...card, state, buttons: none });

  test.for(Object.keys(states) as MitigationState[])('%s', (state) => {
    const view = at(state);
    expect(problemsOf(view)).toEqual([]);
    expect(view.text).not.toContain('undefined');
    expect(labels(view)).toEqual([]);
  });

  test('no two read the same', () => {
    const texts = (Object.keys(states) as MitigationState[]).map((state) => at(state).text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('an unknown outcome tells people to look before anything else', () => {
    expect(at('unknown').text).toMatch(/look at the device/i);
  });

  test.for(['denied', 'cancelled', 'expired', 'stale'] as const)('%s says that nothing was sent', (state) =>
    expect(at(state).text).toMatch(/nothing was sent/i),
  );

  test('what a change did and the way back stay on the card', () => {
    const view = mitigationCard({
      ...card,
      state: 'verified',
      outcome: 'leaf1: administratively up before, down now',
      buttons: { ...none, rollback: { id: 'r' } },
    });
    expect(shown(view)).toContain('administratively up before, down now');
    expect(labels(view)).toEqual(['Roll back']);
  });
});

test('whatever stands in the plan, the card is one that Slack takes and its buttons stay', () =>
  fc.assert(
    fc.property(
      hostile,
      fc.array(hostile, { maxLength: 40 }),
      fc.constantFrom(...(Object.keys(states) as MitigationState[])),
      (text, texts, state) => {
        const view = mitigationCard({
          ...card,
          state,
          arguments: text,
          device: text,
          requester: text,
          reason: text,
          apply: texts,
          undo: texts,
          blastRadius: texts,
          approvals: texts,
          outcome: text,
          before: { admin: null, operational: text },
        });
        expect(problemsOf(view)).toEqual([]);
        expect(labels(view)).toEqual(['Approve', 'Deny', 'Cancel']);
      },
    ),
    { numRuns: 80 },
  ));
