import type { MessageView } from '../slack/views/view.ts';
import type { Transaction } from '../store/database.ts';
import { enqueue } from '../store/outbox.ts';

/** Where a message goes: the channel of an incident (known once Slack has made it) or a channel by id. */
export type Destination = { incident: string } | { channel: string };

/** One effect in Slack, decided now and delivered from the outbox. Messages are named by the key of the row that posted them. */
export type SlackIntent =
  | { kind: 'create-channel'; incident: string; name: string; isPrivate: boolean; topic: string }
  | { kind: 'invite'; to: Destination; users: string[] }
  | { kind: 'post'; to: Destination; view: MessageView; threadOf?: string; threadTs?: string }
  | { kind: 'update'; to: Destination; message: string; view: MessageView }
  | { kind: 'pin'; to: Destination; message: string }
  | { kind: 'dm'; user: string; view: MessageView }
  | { kind: 'update-dm'; message: string; view: MessageView }
  /** `svg`: the picture's text by hash; it leaves as PNG. `alt` says the same in words. */
  | { kind: 'picture'; to: Destination; threadOf?: string; filename: string; title: string; svg: string; alt: string }
  | { kind: 'file'; to: Destination; threadOf?: string; filename: string; title: string; artifacts: string[] };

export type Lane = 'page' | 'approval' | 'timeline' | 'output';

export interface IntentOptions {
  /** Names the effect for ever: the same key again is the same effect. */
  key: string;
  lane: Lane;
  incident: string | null;
  /** A newer row of the same kind makes an unsent older one superfluous. */
  coalesce?: string;
  nowMs: number;
}

/** Puts one effect on its way, in the transaction that decided it. */
export async function intend(trx: Transaction, intent: SlackIntent, options: IntentOptions): Promise<void> {
  await enqueue(trx, {
    key: options.key,
    lane: options.lane,
    kind: intent.kind,
    incident: options.incident,
    target: targetOf(intent),
    coalesceKey: options.coalesce ?? null,
    payload: JSON.stringify(intent),
    nowMs: options.nowMs,
  });
}

/** Rows of one target go out in order: a conversation is one target, and so is each person's direct messages. */
function targetOf(intent: SlackIntent): string {
  switch (intent.kind) {
    case 'create-channel':
      return `incident:${intent.incident}`;
    case 'dm':
      return `user:${intent.user}`;
    case 'update-dm':
      return `message:${intent.message}`;
    default:
      return 'incident' in intent.to ? `incident:${intent.to.incident}` : `channel:${intent.to.channel}`;
  }
}
