import { setImmediate as nextTurn } from 'node:timers/promises';

/** A turn of the event loop that takes longer than this has enough to do: people wait for its end. */
const calmMs = 4;
/** Even then somebody goes on after this time, so that a thousand devices are through in a minute. */
const longestMs = 50;

/**
 * Lets callers through one after the other, each when a turn of the event loop was short. The cryptography of many
 * handshakes at once would make everything else in the process wait, a slash command's acknowledgement too; where the
 * network is what takes the time, nobody waits here.
 */
export function createCalm(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(calmTurn);
    return last;
  };
}

async function calmTurn(): Promise<void> {
  const fromMs = performance.now();
  for (let startMs = fromMs, nowMs = fromMs; nowMs - fromMs < longestMs; startMs = nowMs) {
    await nextTurn();
    nowMs = performance.now();
    if (nowMs - startMs < calmMs) return;
  }
}
