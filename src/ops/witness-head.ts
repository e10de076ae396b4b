import { isEnd } from '../domain/incident.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { isoTime } from '../lib/clock.ts';
import { said } from '../slack/views/said.ts';
import type { Transaction } from '../store/database.ts';
import { type DueRow, finishDue, rearm } from '../store/due.ts';
import { clockCause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { sayOn } from './say.ts';

const everyEntries = 100;

/**
 * Every hundred entries and at the end of an incident the head of its chain goes where the store cannot reach it: into
 * the channel and into the log. A tail that is cut off or a chain that is rebuilt later does not match it any more.
 */
export async function armWitness(
  trx: Transaction,
  deps: Deps,
  incident: string,
  appended: readonly TimelineEvent[],
): Promise<void> {
  const isRound = appended.some(({ seq }) => seq % everyEntries === 0);
  const head = appended.at(-1);
  if (!head || !(isRound || appended.some(isEnd))) return;
  await rearm(trx, {
    key: `witness:${incident}:${head.seq}`,
    kind: 'witness-head',
    incident,
    dueAt: isoTime(deps.clock.nowMs()),
    body: { seq: head.seq, hash: head.hash },
  });
}

/** Only what was committed is witnessed: a head of a transaction that failed would raise a false alarm. */
export async function witnessHead(deps: Deps, due: DueRow): Promise<void> {
  const { seq, hash } = due.body as { seq: number; hash: string };
  const { incident } = due;
  if (incident === null) throw new TypeError('a head without an incident was to be witnessed');
  const head = `${incident}:${seq}:${hash}`;
  deps.log.info('head of the record', { head });
  await commit(deps, clockCause, async (trx) => {
    await finishDue(trx, due.id, deps.clock.nowMs());
    const sentence = said.witnessed(incident, seq);
    await sayOn(trx, deps, incident, `witness:${incident}:${seq}`, sentence, head, { threadOf: `card:${incident}` });
  });
}
