import type { MessageView } from '../slack/views/view.ts';
import type { Transaction } from '../store/database.ts';
import { beginAgain, enqueue, rewriteUnsent } from '../store/outbox.ts';
import type { ExportFormat } from './export-pieces.ts';

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
  | { kind: 'archive'; to: { incident: string } }
  /** After a message was sent again because its first answer was lost: whatever else carries its key goes. */
  | { kind: 'remove-doubles'; channel: string; key: string; keep: string; threadTs?: string; file?: SharedFile }
  | { kind: 'file'; to: Destination; threadOf?: string; filename: string; title: string; artifacts: string[] }
  /** Written when it is sent, up to entry `head`. */
  | { kind: 'export'; to: Destination; incident: string; format: ExportFormat; zone: string; head: number };

/** A shared file has no metadata; its name and title name it. */
interface SharedFile {
  filename: string;
  title: string;
}

export type Lane = 'page' | 'approval' | 'timeline' | 'output';

export interface IntentOptions {
  /** Names the effect for ever: the same key again is the same effect. */
  key: string;
  lane: Lane;
  incident: string | null;
  /** A newer row of the same kind makes an unsent older one superfluous. */
  coalesce?: string;
  notBeforeMs?: number;
  nowMs: number;
}

/** Puts one effect on its way, in the transaction that decided it. */
export async function intend(trx: Transaction, intent: SlackIntent, options: IntentOptions): Promise<void> {
  await enqueue(trx, {
    key: options.key,
    lane: options.lane,
    kind: intent.kind,
    incident: options.incident,
    target: targetOf(intent, options.lane),
    coalesceKey: options.coalesce ?? null,
    afterKey: afterOf(intent, options.key),
    payload: JSON.stringify(intent),
    nowMs: options.nowMs,
    ...(options.notBeforeMs === undefined ? {} : { notBeforeMs: options.notBeforeMs }),
  });
}

/**
 * Rows of one target go out one after the other, in the order in which they were decided: a thread, what stands outside
 * of threads in one lane, the edits of one message, one person's direct messages. Nothing else waits for each other.
 */
function targetOf(intent: SlackIntent, lane: Lane): string {
  switch (intent.kind) {
    case 'create-channel':
      return `channel:${intent.incident}`;
    case 'invite':
    case 'archive':
      return `${intent.kind}:${placeOf(intent.to)}`;
    case 'dm':
      return `user:${intent.user}`;
    case 'update':
    case 'update-dm':
    case 'pin':
      return `message:${intent.message}`;
    case 'remove-doubles':
      return `doubles:${intent.key}`;
    case 'post':
      if (intent.threadTs !== undefined) return `thread:${placeOf(intent.to)}:${intent.threadTs}`;
      return intent.threadOf === undefined ? `${lane}:${placeOf(intent.to)}` : `thread:${intent.threadOf}`;
    case 'export':
      return `${lane}:${placeOf(intent.to)}`;
    case 'file':
    case 'picture':
      return intent.threadOf === undefined ? `${lane}:${placeOf(intent.to)}` : `thread:${intent.threadOf}`;
  }
}

/**
 * Puts a message that Slack refused on its way again under its old key, by which its edits find it. Nothing happens to
 * one that is on its way or was posted.
 */
export async function intendAgain(trx: Transaction, intent: SlackIntent, options: IntentOptions): Promise<void> {
  const { key, lane, nowMs } = options;
  await beginAgain(trx, { key, target: targetOf(intent, lane), payload: JSON.stringify(intent), nowMs });
}

/** Puts other words into a message, and into its edits of the same kind, that may not have been sent yet. */
export async function intendInstead(trx: Transaction, intent: SlackIntent, key: string): Promise<void> {
  await rewriteUnsent(trx, { key, kind: intent.kind }, JSON.stringify(intent));
}

/** The outbox key of an incident's header card; edits find the message by it. */
export function cardKey(incident: string): string {
  return `card:${incident}`;
}

/** The outbox key of an incident's message in the announcement channel; those of its edits begin with it. */
export function announcementKey(incident: string): string {
  return `announce:${incident}`;
}

export function isAnnouncement(key: string): boolean {
  return key.startsWith('announce:');
}

/**
 * What must be in Slack first: an incident's channel, and in it the card that everybody looks for. A page waits for
 * neither.
 */
function afterOf(intent: SlackIntent, key: string): string | null {
  switch (intent.kind) {
    case 'create-channel':
    case 'dm':
    case 'remove-doubles':
      return null;
    case 'update':
    case 'update-dm':
    case 'pin':
      return intent.message;
    case 'invite':
    case 'archive':
      return channelKeyOf(intent.to);
    case 'export':
      return cardKeyOf(intent.to);
    case 'post':
    case 'file':
    case 'picture': {
      const card = cardKeyOf(intent.to);
      return intent.threadOf ?? (card === key ? channelKeyOf(intent.to) : card);
    }
  }
}

function channelKeyOf(to: Destination): string | null {
  return 'incident' in to ? `channel:${to.incident}` : null;
}

function cardKeyOf(to: Destination): string | null {
  return 'incident' in to ? cardKey(to.incident) : null;
}

function placeOf(to: Destination): string {
  return 'incident' in to ? to.incident : to.channel;
}
