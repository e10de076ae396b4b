import { describe, expect, test } from 'vitest';
import { type NudgeState, nudgesDue } from '../../src/domain/nudges.ts';

const minute = 60_000;
const hour = 60 * minute;
const fine: NudgeState = {
  severity: 'sev2',
  commander: 'ana',
  declaredMs: 0,
  isSeverityFromAlert: false,
  lastPersonMs: 0,
};
const kinds = (state: Partial<NudgeState>, nowMs: number, told = {}) =>
  nudgesDue({ ...fine, ...state }, told, nowMs).map(({ kind }) => kind);

describe('a nudge', () => {
  test.for([
    ['nobody commands it, after 10 min', { commander: null }, 10 * minute, ['commander']],
    ['nobody commands it, before', { commander: null }, 10 * minute - 1, []],
    ['only the alert said how severe it is', { isSeverityFromAlert: true }, 15 * minute, ['severity']],
    ['sev1 without a person for two hours', { severity: 'sev1' }, 2 * hour, ['stale']],
    ['sev2 without a person for two hours', {}, 2 * hour, []],
    ['sev4 without a person for three days', { severity: 'sev4' }, 72 * hour, ['stale']],
    ['somebody wrote a minute ago', { severity: 'sev1', lastPersonMs: 2 * hour - minute }, 2 * hour, []],
    ['nobody ever wrote', { severity: 'sev1', lastPersonMs: null, commander: null }, 2 * hour, ['commander', 'stale']],
  ] as const)('%s', ([, state, nowMs, expected]) => expect(kinds(state, nowMs)).toEqual(expected));

  test('is not said again until its time, and then once more', () => {
    const state = { commander: null };
    expect(kinds(state, 30 * minute, { commander: 10 * minute })).toEqual([]);
    expect(kinds(state, 70 * minute, { commander: 10 * minute })).toEqual(['commander']);
  });
});
