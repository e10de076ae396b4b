import { inTransaction } from '../store/database.ts';
import { type DueRow, dueRows, failDue } from '../store/due.ts';
import { archiveWhenDue } from './archive-channel.ts';
import { checkCriteria } from './check-criteria.ts';
import { createClockWatch } from './clock-put-back.ts';
import type { Deps } from './deps.ts';
import { drawPicture } from './draw-picture.ts';
import { executeMitigation } from './execute-mitigation.ts';
import { expireMitigation } from './expire-mitigation.ts';
import { forgetWords } from './forget-words.ts';
import { nudge } from './nudge.ts';
import { pageElsewhere } from './page-elsewhere.ts';
import { proposeFromPlaybook } from './propose-from-playbook.ts';
import { probeMitigation } from './reconcile-mitigations.ts';
import { remindStatus } from './remind-status.ts';
import { takeUpReading } from './run-diagnostic.ts';
import { runPageStep } from './run-page-step.ts';
import { runPlaybookStep } from './run-playbook-step.ts';
import { runWatchStep } from './run-watch-step.ts';
import { changeShift } from './shift-change.ts';
import { verifyMitigation } from './verify-mitigation.ts';
import { witnessHead } from './witness-head.ts';

const handlers: Record<string, (deps: Deps, row: DueRow) => Promise<void>> = {
  'page-step': runPageStep,
  'page-elsewhere': pageElsewhere,
  'status-reminder': remindStatus,
  'mitigation-expiry': expireMitigation,
  'mitigation-run': executeMitigation,
  'mitigation-verify': verifyMitigation,
  'mitigation-probe': probeMitigation,
  'playbook-step': runPlaybookStep,
  reading: takeUpReading,
  'watch-step': runWatchStep,
  'witness-head': witnessHead,
  picture: drawPicture,
  nudge,
  'shift-change': changeShift,
  'criteria-check': checkCriteria,
  'channel-archive': archiveWhenDue,
  'playbook-proposal': proposeFromPlaybook,
  'forget-words': forgetWords,
};

/** What is running now, so that a slow device does not make the next tick start the same row again. */
export interface Engine {
  /** Returns how many rows were started. */
  tick: () => Promise<number>;
  /** Resolves when everything that was started has ended. */
  settled: () => Promise<void>;
}

/**
 * The engine: each tick starts whatever is due by the deps' clock and not yet running. Due times are in the store, so a late tick
 * catches up and a crashed process's rows are found by the next one; where the clock was put back, what is due follows it. A row whose handler throws is a bug: it is logged
 * and tried again a little later, never dropped.
 */
export function createEngine(deps: Deps): Engine {
  const running = new Map<string, Promise<void>>();
  const clockWatch = createClockWatch(deps);
  return {
    async tick() {
      await clockWatch.look();
      const rows = (await dueRows(deps.database.db, deps.clock.nowMs())).filter((row) => !running.has(row.id));
      for (const row of rows)
        running.set(
          row.id,
          run(deps, row).finally(() => {
            running.delete(row.id);
            deps.poke();
          }),
        );
      return rows.length;
    },
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}

async function run(deps: Deps, row: DueRow): Promise<void> {
  const handler = handlers[row.kind];
  try {
    if (!handler) throw new Error(`nothing handles due rows of the kind "${row.kind}"`);
    await handler(deps, row);
  } catch (error) {
    deps.log.error('a due row failed; it is tried again', {
      due: row.id,
      kind: row.kind,
      incident: row.incident,
      error,
    });
    await later(deps, row);
  }
}

/** A store that cannot be written now leaves the row due: the next tick takes it again. */
async function later(deps: Deps, row: DueRow): Promise<void> {
  try {
    await inTransaction(deps.database, (trx) => failDue(trx, row.id, deps.clock.nowMs()));
  } catch (error) {
    deps.log.error('a failed due row could not be postponed', { due: row.id, error });
  }
}
