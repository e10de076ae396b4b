import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import { createDelivery, type Delivery } from '../../src/ops/deliver-outbox.ts';
import type { Deps, Milestone } from '../../src/ops/deps.ts';
import { type IntentOptions, intend, type SlackIntent } from '../../src/ops/slack-intent.ts';
import type { Message } from '../../src/sandbox/workspace/world.ts';
import { removeDoubles } from '../../src/slack/remove-doubles.ts';
import { findSent, send } from '../../src/slack/send.ts';
import { plainMessage } from '../../src/slack/views/plain.ts';
import { common } from '../../src/slack/web-clients.ts';
import { inTransaction, openDatabase } from '../../src/store/database.ts';
import { outboxCounts } from '../../src/store/outbox-questions.ts';
import { botUser, startTestWorkspace } from '../sandbox/workspace/bolt-app.ts';
import { declare, nightMs, temporaryFolder } from '../store/bench.ts';

export const announce = 'C0ANNOUNCE';

/**
 * An outbox on a real store before a real workspace, moved by hand: `now` is the outbox's clock, `restart` ends one
 * process as a crash does, with requests under way, and begins the next on the same store.
 */
export async function startOutbox(options: { timeoutMs?: number; reached?: (point: Milestone) => void } = {}) {
  const workspace = await startTestWorkspace({
    rateLimits: false,
    channels: [
      { id: 'C0GENERAL', name: 'general' },
      { id: announce, name: 'announce' },
    ],
  });
  onTestFinished(workspace.close);
  const file = join(temporaryFolder(), 'ringdown.db');
  const lines: string[] = [];
  const note = (message: string, fields: object = {}) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  // With less patience, so that a hanging answer does not hold up the tests.
  const patience = { ...common(workspace.apiUrl), timeout: options.timeoutMs ?? 2_000 };
  const client = new WebClient('xoxb-test', patience);
  let nowMs = nightMs;
  let running = await begin();
  onTestFinished(async () => {
    await running.delivery.settled();
    await running.deps.database.close();
  });

  async function begin(): Promise<{ deps: Deps; delivery: Delivery; end: () => Promise<void> }> {
    let hasEnded = false;
    const own = new WebClient('xoxb-test', {
      ...common(workspace.apiUrl),
      timeout: patience.timeout,
      // What an ended process had not sent yet is never sent; what is under way arrives.
      fetch: (url, init) => (hasEnded ? new Promise(() => {}) : fetch(url, init)),
    });
    const deps = {
      config: {
        slack: { announce },
        people: {},
        updates: { sev1: null, sev2: null, sev3: null, sev4: null },
        incidents: { prefix: 'inc', private: false },
      },
      clock: { nowMs: () => nowMs },
      ids: { next: () => randomUUID().replaceAll('-', '') },
      log: { debug: note, info: note, warn: note, error: note },
      database: await openDatabase(file),
      poke: () => {},
      reached: options.reached ?? (() => {}),
    } as unknown as Deps;
    const delivery = createDelivery(deps, {
      send: (call) => send(own, call),
      findSent: (call) => findSent(own, call, { botUserId: botUser }),
      removeDoubles: (doubles) => removeDoubles(own, { ...doubles, botUserId: botUser }),
    });
    return {
      deps,
      delivery,
      async end() {
        hasEnded = true;
        await deps.database.close();
      },
    };
  }

  return {
    workspace,
    client,
    lines,
    deps: () => running.deps,
    database: () => running.deps.database,
    degraded: () => running.delivery.degraded(),
    pump: () => running.delivery.pump(),
    settled: () => running.delivery.settled(),
    now: () => nowMs,
    pass(ms: number) {
      nowMs += ms;
    },
    async intend(intent: SlackIntent, rest: Partial<IntentOptions> & { key: string }) {
      const given: IntentOptions = { lane: 'timeline', incident: null, nowMs, ...rest };
      await inTransaction(running.deps.database, (trx) => intend(trx, intent, given));
    },
    /** Delivers whatever can go now, and what becomes possible by it. */
    async deliver() {
      do await running.delivery.settled();
      while ((await running.delivery.pump()) > 0);
    },
    /** Delivers while the clock goes on, until nothing is on its way any more. */
    async deliverAll(stepMs = 500, most = 400) {
      for (let i = 0; i < most; i += 1) {
        await this.deliver();
        if ((await outboxCounts(running.deps.database.db)).pending === 0) return;
        nowMs += stepMs;
      }
      throw new Error(`the outbox did not run empty: ${lines.slice(-5).join('\n')}`);
    },
    async restart() {
      await running.end();
      running = await begin();
    },
    declare: (number: number) => declare(running.deps.database, number),
  };
}

export type OutboxBench = Awaited<ReturnType<typeof startOutbox>>;

export const words = (text: string) => plainMessage(text, null);

/** The key that a message of ours carries. */
export function keyOf({ metadata }: Message): string | null {
  return (metadata as { event_payload?: { key?: string } } | null)?.event_payload?.key ?? null;
}
