/** Who may say yes to a change, and when it is enough. */

export interface Vote {
  person: string;
  vote: 'approve' | 'deny';
  planHash: string;
}

export interface Ballot {
  planHash: string;
  requester: string;
  quorum: number;
  expiresAtMs: number;
  votes: readonly Vote[];
}

export type VoteDecision =
  | { ok: true; result: 'counted' | 'quorum' | 'denied'; approvals: number }
  | { ok: false; why: string };

/**
 * Decides one vote. The vote names the plan it saw by full hash or by its first 12 hex digits; another plan is refused,
 * so is the requester's own vote, a second vote of the same person, and anything at or after the expiry.
 */
export function decideVote(ballot: Ballot, vote: Vote, nowMs: number): VoteDecision {
  if (nowMs >= ballot.expiresAtMs)
    return { ok: false, why: 'This plan has expired. Propose it again; it is read anew.' };
  if (vote.planHash.length < 12 || !ballot.planHash.startsWith(vote.planHash))
    return {
      ok: false,
      why: `That is not the plan you saw: it is now ${ballot.planHash.slice(0, 12)}, you named ${vote.planHash.slice(0, 12)}. Read the card again.`,
    };
  const approvals = ballot.votes.filter((v) => v.vote === 'approve').length;
  if (vote.vote === 'deny') return { ok: true, result: 'denied', approvals };
  if (vote.person === ballot.requester)
    return { ok: false, why: 'You cannot approve your own mitigation. Ask somebody else who may approve.' };
  if (ballot.votes.some((v) => v.person === vote.person))
    return { ok: false, why: 'You have voted on this plan already.' };
  return { ok: true, result: approvals + 1 >= ballot.quorum ? 'quorum' : 'counted', approvals: approvals + 1 };
}
