type Acquired = 'acquired' | 'busy' | 'cancelled' | 'lost';

/** Lets so many through at once and keeps the others in order. */
export interface Limiter {
  /** Never rejects; only after 'acquired' a `release` is due. */
  acquire(signal?: AbortSignal): Promise<Acquired>;
  release(): void;
  /** Everybody who waits gives up. */
  loseWaiting(): void;
  running(): number;
}

/** `most` is asked every time, since a device may turn out to take fewer. */
export function createLimiter(most: () => number, longestQueue: number): Limiter {
  let running = 0;
  let waiting: ((result: Acquired) => void)[] = [];
  const admit = () => {
    while (running < most() && waiting.length > 0) {
      running += 1;
      waiting.shift()?.('acquired');
    }
  };
  return {
    acquire: (signal) => {
      if (signal?.aborted) return Promise.resolve('cancelled');
      if (running < most() && waiting.length === 0) {
        running += 1;
        return Promise.resolve('acquired');
      }
      if (waiting.length >= longestQueue) return Promise.resolve('busy');
      return new Promise((resolve) => {
        const settle = (result: Acquired) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(result);
        };
        const onAbort = () => {
          waiting = waiting.filter((other) => other !== settle);
          settle('cancelled');
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        waiting.push(settle);
      });
    },
    release: () => {
      running -= 1;
      admit();
    },
    loseWaiting: () => {
      const given = waiting;
      waiting = [];
      for (const settle of given) settle('lost');
    },
    running: () => running,
  };
}
