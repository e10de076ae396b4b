import type { DeviceLimits } from './limits.ts';
import type { ConnectFailure } from './ssh.ts';

/** Keeps us from hammering a device that refuses us: accounts lock, and login lines run out for people. */
export interface LoginPause {
  /** The answer to give instead of trying, or null when a try is due. */
  blocked(nowMs: number): ConnectFailure | null;
  failed(failure: ConnectFailure, nowMs: number): void;
  succeeded(): void;
}

export function createLoginPause(limits: DeviceLimits): LoginPause {
  let inRow = 0;
  let last: ConnectFailure | null = null;
  let untilMs = 0;
  return {
    blocked: (nowMs) => {
      if (!last || inRow < 2 || nowMs >= untilMs) return null;
      return { ...last, error: `${last.error} Next try in ${Math.ceil((untilMs - nowMs) / 1000)} s.` };
    },
    failed: (failure, nowMs) => {
      if (failure.outcome === 'cancelled') return;
      inRow = last?.outcome === failure.outcome ? inRow + 1 : 1;
      last = failure;
      untilMs = nowMs + (failure.outcome === 'auth-failed' ? limits.loginPauseMs : limits.connectPauseMs);
    },
    succeeded: () => {
      inRow = 0;
      last = null;
    },
  };
}
