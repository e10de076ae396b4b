import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A process as the kernel tells it apart: a pid is used again, a pid with its start tick is not. */
export interface ProcessRecord {
  pid: number;
  /** Clock ticks between boot and the start of the process. */
  startTick: string;
}

/** Null when no such process runs (a zombie does not run). */
export function recordProcess(pid: number): ProcessRecord | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
  // The name in parentheses may hold anything, so that the fields are counted after it.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const startTick = fields[18];
  return state === 'Z' || startTick === undefined ? null : { pid, startTick };
}

export function isRunning({ pid, startTick }: ProcessRecord): boolean {
  return recordProcess(pid)?.startTick === startTick;
}

/** Kills this very process, and nothing when it is gone or its pid belongs to somebody else by now. */
export function killRecorded(record: ProcessRecord): void {
  if (!isRunning(record)) return;
  try {
    process.kill(record.pid, 'SIGKILL');
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** How to call a program that the kernel kills when this process ends, however it ends: `[tool, arguments]`. */
export function diesWithUs(program: readonly string[]): [string, string[]] {
  return ['setpriv', ['--pdeathsig', 'KILL', ...program]];
}

/** Waits until none of them runs. Throws with their pids after `timeoutMs`. */
export async function waitUntilGone(records: readonly ProcessRecord[], timeoutMs = 10_000): Promise<void> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const left = records.filter(isRunning);
    if (left.length === 0) return;
    if (performance.now() > end)
      throw new Error(`still running ${timeoutMs} ms after SIGKILL: pid ${left.map(({ pid }) => pid).join(', ')}`);
    await delay(10);
  }
}

function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ESRCH';
}
