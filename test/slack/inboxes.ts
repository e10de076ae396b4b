import type { Inbox } from '../../src/slack/inbox-app.ts';

/** Takes everything as new and keeps nothing: for tests of what stands before the inbox. */
export const forgetfulInbox: Inbox = { receive: async () => true, finish: async () => {} };

/** Remembers keys in memory, as the store does on disk. */
export function memoryInbox(): Inbox & { received: () => string[] } {
  const keys: string[] = [];
  return {
    received: () => keys,
    async receive({ key }) {
      if (keys.includes(key)) return false;
      keys.push(key);
      return true;
    },
    finish: async () => {},
  };
}
