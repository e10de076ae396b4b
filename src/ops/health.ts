import { canWrite } from '../store/database.ts';
import { outboxCounts } from '../store/outbox-questions.ts';
import type { ChainCheck, ChainState } from './chain-check.ts';
import type { Deps } from './deps.ts';

export interface Health {
  ready: boolean;
  storeWritable: boolean;
  /** Whether every chain held when it was walked last, and the first fault of each. */
  chain: ChainState;
  chainProblems: readonly string[];
  slack: string;
  secondsSinceTick: number;
  /** Messages on their way out. */
  outboxPending: number;
  outboxFailed: number;
  /** What does not work in Slack at the moment, in plain sentences. */
  degraded: string[];
}

/** What /readyz says: the store can be written, its chains hold, a tick ended lately, and whether Slack is connected. */
export async function health(
  deps: Deps,
  seen: { lastTickMs: number; slack: string; degraded: string[]; found: ReturnType<ChainCheck['found']> },
): Promise<Health> {
  const storeWritable = await canWrite(deps.database);
  const secondsSinceTick = Math.round((deps.clock.nowMs() - seen.lastTickMs) / 1000);
  const { pending, failed } = await outboxCounts(deps.database.db);
  return {
    // Without Slack the bot is degraded, not dead: alerts and pages are stored and go out when it is back.
    ready: storeWritable && seen.found.chain !== 'broken' && secondsSinceTick < 5,
    storeWritable,
    ...seen.found,
    slack: seen.slack,
    secondsSinceTick,
    outboxPending: pending,
    outboxFailed: failed,
    degraded: seen.degraded,
  };
}
