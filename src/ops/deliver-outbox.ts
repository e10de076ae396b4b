import { refusesApp } from '../slack/refusals.ts';
import type { Doubles } from '../slack/remove-doubles.ts';
import type { SendResult, SlackCall } from '../slack/send.ts';
import { plainMessage } from '../slack/views/plain.ts';
import { inTransaction } from '../store/database.ts';
import { setChannel, setChannelClosed } from '../store/incidents.ts';
import {
  markFailed,
  markRetry,
  markSending,
  markSent,
  markSuperseded,
  nextSendable,
  type OutboxRow,
} from '../store/outbox.ts';
import { goElsewhere } from './closed-channel.ts';
import { createDegraded, type Degraded } from './degraded.ts';
import type { Deps } from './deps.ts';
import { armDoubles } from './late-doubles.ts';
import { outgoingCall } from './outgoing-call.ts';
import { createPace, type Pace, type Paced, placeOf } from './pace.ts';
import { intend, isAnnouncement, type SlackIntent } from './slack-intent.ts';

/** The Slack calls that delivery needs; slack/ behind them. */
export interface Outgoing {
  send: (call: SlackCall) => Promise<SendResult>;
  /** Looks for the effect of an earlier attempt whose answer was lost. */
  findSent: (call: SlackCall) => Promise<(SendResult & { status: 'sent' }) | null>;
  removeDoubles: (doubles: Omit<Doubles, 'botUserId'>) => Promise<SendResult>;
}

export interface Delivery {
  /** Starts what can be sent now; returns how many rows were started. Never waits for Slack. */
  pump: () => Promise<number>;
  /** Resolves when everything that was started has been answered. */
  settled: () => Promise<void>;
  /** What does not work at the moment, in plain sentences. */
  degraded: () => string[];
}

/** Calls at the same time; pages do not count, they never wait for anything else. */
const mostAtOnce = 32;
/** While the app itself is refused, its messages wait and are tried now and then. */
const refusedAppMs = 30_000;

interface Work {
  deps: Deps;
  outgoing: Outgoing;
  pace: Pace;
  degraded: Degraded;
}

/**
 * Delivers from the outbox: one row per target at a time, different targets side by side, so that a slow call holds up
 * its own conversation and nothing else. The lanes decide who goes first; about one message a second goes into a
 * channel. A row that was being sent when the process or the connection ended is looked for in Slack before it is sent
 * again.
 */
export function createDelivery(deps: Deps, outgoing: Outgoing): Delivery {
  const work: Work = { deps, outgoing, pace: createPace(), degraded: createDegraded() };
  const running = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | null = null;

  function wakeIn(ms: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => deps.poke(), ms).unref();
  }

  function start(row: OutboxRow, intent: SlackIntent): void {
    const delivered = deliver(work, row, intent).finally(() => {
      running.delete(row.target);
      deps.poke();
    });
    running.set(row.target, delivered);
  }

  return {
    async pump() {
      const nowMs = deps.clock.nowMs();
      let started = 0;
      let soonestMs = Number.POSITIVE_INFINITY;
      for (const row of await nextSendable(deps.database.db, nowMs)) {
        if (running.has(row.target) || (running.size >= mostAtOnce && row.lane !== 'page')) continue;
        const intent = JSON.parse(row.payload) as SlackIntent;
        const waitMs = work.pace.take(pacedOf(row, intent), nowMs);
        if (waitMs > 0) {
          soonestMs = Math.min(soonestMs, waitMs);
          continue;
        }
        start(row, intent);
        started += 1;
      }
      if (Number.isFinite(soonestMs)) wakeIn(soonestMs);
      return started;
    },
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
    },
    degraded: work.degraded.sentences,
  };
}

function pacedOf({ lane, kind, target }: OutboxRow, intent: SlackIntent): Paced {
  return { lane, kind, target, place: placeOf(intent) };
}

/** One row, once. Whether it is known that nothing of it has happened yet decides how it is tried again. */
async function deliver(work: Work, row: OutboxRow, intent: SlackIntent): Promise<void> {
  const { deps } = work;
  let isInDoubt = row.status === 'sending';
  try {
    if (intent.kind === 'remove-doubles') return await removeDoubles(work, row, intent);
    const resolved = await outgoingCall(deps, row, intent);
    if ('wait' in resolved)
      return await markRetry(deps.database.db, row.id, deps.clock.nowMs() + 1_000, resolved.wait, doubt(isInDoubt));
    if ('superseded' in resolved) return await markSuperseded(deps.database.db, row.id);
    if ('impossible' in resolved) return await fail(work, row, { status: 'failed', error: resolved.impossible });
    const { call } = resolved;
    if (!(await markSending(deps.database.db, row.id, row.attempts))) return;
    deps.reached('outbox-marked');
    const found = isInDoubt ? await work.outgoing.findSent(call) : null;
    const wasInDoubt = isInDoubt;
    // From here on it may happen without our hearing of it.
    isInDoubt = true;
    const result = found ?? (await work.outgoing.send(call));
    deps.reached('outbox-answered');
    // One earlier request that was found is all there is of it; more requests than that may each have an effect yet.
    const mayDouble = wasInDoubt && (found === null || row.attempts > 1);
    await note(work, row, intent, call, { result, wasInDoubt, mayDouble });
  } catch (error) {
    await postpone(deps, row, error, isInDoubt);
  }
}

