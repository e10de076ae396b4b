/** No timer takes more than some 24 days. */
const longestTimerMs = 1_000_000_000;

/** Resolves after `ms`, however long that is, or when `signal` fires. */
export async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  for (let left = ms; left > 0 && !signal.aborted; left -= longestTimerMs)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, Math.min(left, longestTimerMs));
      signal.addEventListener('abort', done, { once: true });
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
}
