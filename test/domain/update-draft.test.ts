import { expect, test } from 'vitest';
import { type DraftFacts, updateDraft } from '../../src/domain/update-draft.ts';

const minute = 60_000;
const startMs = Date.parse('2026-11-23T03:00:00.000Z');
const facts = {
  incident: { severity: 'sev2', status: 'identified', verdict: 'The link leaf1 eth1 loses packets.' },
  nowMs: startMs + 72 * minute,
  declaredMs: startMs,
  devices: { read: ['leaf1', 'spine1'], bad: ['leaf1'], silent: ['leaf4'] },
  peersDown: 1,
  prefixesLost: 1_234,
  changes: ['interface-shutdown on leaf1 waits for approval'],
  criteria: { holding: 1, total: 2 },
  nextUpdateMs: startMs + 90 * minute,
} as unknown as DraftFacts;

test('an update says impact, cause, what is under way and what comes next, in that order', () =>
  expect(updateDraft(facts).split('\n')).toEqual([
    'sev2, identified, for 1 h 12 min (since 03:00 UTC).',
    'Impact: 1 device not as they should be (leaf1), 1 device not answering (leaf4), 1 BGP peer down, 1,234 prefixes fewer than in the last good answers.',
    'Known: The link leaf1 eth1 loses packets.',
    'Under way: interface-shutdown on leaf1 waits for approval.',
    'Exit criteria: 1 of 2 hold.',
    'Next update by 04:30 UTC.',
  ]));

test('what is not known is said, and what is not there is left out', () => {
  const nothing = {
    ...facts,
    incident: { ...facts.incident, verdict: null },
    devices: { read: [], bad: [], silent: [] },
    peersDown: 0,
    prefixesLost: null,
    changes: [],
    criteria: { holding: 0, total: 0 },
    nextUpdateMs: null,
  };
  expect(updateDraft(nothing).split('\n')).toEqual([
    'sev2, identified, for 1 h 12 min (since 03:00 UTC).',
    'Impact: not known yet, no device was read.',
  ]);
  const fine = { ...nothing, devices: { read: ['leaf1'], bad: [], silent: [] } };
  expect(updateDraft(fine)).toContain('Impact: none seen on the 1 device that were read.');
});
