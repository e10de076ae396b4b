import { setImmediate as nextTurn } from 'node:timers/promises';

/** A turn of the event loop that takes longer than this has enough to do: people wait for its end. */
const calmMs = 4;
/** Even then somebody goes on after so many turns. */
const mostTurns = 50;

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
  for (let turns = 0; turns < mostTurns; turns += 1) {
    const startMs = performance.now();
    await nextTurn();
    if (performance.now() - startMs < calmMs) return;
  }
}
