import type { Head } from '../domain/chain.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { isoTime } from '../lib/clock.ts';
import { plainMessage } from '../slack/views/plain.ts';
import { said } from '../slack/views/said.ts';
import type { Transaction } from '../store/database.ts';
import { type DueRow, finishDue, rearm } from '../store/due.ts';
import { head } from '../store/timeline.ts';
import { clockCause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { openIncidents } from './open-incidents.ts';
import { sayOn } from './say.ts';
import { intend } from './slack-intent.ts';

const everyEntries = 100;

/**
 * Every hundred entries and at the end of an incident the head of a chain goes where the store cannot reach it: into the
 * log and into Slack, the incident's channel or, for what is outside incidents, the announcement channel. A tail that is
 * cut off or a chain that is rebuilt later does not match it any more.
 */
export async function armWitness(
  trx: Transaction,
  deps: Deps,
  incident: string | null,
  appended: readonly TimelineEvent[],
): Promise<void> {
  const last = appended.at(-1);
  if (last && appended.some(({ seq }) => seq % everyEntries === 0)) await armFor(trx, deps, incident, last);
}

/** The head of an incident that ends: after the last entry of the transaction in which it does. */
export async function armLastWitness(trx: Transaction, deps: Deps, incident: string): Promise<void> {
  const last = await head(trx, incident);
  if (last) await armFor(trx, deps, incident, last);
}

async function armFor(trx: Transaction, deps: Deps, incident: string | null, { seq, hash }: Head): Promise<void> {
  await rearm(trx, {
    key: keyOf(incident, seq),
    kind: 'witness-head',
    incident,
    dueAt: isoTime(deps.clock.nowMs()),
    body: { seq, hash },
  });
}

/** Only what was committed is witnessed: a head of a transaction that failed would raise a false alarm. */
export async function witnessHead(deps: Deps, due: DueRow): Promise<void> {
  const { seq, hash } = due.body as Head;
  const { incident } = due;
  const head = headText(incident, { seq, hash });
  deps.log.info('head of the record', { head });
  await commit(deps, clockCause, async (trx) => {
    const nowMs = deps.clock.nowMs();
    await finishDue(trx, due.id, nowMs);
    const sentence = said.witnessed(incident, seq);
    const key = keyOf(incident, seq);
    const channel = deps.config.slack?.announce;
    if (incident !== null) await sayOn(trx, deps, incident, key, sentence, head, { threadOf: `card:${incident}` });
    else if (channel) {
      const intent = { kind: 'post', to: { channel }, view: plainMessage(sentence, head) } as const;
      await intend(trx, intent, { key, lane: 'output', incident, nowMs });
    }
  });
}

/**
 * The heads at which a process stops, of what is outside incidents and of those that are open. In the log alone: a process
 * that ends does not wait for Slack, and a message at each restart would be noise.
 */
export async function witnessAtStop(deps: Deps): Promise<void> {
  for (const incident of [null, ...(await openIncidents(deps)).map(({ id }) => id)]) {
    const last = await head(deps.database.db, incident);
    if (last) deps.log.info('head of the record', { head: headText(incident, last) });
  }
}

/** As `ringdown verify --head` takes it. */
function headText(incident: string | null, { seq, hash }: Head): string {
  return `${incident ?? '-'}:${seq}:${hash}`;
}

function keyOf(incident: string | null, seq: number): string {
  return `witness:${incident ?? '-'}:${seq}`;
}
