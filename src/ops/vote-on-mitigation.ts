import { decideVote } from '../domain/approval.ts';
import { epochMs, isoTime } from '../lib/clock.ts';
import { UserError } from '../lib/errors.ts';
import { cancelDue, rearm } from '../store/due.ts';
import { insertVote, mitigationById, moveState, underWayOn, votesOn } from '../store/mitigations.ts';
import { type Cause, eventOf } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { refuseWhenStopped } from './emergency-stop.ts';
import { recordOn } from './incident-record.ts';
import { showMitigationCard } from './mitigation-card.ts';

export interface Ballot {
  mitigation: string;
  vote: 'approve' | 'deny';
  /** The plan hash the person saw: all of it, or its first 12 hex digits. */
  planHash: string;
  why: string | null;
}

/**
 * Counts one vote. At quorum the plan is approved and due at once; a deny ends it. Throws UserError('refused') for the
 * requester's own vote, a second vote, an old hash, an expired or finished plan.
 */
export async function voteOnMitigation(
  deps: Deps,
  cause: Cause,
  ballot: Ballot,
): Promise<{ result: 'counted' | 'quorum' | 'denied'; approvals: number; quorum: number }> {
  if (ballot.vote === 'approve') await refuseWhenStopped(deps);
  const outcome = await commit(deps, cause, async (trx) => {
    const row = await mitigationById(trx, ballot.mitigation);
    if (!row) throw new UserError('usage', `There is no mitigation ${ballot.mitigation}.`);
    if (row.state !== 'pending')
      throw new UserError('refused', `${row.name} on ${row.device} is ${row.state}; there is nothing to vote on.`);
    const nowMs = deps.clock.nowMs();
    const vote = { person: cause.actor.id, vote: ballot.vote, planHash: ballot.planHash };
    const decision = decideVote(
      {
        planHash: row.planHash,
        requester: row.requester,
        quorum: row.quorum,
        expiresAtMs: epochMs(row.expiresAt),
        votes: await votesOn(trx, row.id),
      },
      vote,
      nowMs,
    );
    if (!decision.ok) throw new UserError('refused', decision.why);
    const other = decision.result === 'quorum' ? await underWayOn(trx, row.device, row.id) : null;
    if (other)
      throw new UserError(
        'refused',
        `${other.name} is ${other.state} on ${row.device}; one change per device at a time. Approve again when it has ended.`,
      );
    await insertVote(trx, { mitigation: row.id, ...vote, planHash: row.planHash, why: ballot.why, at: isoTime(nowMs) });
    if (decision.result !== 'counted') {
      const to = decision.result === 'quorum' ? 'approved' : 'denied';
      if (!(await moveState(trx, row.id, { from: ['pending'], epoch: row.epoch }, to)))
        throw new UserError('refused', `${row.name} on ${row.device} was decided a moment ago.`);
      await cancelDue(trx, `mitigation-expiry:${row.id}`);
    }
    if (decision.result === 'quorum')
      await rearm(trx, {
        key: `mitigation-run:${row.id}`,
        kind: 'mitigation-run',
        incident: row.incident,
        dueAt: isoTime(nowMs),
        body: { mitigation: row.id, direction: 'apply' },
      });
    await recordOn(trx, deps, row.incident, [
      eventOf(cause, 'mitigation.voted', {
        mitigation: row.id,
        vote: ballot.vote,
        planHash: row.planHash,
        why: ballot.why,
        approvals: decision.approvals,
        quorum: row.quorum,
      }),
    ]);
    await showMitigationCard(trx, deps, row.id);
    return { result: decision.result, approvals: decision.approvals, quorum: row.quorum };
  });
  deps.reached('vote-recorded');
  return outcome;
}

/** The requester, or anybody who may propose, takes a plan back before it runs. */
export async function cancelMitigation(deps: Deps, cause: Cause, id: string): Promise<void> {
  await commit(deps, cause, async (trx) => {
    const row = await mitigationById(trx, id);
    if (!row) throw new UserError('usage', `There is no mitigation ${id}.`);
    if (!(await moveState(trx, id, { from: ['pending', 'approved'], epoch: row.epoch }, 'cancelled')))
      throw new UserError('refused', `${row.name} on ${row.device} is ${row.state}; it can no longer be cancelled.`);
    await cancelDue(trx, `mitigation-expiry:${id}`);
    await cancelDue(trx, `mitigation-run:${id}`);
    const approvals = (await votesOn(trx, id)).filter((vote) => vote.vote === 'approve').length;
    await recordOn(trx, deps, row.incident, [
      eventOf(cause, 'mitigation.voted', {
        mitigation: id,
        vote: 'cancel',
        planHash: row.planHash,
        why: null,
        approvals,
        quorum: row.quorum,
      }),
    ]);
    await showMitigationCard(trx, deps, id);
  });
}
