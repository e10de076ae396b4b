import type { Inbox } from '../slack/inbox-app.ts';
import { finishInbox, firstTime, openInbox } from '../store/inbox.ts';
import type { Deps } from './deps.ts';

/** The store's inbox for what comes from Slack: a row before it is acknowledged, and no second effect. */
export function inboxOf(deps: Deps): Inbox {
  return {
    async receive({ key, kind, payload }) {
      const isNew = await firstTime(deps.database.db, key, kind, JSON.stringify(payload), deps.clock.nowMs());
      if (isNew) deps.reached('inbox-row');
      return isNew;
    },
    finish: (key) => finishReceived(deps, key),
  };
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
