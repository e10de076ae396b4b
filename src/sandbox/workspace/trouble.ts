import type { Fault, Faults } from './faults.ts';

/** What the page can make go wrong with the app's next call, with its sockets, or with everything. */
export const troubles = ['429', '500', 'delay', 'lost-reply', 'disconnect', 'outage', 'calm'] as const;
type What = (typeof troubles)[number];

const nextCall: Partial<Record<What, Fault>> = {
  '429': { retryAfterSeconds: 2 },
  '500': { status: 500 },
  delay: { delayMs: 5_000 },
  'lost-reply': { hangUp: 'after' },
};

export type Trouble = ReturnType<typeof createTrouble>;

/** The fault switches of the page. `outage` lasts until `calm`. */
export function createTrouble(parts: {
  faults: Faults;
  killSockets: () => void;
  goDown: (isDown: boolean) => void;
  changed: () => void;
}) {
  const { faults, killSockets, goDown, changed } = parts;
  return {
    make(what: What): void {
      const fault = nextCall[what];
      if (fault !== undefined) faults.add('*', fault, 1);
      else if (what === 'disconnect') killSockets();
      else goDown(what === 'outage');
      changed();
    },
    /** How many calls will still fail, and whether nothing is answered at all. */
    state: () => ({ waiting: faults.waiting(), isDown: faults.isDown() }),
  };
}
