import type { EventBody, TimelineEvent } from '../../domain/timeline.ts';
import { mitigationCard } from '../../slack/views/mitigation.ts';
import type { MitigationState } from '../../slack/views/mitigation-words.ts';
import { resolveOffer } from '../../slack/views/resolve-offer.ts';
import type { Effect } from './effect.ts';
import { buttonFor, type Part, type Stagehand } from './stagehand.ts';

interface Change {
  plan: EventBody<'mitigation.proposed'>;
  requester: string;
  approvedBy: string[];
  state: MitigationState;
  isUndone: boolean;
  outcome: string | null;
  /** What was read again when it was proven; null where it never was. */
  proof: { healed: boolean | null; facts: string[] } | null;
}

/** The card of each change, edited from its plan to its proof, and the offer to end the incident. */
export function mitigationPart({ incident, cast }: Stagehand): Part {
  const changes = new Map<string, Change>();

  const card = (change: Change) => {
    const { plan, state } = change;
    const button = (line: string) => buttonFor(incident, `mitigate ${line}`);
    const isPending = state === 'pending';
    const isUndoable = state === 'applied' || state === 'verified' || state === 'needs-human';
    return mitigationCard({
      ...plan,
      id: plan.mitigation.slice(0, 8),
      requester: cast.mention(change.requester),
      approvals: change.approvedBy.map(cast.mention),
      state,
      outcome: change.outcome,
      buttons: {
        approve: isPending ? button(`approve ${plan.mitigation} ${plan.planHash.slice(0, 12)}`) : null,
        deny: isPending ? button(`deny ${plan.mitigation}`) : null,
        cancel: isPending ? button(`cancel ${plan.mitigation}`) : null,
        rollback: isUndoable ? button(`rollback ${plan.mitigation}`) : null,
      },
    });
  };
  const offer = ({ plan, proof }: Change, isOpen: boolean) =>
    resolveOffer({
      id: incident,
      mitigation: `${plan.name} on ${plan.device}`,
      healed: proof?.healed ?? null,
      facts: proof?.facts ?? [],
      resolve: isOpen ? buttonFor(incident, 'inc status resolved') : null,
      rollback: buttonFor(incident, `mitigate rollback ${plan.mitigation}`),
    });
  const edited = (change: Change): Effect => ({
    kind: 'update',
    key: `mitigation:${change.plan.mitigation}`,
    view: card(change),
  });

  function proposed(event: TimelineEvent & { type: 'mitigation.proposed' }): Effect[] {
    const plan = event.body;
    if (plan === null || changes.has(plan.mitigation)) return [];
    const change: Change = {
      plan,
      requester: event.actor.id,
      approvedBy: [],
      state: 'pending',
      isUndone: false,
      outcome: null,
      proof: null,
    };
    changes.set(plan.mitigation, change);
    return [{ kind: 'post', key: `mitigation:${plan.mitigation}`, place: 'incident', view: card(change) }];
  }

  /** The incident has ended: nothing is left to offer. */
  function closed(): Effect[] {
    return [...changes.values()]
      .filter(({ state, proof }) => state === 'verified' && proof !== null)
      .map((change) => ({
        kind: 'update',
        key: `resolve-offer:${change.plan.mitigation}`,
        view: offer(change, false),
      }));
  }

  return (event) => {
    if (event.type === 'mitigation.proposed') return proposed(event);
    if (event.type === 'incident.status') return event.body?.to === 'resolved' ? closed() : [];
    if (event.body === null || !('mitigation' in event.body)) return [];
    const change = changes.get(event.body.mitigation);
    // A line that is sent changes nothing on the card.
    if (!change || event.type === 'mitigation.line-sent') return [];
    const wasProven = change.proof !== null;
    follow(change, event);
    if (change.proof === null || wasProven) return [edited(change)];
    const key = `resolve-offer:${event.body.mitigation}`;
    return [edited(change), { kind: 'post', key, place: 'incident', view: offer(change, true) }];
  };
}

const stateAfter = {
  applied: 'applied',
  'not-applied': 'not-applied',
  unknown: 'unknown',
  'needs-human': 'needs-human',
  stale: 'stale',
  stopped: 'not-applied',
  expired: 'expired',
} as const;

/** Where a change stands after one more entry about it. */
function follow(change: Change, event: TimelineEvent): void {
  if (event.body === null) return;
  switch (event.type) {
    case 'mitigation.voted': {
      const { vote, approvals, quorum } = event.body;
      if (vote === 'approve') change.approvedBy.push(event.actor.id);
      if (vote === 'deny') change.state = 'denied';
      else if (vote === 'cancel') change.state = 'cancelled';
      else if (approvals >= quorum) change.state = 'approved';
      return;
    }
    case 'mitigation.claimed':
      change.isUndone = event.body.direction === 'undo';
      change.state = change.isUndone ? 'rolling-back' : 'claimed';
      return;
    case 'mitigation.outcome':
      change.state = stateAfter[event.body.outcome];
      change.outcome = event.body.text;
      return;
    case 'mitigation.verified': {
      const { holds, healed, facts } = event.body;
      change.state = !holds ? 'needs-human' : change.isUndone ? 'rolled-back' : 'verified';
      change.outcome = facts.join('\n');
      // The first fact is the state of the device itself, which stands on the card.
      if (holds && !change.isUndone) change.proof = { healed, facts: facts.slice(1) };
      return;
    }
    case 'mitigation.rolled-back':
      change.outcome = event.body.text;
      return;
  }
}
