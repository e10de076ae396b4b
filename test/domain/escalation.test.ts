import { describe, expect, test } from 'vitest';
import { type EscalationPolicy, nextStep } from '../../src/domain/escalation.ts';

const minute = 60_000;
const policy: EscalationPolicy = {
  steps: [
    { afterMs: 0, notify: ['net-primary'] },
    { afterMs: 5 * minute, notify: ['secondary'] },
    { afterMs: 15 * minute, notify: ['manager'] },
  ],
  repeat: 1,
};

/** Walks the policy as if nobody ever answered: [minutes since the page was opened, whom]. */
function walk(of: EscalationPolicy): [number, string[]][] {
  const paged: [number, string[]][] = [];
  let at: { step: number; round: number } | null = { step: 0, round: 0 };
  let elapsed = 0;
  while (at) {
    paged.push([elapsed / minute, of.steps[at.step]?.notify ?? []]);
    const next: ReturnType<typeof nextStep> = nextStep(of, at);
    elapsed += next?.waitMs ?? 0;
    at = next;
  }
  return paged;
}

describe('nobody acknowledges', () => {
  test('each step comes at its own time, then the policy is walked again, then it ends', () =>
    expect(walk(policy)).toEqual([
      [0, ['net-primary']],
      [5, ['secondary']],
      [15, ['manager']],
      [25, ['net-primary']],
      [30, ['secondary']],
      [40, ['manager']],
    ]));

  test('without repeat it ends after the last step', () => expect(walk({ ...policy, repeat: 0 })).toHaveLength(3));

  test('one step that repeats waits a minute at least', () =>
    expect(walk({ steps: [{ afterMs: 0, notify: ['ana'] }], repeat: 2 })).toEqual([
      [0, ['ana']],
      [1, ['ana']],
      [2, ['ana']],
    ]));
});
