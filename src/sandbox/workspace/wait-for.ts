import type { World } from './world.ts';

/** Resolves with the first truthy value of `predicate`; rejects after `timeoutMs`, or with what the predicate throws. */
export function waitFor<T>(world: World, predicate: () => T | null | undefined | false, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = () => {
      try {
        const value = predicate();
        if (value === null || value === undefined || value === false) return;
        end();
        resolve(value);
      } catch (error) {
        end();
        reject(error);
      }
    };
    // Some things a test waits for (a socket's count) happen without a change of the world.
    const every = setInterval(look, 25);
    const late = setTimeout(() => {
      end();
      reject(new Error(`workspace: nothing fulfilled the wait within ${timeoutMs} ms: ${predicate.toString()}`));
    }, timeoutMs);
    const end = () => {
      stop();
      clearInterval(every);
      clearTimeout(late);
    };
    const stop = world.onChange(look);
    look();
  });
}
