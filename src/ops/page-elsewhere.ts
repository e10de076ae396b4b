import { createHmac } from 'node:crypto';
import { isoTime } from '../lib/clock.ts';
import type { Transaction } from '../store/database.ts';
import { type DueRow, finishDue, rearm } from '../store/due.ts';
import { resultOf } from '../store/outbox-questions.ts';
import { pageById } from '../store/pages.ts';
import { clockCause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { recordOn } from './incident-record.ts';

const answerMs = 10_000;

/** One page to one person, which went on its way to Slack as the message of this key. */
interface Page {
  page: string;
  person: string;
  message: string;
}

/** Looks later whether Slack has taken a page, where the config names somebody else to tell. */
export async function armFallback(trx: Transaction, deps: Deps, incident: string | null, page: Page): Promise<void> {
  const { fallback } = deps.config.oncall;
  if (fallback === null) return;
  const dueAt = isoTime(deps.clock.nowMs() + fallback.afterMs);
  await rearm(trx, { key: `elsewhere:${page.message}`, kind: 'page-elsewhere', incident, dueAt, body: { ...page } });
}

/**
 * Tells the fallback of a page that Slack has not taken and nobody has acknowledged, signed like a generic alert. Rejects
 * where the fallback does not take it either, to be tried again; then it may hear of one page twice, by the same id.
 */
export async function pageElsewhere(deps: Deps, due: DueRow): Promise<void> {
  const { page: id, person, message } = due.body as Page;
  const { fallback } = deps.config.oncall;
  const page = await pageById(deps.database.db, id);
  const wentOut = (await resultOf(deps.database.db, message))?.status === 'sent';
  const isWaited = page !== null && page.status !== 'acknowledged' && !wentOut;
  if (fallback !== null && isWaited) {
    const email = deps.config.people[person]?.email ?? null;
    const at = isoTime(deps.clock.nowMs());
    await post(deps, fallback, { id: message, person, email, incident: page.incident, text: page.text, at });
  }
  await commit(deps, clockCause, async (trx) => {
    await finishDue(trx, due.id, deps.clock.nowMs());
    if (fallback === null || !isWaited || page.incident === null) return;
    const text = `Slack has not taken the page to ${person}; it was told to ${new URL(fallback.url).host}.`;
    await recordOn(trx, deps, page.incident, [eventOf(clockCause, 'note.added', { text })]);
  });
}

async function post(
  deps: Deps,
  { url, secret }: NonNullable<Deps['config']['oncall']['fallback']>,
  told: Record<string, string | null>,
): Promise<void> {
  const body = JSON.stringify(told);
  const timestamp = String(Math.floor(deps.clock.nowMs() / 1000));
  const signature = createHmac('sha256', secret().reveal()).update(`${timestamp}.${body}`).digest('hex');
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(answerMs),
    headers: {
      'content-type': 'application/json',
      'x-ringdown-timestamp': timestamp,
      'x-ringdown-signature': `v1=${signature}`,
    },
    body,
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`${new URL(url).host} answered ${answer.status} to a page`);
}
