export interface PolicyStep {
  /** Since the page was opened (in a later round: since that round began). */
  afterMs: number;
  /** Rotations and people. */
  notify: string[];
}

export interface EscalationPolicy {
  steps: PolicyStep[];
  /** How often the whole policy is walked again when nobody answers. */
  repeat: number;
}

/** A new round does not begin at once: at least this long after the last step. */
const shortestPauseMs = 60_000;

/**
 * What follows when the step at `at` was not acknowledged: the next step and how long to wait for it, counted from the
 * step before. After the last step the policy begins again, as often as `repeat` says. Null at its end.
 */
export function nextStep(
  policy: EscalationPolicy,
  at: { step: number; round: number },
): { step: number; round: number; waitMs: number } | null {
  const current = policy.steps[at.step];
  const following = policy.steps[at.step + 1];
  if (current && following) return { step: at.step + 1, round: at.round, waitMs: following.afterMs - current.afterMs };
  if (at.round >= policy.repeat) return null;
  const last = policy.steps.at(-1)?.afterMs ?? 0;
  const beforeLast = policy.steps.at(-2)?.afterMs ?? 0;
  return { step: 0, round: at.round + 1, waitMs: Math.max(shortestPauseMs, last - beforeLast) };
}
