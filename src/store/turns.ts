import { setImmediate as nextTurn } from 'node:timers/promises';

/** So long the store may go on within one turn of the event loop. */
const turnMs = 2;

/**
 * Lets the event loop run between two users of the store. SQLite answers at once, so that a queue of transactions would
 * otherwise run to its end before a socket, a timer or a slash command is looked at again.
 */
export function createTurns(): { share: () => Promise<void> } {
  let sinceMs: number | null = null;
  const begin = () => {
    sinceMs = performance.now();
    setImmediate(() => {
      sinceMs = null;
    });
  };
  return {
    async share() {
      if (sinceMs !== null && performance.now() - sinceMs > turnMs) await nextTurn();
      if (sinceMs === null) begin();
    },
  };
}
