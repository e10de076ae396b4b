import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MitigationCard, mitigationCard } from '../../../src/slack/views/mitigation.ts';
import { mitigationWords } from '../../../src/slack/views/mitigation-words.ts';
import { hostile, labels, problemsOf, shown } from '../slack-rules.ts';

const planHash = '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0';

const card = (more: Partial<MitigationCard> = {}): MitigationCard => ({
  id: '0badc0de',
  name: 'bgp-neighbor-shutdown',
  device: 'leaf1',
  arguments: '198.51.100.1',
  risk: 'high',
  requester: '<@U01ANA0001>',
  reason: 'loss on this path',
  apply: ['router bgp 65001', 'neighbor 198.51.100.1 shutdown'],
  undo: ['router bgp 65001', 'no neighbor 198.51.100.1 shutdown'],
  before: { admin: 'enabled', operational: 'established' },
  blastRadius: ['1 of 2 sessions of leaf1 stays up'],
  planHash,
  approvals: [],
  quorum: 2,
  expiresAt: '2026-11-23T03:32:11.000Z',
  state: 'pending',
  outcome: null,
  buttons: { approve: { id: 'a' }, deny: { id: 'd' }, cancel: { id: 'c' }, rollback: null },
  ...more,
});

function confirmOf(view: ReturnType<typeof mitigationCard>, label: string): string {
  const element = view.blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .find((candidate) => candidate.type === 'button' && candidate.text.text === label);
  return element?.type === 'button' ? (element.confirm?.text?.text ?? '') : '';
}

describe('the card of a change', () => {
  test('shows what an approver must know: lines, way back, state, reach, reason, votes and the plan', () => {
    const words = shown(mitigationCard(card({ approvals: ['<@U01BO00001>'] })));
    for (const part of [
      'bgp-neighbor-shutdown 198.51.100.1 on leaf1',
      'neighbor 198.51.100.1 shutdown',
      'no neighbor 198.51.100.1 shutdown',
      'administratively enabled, operational state established',
      '1 of 2 sessions of leaf1 stays up',
      'loss on this path',
      '1 of 2 · <@U01BO00001>',
      'high',
      planHash.slice(0, 12),
    ])
      expect(words).toContain(part);
  });

  test('says all of it in text too', () => {
    const { text } = mitigationCard(card());
    expect(text).toContain('neighbor 198.51.100.1 shutdown');
    expect(text).toContain('Waits for approval');
    expect(text).toContain(planHash.slice(0, 12));
  });

  test('asks before an approval, naming change, device, plan and lines', () => {
    const view = mitigationCard(card());
    expect(labels(view)).toEqual(['Approve', 'Deny', 'Cancel']);
    for (const part of [
      'bgp-neighbor-shutdown 198.51.100.1',
      'leaf1',
      planHash.slice(0, 12),
      'neighbor 198.51.100.1 shutdown',
    ])
      expect(confirmOf(view, 'Approve')).toContain(part);
  });

  test('that has more lines than the dialog holds says how many are left out', () => {
    const apply = Array.from({ length: 40 }, (_, i) => `neighbor 198.51.100.${i} shutdown`);
    const asked = confirmOf(mitigationCard(card({ apply })), 'Approve');
    const named = apply.filter((line) => asked.split('\n').includes(line)).length;
    expect(asked).toContain(`and ${40 - named} more lines, all on the card`);
    expect(asked.length).toBeLessThanOrEqual(300);
  });

  test('once over has no vote left, tells the outcome, and offers the way back where there is one', () => {
    const buttons = { approve: null, deny: null, cancel: null, rollback: { id: 'r' } };
    const view = mitigationCard(card({ state: 'verified', outcome: 'leaf1: enabled before, shut now', buttons }));
    expect(labels(view)).toEqual(['Roll back']);
    expect(confirmOf(view, 'Roll back')).toContain('no neighbor 198.51.100.1 shutdown');
    expect(shown(view)).toContain('leaf1: enabled before, shut now');
    expect(shown(view)).not.toContain('Expires');
  });

  test('in whatever state and words, is one that Slack takes', () => {
    const states = Object.keys(mitigationWords) as MitigationCard['state'][];
    const many = fc.array(hostile, { maxLength: 30 });
    fc.assert(
      fc.property(
        hostile,
        hostile,
        many,
        many,
        many,
        fc.option(hostile),
        fc.constantFrom(...states),
        (one, two, apply, undo, radius, outcome, state) => {
          const view = mitigationCard(
            card({
              arguments: one,
              device: two,
              requester: one,
              reason: outcome,
              apply,
              undo,
              blastRadius: radius,
              approvals: radius,
              outcome,
              state,
            }),
          );
          expect(problemsOf(view)).toEqual([]);
        },
      ),
      { numRuns: 80 },
    );
  });

  test('that is cut keeps its buttons', () => {
    const long = Array.from({ length: 300 }, (_, i) => `interface eth${i} is shut down for a while`);
    const view = mitigationCard(card({ apply: long, undo: long, blastRadius: long }));
    expect(labels(view)).toEqual(['Approve', 'Deny', 'Cancel']);
    expect(shown(view)).toContain('… cut');
    expect(problemsOf(view)).toEqual([]);
  });
});
