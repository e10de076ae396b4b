import { DrawingFailed } from '../pictures/draw.ts';
import type { SendResult, SlackCall } from '../slack/send.ts';
import { getArtifact } from '../store/artifacts.ts';
import { inTransaction } from '../store/database.ts';
import { incidentById, setChannel } from '../store/incidents.ts';
import {
  markFailed,
  markRetry,
  markSending,
  markSent,
  nextSendable,
  type OutboxRow,
  resultOf,
} from '../store/outbox.ts';
import type { Deps } from './deps.ts';
import type { Destination, SlackIntent } from './slack-intent.ts';

/** The two Slack calls that delivery needs; slack/send.ts behind them. */
export interface Outgoing {
  send: (call: SlackCall) => Promise<SendResult>;
  /** Looks for the effect of an earlier attempt whose answer was lost. */
  findSent: (call: SlackCall) => Promise<(SendResult & { status: 'sent' }) | null>;
}

export interface Delivery {
  /** Starts what can be sent now; returns how many rows were started. Never waits for Slack. */
  pump: () => Promise<number>;
  /** Resolves when everything that was started has been answered. */
  settled: () => Promise<void>;
}

/**
 * Delivers from the outbox: one row per target at a time, different targets side by side, so that a slow call holds up
 * its own conversation and nothing else. A row that was being sent when the process or the connection ended is looked
 * for in Slack before it is sent again.
 */