function doubt(isInDoubt: boolean): 'sending' | 'pending' {
  return isInDoubt ? 'sending' : 'pending';
}

/** Slack or the store could not even be asked: the row keeps its doubt and waits, or the loop would turn hot. */
async function postpone(deps: Deps, row: OutboxRow, error: unknown, isInDoubt: boolean): Promise<void> {
  deps.log.warn('a message could not be handled; it is tried again', { key: row.key, error });
  const atMs = deps.clock.nowMs() + backOffMs(row.attempts);
  const words = error instanceof Error ? error.message : String(error);
  try {
    await markRetry(deps.database.db, row.id, atMs, words, doubt(isInDoubt));
  } catch (cause) {
    deps.log.error('a message could not be postponed', { key: row.key, error: cause });
  }
}

interface Answered {
  result: SendResult;
  wasInDoubt: boolean;
  mayDouble: boolean;
}

async function note(
  work: Work,
  row: OutboxRow,
  intent: SlackIntent,
  call: SlackCall,
  { result, wasInDoubt, mayDouble }: Answered,
): Promise<void> {
  const { deps, degraded } = work;
  const nowMs = deps.clock.nowMs();
  switch (result.status) {
    case 'sent':
      degraded.works(partOf(row));
      return inTransaction(deps.database, async (trx) => {
        const { channel, ts, name, fileId } = result;
        await markSent(trx, row.id, { channel, ts, name, fileId }, nowMs);
        if (mayDouble) await armDoubles(trx, row, call, result, nowMs);
        if (row.incident === null) return;
        if (call.kind === 'create-channel' && channel !== undefined)
          await setChannel(trx, row.incident, { channelId: channel, channelName: name ?? channel });
        if (call.kind === 'archive') await setChannelClosed(trx, row.incident, 'archived');
      });
    case 'retry':
      if (result.isLimited) work.pace.pause(pacedOf(row, intent), nowMs + result.afterMs);
      return markRetry(deps.database.db, row.id, nowMs + result.afterMs, result.error, doubt(wasInDoubt));
    case 'ambiguous':
      // It stays `sending`: the next attempt looks for it before it sends again.
      return markRetry(deps.database.db, row.id, nowMs + backOffMs(row.attempts), result.error, 'sending');
    case 'failed':
      if (refusesApp(result.word ?? '')) {
        degraded.refused(result.error);
        deps.log.error('Slack refuses the app; its messages wait', { key: row.key, error: result.error });
        return markRetry(deps.database.db, row.id, nowMs + refusedAppMs, result.error, doubt(wasInDoubt));
      }
      if (!(await goElsewhere(deps, row, call, result))) await fail(work, row, result);
  }
}

async function removeDoubles(
  work: Work,
  row: OutboxRow,
  intent: SlackIntent & { kind: 'remove-doubles' },
): Promise<void> {
  const { deps, outgoing, pace } = work;
  const { kind: _kind, file, ...rest } = intent;
  const result = await outgoing.removeDoubles({ ...rest, file: file ?? null });
  const nowMs = deps.clock.nowMs();
  if (result.status === 'sent') return inTransaction(deps.database, (trx) => markSent(trx, row.id, {}, nowMs));
  if (result.status === 'failed') return fail(work, row, result);
  const afterMs = result.status === 'retry' ? result.afterMs : backOffMs(row.attempts);
  if (result.status === 'retry' && result.isLimited) pace.pause(pacedOf(row, intent), nowMs + afterMs);
  await markRetry(deps.database.db, row.id, nowMs + afterMs, result.error);
}

/**
 * It will never be sent. People of the incident hear why, once for each reason, unless the telling itself failed. An
 * announcement is tried again at each change of its incident, so the log hears of it once, too.
 */
async function fail(work: Work, row: OutboxRow, result: SendResult & { status: 'failed' }): Promise<void> {
  const { deps, degraded } = work;
  const { word } = result;
  const part = partOf(row);
  const error =
    part === announcements
      ? `Announcements do not reach their channel: ${result.error}. It is tried again at each change of an incident`
      : result.error;
  const isNews = degraded.lost(part, error);
  if (isNews || part !== announcements)
    deps.log.error('Slack refused a message for good', { key: row.key, kind: row.kind, incident: row.incident, error });
  await inTransaction(deps.database, async (trx) => {
    await markFailed(trx, row.id, error);
    if (row.incident === null || word === undefined || row.key.startsWith('refused:')) return;
    const intent = { kind: 'post', to: { incident: row.incident }, view: plainMessage(`${error}.`, null) } as const;
    const key = `refused:${row.incident}:${part}:${word}`;
    await intend(trx, intent, { key, lane: 'page', incident: row.incident, nowMs: deps.clock.nowMs() });
  });
}

const announcements = 'announcements';

/** What works or does not as one: announcements in their channel, everything else by its kind. */
function partOf({ key, kind }: OutboxRow): string {
  return isAnnouncement(key) ? announcements : kind;
}

function backOffMs(attempts: number): number {
  return Math.min(30_000, 500 * 2 ** Math.min(attempts, 6));
}
