import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/** A turn of the event loop that takes longer than this has enough to do: people wait for its end. */
const calmMs = 4;
/** A timer of a millisecond that comes by now found the loop waiting for it. */
const idleMs = 2;
/** So many of them in a row: after one, the next handshake would begin in the pause that a command was to use. */
const idleTimes = 3;
/** Even then somebody goes on after this time, so that a thousand devices are through in a minute. */
const longestMs = 50;

/** Resolves when a caller may go on. */
export type Calm = () => Promise<void>;

/**
 * Lets callers through one after the other, each when a turn of the event loop was short. The cryptography of many
 * handshakes at once would make everything else in the process wait; where the network is what takes the time, nobody
 * waits here.
 */
export function createCalm(): Calm {
  return oneByOne(() => nextTurn(), calmMs, 1);
}

/**
 * The same for a process that people type to: each caller is let through when the loop had nothing to do, so that a
 * slash command is acknowledged between two handshakes and not behind all of them.
 */
export function createIdle(): Calm {
  return oneByOne(() => sleep(1), idleMs, idleTimes);
}

/** Goes on once `moment` took less than `shortMs` so many `times` in a row. */
function oneByOne(moment: () => Promise<unknown>, shortMs: number, times: number): Calm {
  const calmMoment = async () => {
    const fromMs = performance.now();
    let short = 0;
    for (let startMs = fromMs, nowMs = fromMs; nowMs - fromMs < longestMs && short < times; startMs = nowMs) {
      await moment();
      nowMs = performance.now();
      short = nowMs - startMs < shortMs ? short + 1 : 0;
    }
  };
  let last = Promise.resolve();
  return () => {
    last = last.then(calmMoment);
    return last;
  };
}