export function createDelivery(deps: Deps, outgoing: Outgoing): Delivery {
  const running = new Map<string, Promise<void>>();
  return {
    async pump() {
      const rows = await nextSendable(deps.database.db, deps.clock.nowMs());
      const free = rows.filter((row) => !running.has(row.target));
      for (const row of free)
        running.set(
          row.target,
          deliver(deps, outgoing, row)
            .catch((error: unknown) => postpone(deps, row, error))
            .finally(() => {
              running.delete(row.target);
              deps.poke();
            }),
        );
      return free.length;
    },
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}

/** Slack could not even be asked: the row keeps its doubt and waits, or the loop would turn hot during an outage. */
async function postpone(deps: Deps, row: OutboxRow, error: unknown): Promise<void> {
  deps.log.warn('a message could not be handled; it is tried again', { key: row.key, error });
  const atMs = deps.clock.nowMs() + backOffMs(row.attempts);
  const words = error instanceof Error ? error.message : String(error);
  await markRetry(deps.database.db, row.id, atMs, words, row.status === 'sending' ? 'sending' : 'pending');
}

async function deliver(deps: Deps, outgoing: Outgoing, row: OutboxRow): Promise<void> {
  const resolved = await toCall(deps, row);
  if ('wait' in resolved) {
    await markRetry(deps.database.db, row.id, deps.clock.nowMs() + 1_000, resolved.wait);
    return;
  }
  if ('impossible' in resolved) return fail(deps, row, resolved.impossible);
  const wasSending = row.status === 'sending';
  if (!(await markSending(deps.database.db, row.id, row.attempts))) return;
  deps.reached('outbox-marked');
  const found = wasSending ? await outgoing.findSent(resolved.call) : null;
  const result = found ?? (await outgoing.send(resolved.call));
  deps.reached('outbox-answered');
  await note(deps, row, result);
}

async function note(deps: Deps, row: OutboxRow, result: SendResult): Promise<void> {
  const nowMs = deps.clock.nowMs();
  switch (result.status) {
    case 'sent':
      return inTransaction(deps.database, async (trx) => {
        const { channel, ts, name, fileId } = result;
        await markSent(trx, row.id, { channel, ts, name, fileId }, nowMs);
        if (row.kind === 'create-channel' && row.incident !== null && channel !== undefined)
          await setChannel(trx, row.incident, { channelId: channel, channelName: name ?? channel });
      });
    case 'retry':
      return markRetry(deps.database.db, row.id, nowMs + result.afterMs, result.error);
    case 'ambiguous':
      // It stays `sending`: the next attempt looks for it before it sends again.
      return markRetry(deps.database.db, row.id, nowMs + backOffMs(row.attempts), result.error, 'sending');
    case 'failed':
      return fail(deps, row, result.error);
  }
}

async function fail(deps: Deps, row: OutboxRow, error: string): Promise<void> {
  deps.log.error('Slack refused a message for good', { key: row.key, kind: row.kind, incident: row.incident, error });
  await markFailed(deps.database.db, row.id, error);
}

function backOffMs(attempts: number): number {
  return Math.min(30_000, 500 * 2 ** Math.min(attempts, 6));
}

type Resolved = { call: SlackCall } | { wait: string } | { impossible: string };

/** Fills in what only Slack knew: the channel of the incident, the time stamp of the message to edit. */
async function toCall(deps: Deps, row: OutboxRow): Promise<Resolved> {
  const intent = JSON.parse(row.payload) as SlackIntent;
  const { key } = row;
  if (intent.kind === 'create-channel') {
    const { name, isPrivate, topic } = intent;
    return { call: { kind: 'create-channel', name, isPrivate, topic, key } };
  }
  if (intent.kind === 'dm') return { call: { kind: 'dm', user: intent.user, ...intent.view, key } };
  if (intent.kind === 'update-dm') {
    const message = await messageOf(deps, intent.message);
    return 'ts' in message ? { call: { kind: 'update', ...message, ...intent.view } } : message;
  }
  const channel = await channelOf(deps, intent.to);
  if (typeof channel !== 'string') return channel;
  switch (intent.kind) {
    case 'invite':
      return { call: { kind: 'invite', channel, users: intent.users } };
    case 'post': {
      const thread = intent.threadOf === undefined ? null : await messageOf(deps, intent.threadOf);
      if (thread && !('ts' in thread)) return thread;
      const threadTs = thread?.ts ?? intent.threadTs;
      return { call: { kind: 'post', channel, ...intent.view, ...(threadTs === undefined ? {} : { threadTs }), key } };
    }
    case 'update': {
      const message = await messageOf(deps, intent.message);
      return 'ts' in message ? { call: { kind: 'update', ...message, ...intent.view } } : message;
    }
    case 'pin': {
      const message = await messageOf(deps, intent.message);
      return 'ts' in message ? { call: { kind: 'pin', ...message } } : message;
    }
    case 'picture': {
      const thread = intent.threadOf === undefined ? null : await messageOf(deps, intent.threadOf);
      if (thread && !('ts' in thread)) return thread;
      const drawn = await drawnAs(deps, intent.svg);
      if ('impossible' in drawn) return drawn;
      const { filename, title, alt } = intent;
      const threadTs = thread ? { threadTs: thread.ts } : {};
      return { call: { kind: 'file', channel, filename, title, content: drawn.png, alt, ...threadTs, key } };
    }
    case 'file': {
      const thread = intent.threadOf === undefined ? null : await messageOf(deps, intent.threadOf);
      if (thread && !('ts' in thread)) return thread;
      const texts = await Promise.all(intent.artifacts.map((sha256) => getArtifact(deps.database.db, sha256)));
      return {
        call: {
          kind: 'file',
          channel,
          filename: intent.filename,
          title: intent.title,
          content: texts.map((text) => text ?? 'This output was removed from the store.').join('\n\n'),
          ...(thread ? { threadTs: thread.ts } : {}),
          key,
        },
      };
    }
  }
}

/** A picture that cannot be drawn is not sent; its words stand in the messages around it. */
async function drawnAs(deps: Deps, sha256: string): Promise<{ png: Uint8Array } | { impossible: string }> {
  const svg = await getArtifact(deps.database.db, sha256);
  if (svg === null) return { impossible: 'the picture was removed from the store' };
  try {
    return { png: await deps.drawing.png(svg) };
  } catch (error) {
    if (!(error instanceof DrawingFailed)) throw error;
    return { impossible: error.message };
  }
}

/** The incident's channel; where Slack refused to make one, the announcement channel takes its messages. */
async function channelOf(deps: Deps, to: Destination): Promise<string | { wait: string } | { impossible: string }> {
  if ('channel' in to) return to.channel;
  const incident = await incidentById(deps.database.db, to.incident);
  if (incident?.channelId) return incident.channelId;
  const creation = await resultOf(deps.database.db, `channel:${to.incident}`);
  if (creation?.status !== 'failed') return { wait: 'the channel is not there yet' };
  return deps.config.slack?.announce ?? { impossible: 'the incident has no channel, and slack.announce names none' };
}

async function messageOf(
  deps: Deps,
  key: string,
): Promise<{ channel: string; ts: string } | { wait: string } | { impossible: string }> {
  const row = await resultOf(deps.database.db, key);
  if (row?.status === 'sent' && row.result?.channel && row.result.ts)
    return { channel: row.result.channel, ts: row.result.ts };
  if (row === null || row.status === 'failed' || row.status === 'superseded')
    return { impossible: `the message ${key} was never posted` };
  return { wait: `the message ${key} is not posted yet` };
}
