import type { Outcome } from '../domain/diagnostics.ts';

/** Why there is no whole answer. */
export type ReplyFailure = Extract<
  Outcome,
  'incomplete' | 'unreachable' | 'auth-failed' | 'host-key-refused' | 'timed-out' | 'cancelled' | 'busy' | 'refused'
>;

/** What one command gave; `complete` only when the device itself said that it was finished. */
export interface CommandReply {
  outcome: 'complete' | ReplyFailure;
  /** Raw text: neither sanitised nor redacted. What came before a failure is kept. */
  output: string;
  /** Of an exec channel; null on a terminal, after Ctrl-C, and when the device sent none. */
  exitCode: number | null;
  truncated: boolean;
  /** Null when complete. Without the name of the device, which the caller adds. */
  error: string | null;
}

export function failedReply(outcome: ReplyFailure, error: string, output = '', truncated = false): CommandReply {
  return { outcome, output, exitCode: null, truncated, error };
}
