import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt';
import { type Incoming, incomingOf } from './incoming.ts';

/** Where what comes in is written down, before Slack hears that it arrived. */
export interface Inbox {
  /** False when it came before. Rejects when it could not be written: then nothing is acknowledged. */
  receive: (incoming: Incoming) => Promise<boolean>;
  finish: (key: string) => Promise<void>;
}

/**
 * A Bolt app that writes down what comes in before it acknowledges it, and does nothing at a second delivery. Bolt
 * alone acknowledges an event before anything has seen it, and the rest when its listener does. Listeners find the key as `context.inboxKey`.
 */
export class InboxApp extends App {
  readonly #inbox: Inbox;

  constructor(options: AppOptions, inbox: Inbox) {
    super(options);
    this.#inbox = inbox;
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    const incoming = incomingOf(event.body);
    if (incoming !== null && !(await this.#inbox.receive(incoming))) {
      await event.ack();
      return;
    }
    let isAcknowledged = false;
    const ack: ReceiverEvent['ack'] = async (response) => {
      if (isAcknowledged && response !== undefined) throw new Error('acknowledged already; answer with respond()');
      if (isAcknowledged) return;
      isAcknowledged = true;
      await event.ack(response);
    };
    // A submitted form is acknowledged by its listener, with what is wrong with it; nothing else waits that long.
    if (incoming !== null && incoming.kind !== 'submission') await this.#acknowledge(ack, incoming);
    const customProperties = { ...event.customProperties, inboxKey: incoming?.key ?? null };
    try {
      await super.processEvent({ ...event, ack, customProperties });
      // What nothing listens for would leave Slack, and the person, waiting for three seconds.
      await ack();
    } finally {
      if (incoming !== null) await this.#inbox.finish(incoming.key);
    }
  }

  /**
   * A socket that was cut meanwhile takes no acknowledgement. What is written down is carried out all the same: Slack's
   * second delivery will be known by its key, and then nobody would do it.
   */
  async #acknowledge(ack: ReceiverEvent['ack'], { key }: Incoming): Promise<void> {
    try {
      await ack();
    } catch (error) {
      this.logger.warn(`${key} was not acknowledged (${(error as Error).message}); it is carried out once`);
    }
  }
}
