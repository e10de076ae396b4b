import type { JsonObject } from './block-kit.ts';

/**
 * What became of one delivery: the app's ack with its payload; silence; a connection lost meanwhile; nobody there at
 * all; an answer other than 2xx, after which `noRetry` may ask for no second try.
 */
export type Delivery =
  | { outcome: 'acked'; payload: unknown }
  | { outcome: 'timed-out' | 'socket-lost' | 'no-socket'; payload: null }
  | { outcome: 'http-error'; payload: null; noRetry: boolean };

/** One thing for the app. `retry` counts from 1 where it was delivered before. */
export type Envelope = {
  type: 'events_api' | 'slash_commands' | 'interactive';
  payload: JsonObject;
  retry?: { attempt: number; reason: string };
};

/** The way to the app: sockets or signed requests. */
export type AppDoor = {
  /** Delivers once and waits for the ack, at most Slack's 3 s. Never rejects. */
  deliver: (envelope: Envelope) => Promise<Delivery>;
  /** The word Slack gives as the reason of a retry. */
  reasonOf: (delivery: Delivery) => string;
};

/** A door through which everything comes twice, byte for byte, as when an ack was lost on its way to Slack. */
export function deliverTwice(door: AppDoor, isTwice: () => boolean): AppDoor {
  return {
    reasonOf: door.reasonOf,
    async deliver(envelope) {
      const first = await door.deliver(envelope);
      if (isTwice() && first.outcome === 'acked') await door.deliver(envelope);
      return first;
    },
  };
}
