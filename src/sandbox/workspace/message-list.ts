import type { Message } from './world.ts';

/** What a channel shows below the first message of a thread. */
interface Thread {
  /** Oldest first. */
  replies: Message[];
  /** Who has replied, by user or bot id, in the order of their first reply. */
  authors: Set<string>;
}

/**
 * The messages of a channel, oldest first. One is found by its time, and a thread by its first message, without looking
 * at all the others: a channel of ten thousand messages takes one more as fast as an empty one.
 */
export class MessageList {
  readonly #messages: Message[] = [];
  readonly #byTs = new Map<string, Message>();
  readonly #threads = new Map<string, Thread>();

  /** Every message, replies among them. */
  get all(): readonly Message[] {
    return this.#messages;
  }

  find(ts: string): Message | undefined {
    return this.#byTs.get(ts);
  }

  /** The thread below a message; undefined where nobody has replied. */
  thread(ts: string): Readonly<Thread> | undefined {
    return this.#threads.get(ts);
  }

  /** `message` is newer than every one that is there. */
  add(message: Message): void {
    this.#messages.push(message);
    this.#byTs.set(message.ts, message);
    if (message.threadTs !== null) this.#addReply(message.threadTs, message);
  }

  remove(message: Message): void {
    this.#messages.splice(this.#messages.indexOf(message), 1);
    this.#byTs.delete(message.ts);
    const { threadTs } = message;
    if (threadTs === null) return;
    const left = this.#threads.get(threadTs)?.replies.filter((reply) => reply !== message) ?? [];
    this.#threads.delete(threadTs);
    for (const reply of left) this.#addReply(threadTs, reply);
  }

  #addReply(threadTs: string, reply: Message): void {
    const author = reply.user ?? reply.botId ?? '';
    const thread = this.#threads.get(threadTs);
    if (thread) {
      thread.replies.push(reply);
      thread.authors.add(author);
    } else this.#threads.set(threadTs, { replies: [reply], authors: new Set([author]) });
  }
}
