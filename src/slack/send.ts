import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';

/** One effect in Slack. `key` names it for ever: a message carries it in its metadata and is found again by it. */
export type SlackCall =
  | { kind: 'post'; channel: string; text: string; blocks: KnownBlock[]; threadTs?: string; replyBroadcast?: boolean; key: string }
  | { kind: 'update'; channel: string; ts: string; text: string; blocks: KnownBlock[] }
  | { kind: 'ephemeral'; channel: string; user: string; text: string; blocks: KnownBlock[]; threadTs?: string }
  | { kind: 'dm'; user: string; text: string; blocks: KnownBlock[]; key: string }
  | { kind: 'create-channel'; name: string; isPrivate: boolean; topic?: string; key: string }
  | { kind: 'invite'; channel: string; users: string[] }
  | { kind: 'topic'; channel: string; topic: string }
  | { kind: 'pin'; channel: string; ts: string }
  | { kind: 'file'; channel: string; threadTs?: string; filename: string; title: string; text: string; key: string }
  | { kind: 'archive'; channel: string };

/**
 * `retry`: nothing happened, try again after `afterMs`. `ambiguous`: it may have happened, look before trying again.
 * `failed`: it never will; `error` says what to do.
 */
export type SendResult =
  | { status: 'sent'; channel?: string; ts?: string; name?: string; fileId?: string; warning?: string }
  | { status: 'retry'; afterMs: number; error: string }
  | { status: 'ambiguous'; error: string }
  | { status: 'failed'; error: string };
