import type { ObservedState } from './mitigation.ts';
import type { EventBody, TimelineEvent } from './timeline.ts';

/** One proposed change from its plan to its proof, as the events tell it. */
export interface MitigationStory {
  id: string;
  name: string;
  device: string;
  arguments: string;
  risk: string;
  reason: string | null;
  planHash: string;
  requestedBy: string;
  approvedBy: string[];
  /** Who denied or cancelled it. */
  stoppedBy: string[];
  apply: string[];
  undo: string[];
  blastRadius: string[];
  before: ObservedState;
  after: ObservedState | null;
  holds: boolean | null;
  healed: boolean | null;
  /** How the last attempt ended; null when the plan was never run. */
  outcome: string | null;
  facts: string[];
  /** When the change was first proven on the device. */
  provedAt: string | null;
  rolledBackAt: string | null;
}

/** In the order in which they were proposed. Events come in seq order. */
export function mitigationStories(events: readonly TimelineEvent[]): MitigationStory[] {
  const stories = new Map<string, MitigationStory>();
  /** Mitigations that are being taken back: what is read now says nothing about the change itself. */
  const undoing = new Set<string>();
  for (const event of events) {
    if (event.body === null || !('mitigation' in event.body)) continue;
    const { mitigation } = event.body;
    if (event.type === 'mitigation.proposed') stories.set(mitigation, begin(event.body, event.actor.id));
    if (event.type === 'mitigation.claimed' && event.body.direction === 'undo') undoing.add(mitigation);
    const story = stories.get(mitigation);
    if (story) follow(story, event, undoing.has(mitigation));
  }
  return [...stories.values()];
}

function begin(body: EventBody<'mitigation.proposed'>, requestedBy: string): MitigationStory {
  const { mitigation, name, device, risk, reason, planHash, apply, undo, blastRadius, before } = body;
  const plan = { name, device, arguments: body.arguments, risk, reason, planHash, apply, undo, blastRadius, before };
  return {
    id: mitigation,
    ...plan,
    requestedBy,
    approvedBy: [],
    stoppedBy: [],
    after: null,
    holds: null,
    healed: null,
    outcome: null,
    facts: [],
    provedAt: null,
    rolledBackAt: null,
  };
}

function follow(story: MitigationStory, event: TimelineEvent, isUndo: boolean): void {
  if (event.body === null) return;
  if (event.type === 'mitigation.voted')
    (event.body.vote === 'approve' ? story.approvedBy : story.stoppedBy).push(event.actor.id);
  if (event.type === 'mitigation.outcome' && !isUndo) story.outcome = event.body.outcome;
  if (event.type === 'mitigation.rolled-back') story.rolledBackAt = event.occurredAt;
  if (event.type === 'mitigation.verified' && !isUndo) {
    const { after, holds, healed, facts } = event.body;
    Object.assign(story, { after, holds, healed, facts });
    if (holds) story.provedAt ??= event.occurredAt;
  }
}
