import type { Inbox } from '../slack/inbox-app.ts';
import type { Incoming } from '../slack/incoming.ts';
import { inTransaction, type Reader } from '../store/database.ts';
import { finishInbox, firstTime, openInbox } from '../store/inbox.ts';
import type { Deps } from './deps.ts';

interface Waiting {
  incoming: Incoming;
  resolve: (isNew: boolean) => void;
  reject: (error: unknown) => void;
}

/** What ended so long ago at most may be told as unfinished after a crash; what it did to an incident never is. */
const finishWithinMs = 250;

/**
 * The store's inbox for what comes from Slack: a row on disk before it is acknowledged, and no second effect. What
 * arrives together is one flush of the disk; that things have ended is written now and then, together.
 */
export function inboxOf(deps: Deps): Inbox & { settled: () => Promise<void> } {
  let waiting: Waiting[] = [];
  let finished: string[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  function receiveWaiting(): void {
    writing = writing.then(async () => {
      const received = waiting;
      waiting = [];
      if (received.length > 0) await receiveTogether(deps, received);
    });
  }

  function finishAll(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const ended = finished;
    finished = [];
    if (ended.length > 0) writing = writing.then(() => finishTogether(deps, ended));
  }

  return {
    receive: (incoming) =>
      new Promise((resolve, reject) => {
        waiting.push({ incoming, resolve, reject });
        // At once, but after what came in the same packet: a busy event loop is not waited for.
        if (waiting.length === 1) receiveWaiting();
      }),
    async finish(key) {
      finished.push(key);
      timer ??= setTimeout(finishAll, finishWithinMs);
    },
    settled() {
      finishAll();
      return writing;
    },
  };
}

async function receiveTogether(deps: Deps, received: readonly Waiting[]): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const insert = (db: Reader, { incoming: { key, kind, payload } }: Waiting) =>
    firstTime(db, key, kind, JSON.stringify(payload), nowMs);
  try {
    const [only] = received;
    const news =
      received.length === 1 && only
        ? // One statement is a transaction of its own.
          [await insert(deps.database.db, only)]
        : await inTransaction(deps.database, async (trx) => {
            const isNew: boolean[] = [];
            for (const one of received) isNew.push(await insert(trx, one));
            return isNew;
          });
    if (news.includes(true)) deps.reached('inbox-row');
    received.forEach(({ resolve }, i) => void resolve(news[i] === true));
  } catch (error) {
    for (const { reject } of received) reject(error);
  }
}

async function finishTogether(deps: Deps, keys: readonly string[]): Promise<void> {
  try {
    await inTransaction(deps.database, async (trx) => {
      for (const key of keys) await finishInbox(trx, key, deps.clock.nowMs());
    });
  } catch (error) {
    deps.log.warn('finished requests could not be marked; a restart may name them', { error });
  }
}

export async function finishReceived(deps: Deps, key: string): Promise<void> {
  await finishInbox(deps.database.db, key, deps.clock.nowMs());
}

export interface Interrupted {
  key: string;
  kind: string;
  payload: Record<string, string | null>;
  receivedAt: string;
}

/** What had come in and had no effect yet when the last process ended. */
export async function interruptedRequests(deps: Deps): Promise<Interrupted[]> {
  return (await openInbox(deps.database.db)).map((row) => ({
    key: row.key,
    kind: row.kind,
    payload: JSON.parse(row.payload) as Record<string, string | null>,
    receivedAt: row.receivedAt,
  }));
}
