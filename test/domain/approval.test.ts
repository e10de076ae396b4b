import { describe, expect, test } from 'vitest';
import { type Ballot, decideVote } from '../../src/domain/approval.ts';

const hash = 'ab12cd34ef56'.padEnd(64, '0');
const ballot: Ballot = { planHash: hash, requester: 'ana', quorum: 2, expiresAtMs: 1_000, votes: [] };
const vote = (person: string, planHash = hash.slice(0, 12)) => ({ person, vote: 'approve' as const, planHash });

describe('who may say yes to a change', () => {
  test('the first of two is counted, the second makes the quorum', () => {
    expect(decideVote(ballot, vote('bo'), 0)).toEqual({ ok: true, result: 'counted', approvals: 1 });
    const one = { ...ballot, votes: [{ person: 'bo', vote: 'approve' as const, planHash: hash }] };
    expect(decideVote(one, vote('cy'), 0)).toEqual({ ok: true, result: 'quorum', approvals: 2 });
  });

  test('nobody approves their own plan', () =>
    expect(decideVote(ballot, vote('ana'), 0)).toMatchObject({ ok: false, why: expect.stringContaining('your own') }));

  test('nobody votes twice', () => {
    const one = { ...ballot, votes: [{ person: 'bo', vote: 'approve' as const, planHash: hash }] };
    expect(decideVote(one, vote('bo'), 0)).toMatchObject({ ok: false });
  });

  test.for([['ffffffffffff'], ['ab12cd34ef5'], [''], [`${hash}0`]])(
    'another plan hash is refused: %s',
    ([other = '']) => expect(decideVote(ballot, vote('bo', other), 0)).toMatchObject({ ok: false }),
  );

  test.for([
    [999, true],
    [1_000, false],
    [1_001, false],
  ] as const)('at %i of 1000 ms it counts: %s', ([at, counts]) =>
    expect(decideVote(ballot, vote('bo'), at).ok).toBe(counts),
  );

  test('one deny ends it, the requester’s own included', () => {
    expect(decideVote(ballot, { ...vote('bo'), vote: 'deny' }, 0)).toMatchObject({ ok: true, result: 'denied' });
    expect(decideVote(ballot, { ...vote('ana'), vote: 'deny' }, 0)).toMatchObject({ ok: true, result: 'denied' });
  });
});
