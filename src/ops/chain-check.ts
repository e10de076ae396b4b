import { verifyChains } from '../store/verify.ts';
import type { Deps } from './deps.ts';
import { tellAlarm } from './tell-alarm.ts';

export type ChainState = 'not checked yet' | 'ok' | 'broken';

export interface ChainCheck {
  /** Begins a walk when none runs and the last one is a day old; does not wait for it. */
  look: () => void;
  /** What the last walk that came to its end has found. */
  found: () => { chain: ChainState; chainProblems: readonly string[] };
  /** Ends a walk that is under way. */
  stop: () => Promise<void>;
}

const everyMs = 24 * 3_600_000;

/**
 * Walks every chain of the store soon after the start and once a day, beside everything else: a record of 100,000 entries
 * takes a second in pieces of some milliseconds. What it finds is told by /readyz and as an alarm. It always begins at the
 * first entry: a place remembered from the last time would stand in the same store.
 */
export function createChainCheck(deps: Deps): ChainCheck {
  let found: ReturnType<ChainCheck['found']> = { chain: 'not checked yet', chainProblems: [] };
  let running: Promise<void> | null = null;
  let lastMs = Number.NEGATIVE_INFINITY;
  let isOver = false;

  async function walk(): Promise<void> {
    const problems = await problemsIn(deps, () => isOver);
    if (isOver) return;
    found = { chain: problems.length === 0 ? 'ok' : 'broken', chainProblems: problems };
    if (problems.length > 0) await tellAlarm(deps, { kind: 'record-changed', problems });
  }

  return {
    look() {
      const nowMs = deps.clock.nowMs();
      if (isOver || running || nowMs - lastMs < everyMs) return;
      lastMs = nowMs;
      running = walk().finally(() => {
        running = null;
      });
    },
    found: () => found,
    async stop() {
      isOver = true;
      await running;
    },
  };
}

/** A file that SQLite cannot read is no record that holds. */
async function problemsIn(deps: Deps, isOver: () => boolean): Promise<string[]> {
  try {
    return await verifyChains(deps.database.db, isOver);
  } catch (error) {
    deps.log.error('the record could not be read to its end', { error });
    return ['It could not be read to its end'];
  }
}
