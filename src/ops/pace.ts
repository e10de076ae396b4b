import type { SlackIntent } from './slack-intent.ts';

/** What decides when a row may go: its lane, its kind, its target, and where people will see it. */
export interface Paced {
  lane: string;
  kind: string;
  target: string;
  /** Null where nobody sees a message. */
  place: string | null;
}

export interface Pace {
  /** 0: it may go, and is counted. Else the milliseconds after which it may be asked again. */
  take: (row: Paced, nowMs: number) => number;
  /** Slack asked to wait: nothing of this lane and kind goes before. A page waits alone, never for another page. */
  pause: (row: Paced, untilMs: number) => void;
}

/** Slack takes about one message a second per channel, and a short burst. Edits have a limit of their own. */
const burst = 8;
const perMs = 1 / 1_000;
const mostBuckets = 2_000;

export function createPace(): Pace {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  const pauses = new Map<string, number>();
  const pauseKey = ({ lane, kind, target }: Paced) => (lane === 'page' ? target : `${lane}:${kind}`);

  function bucketOf({ kind, place }: Paced, nowMs: number): { tokens: number; atMs: number } | null {
    if (place === null) return null;
    const key = `${kind.startsWith('update') ? 'edit' : 'post'}:${place}`;
    const found = buckets.get(key) ?? { tokens: burst, atMs: nowMs };
    found.tokens = Math.min(burst, found.tokens + Math.max(0, nowMs - found.atMs) * perMs);
    found.atMs = nowMs;
    if (buckets.size >= mostBuckets) forget();
    buckets.set(key, found);
    return found;
  }

  /** Full buckets say nothing. */
  function forget(): void {
    for (const [key, { tokens }] of buckets) if (tokens >= burst - 1) buckets.delete(key);
  }

  return {
    take(row, nowMs) {
      const pausedMs = (pauses.get(pauseKey(row)) ?? 0) - nowMs;
      if (pausedMs > 0) return pausedMs;
      pauses.delete(pauseKey(row));
      const bucket = bucketOf(row, nowMs);
      if (bucket === null) return 0;
      if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perMs);
      bucket.tokens -= 1;
      return 0;
    },
    pause(row, untilMs) {
      pauses.set(pauseKey(row), untilMs);
    },
  };
}

/** Where people see it: an incident's channel, a channel, somebody's direct messages. */
export function placeOf(intent: SlackIntent): string | null {
  switch (intent.kind) {
    case 'post':
    case 'file':
    case 'export':
    case 'picture':
    case 'update':
      return 'incident' in intent.to ? intent.to.incident : intent.to.channel;
    case 'dm':
      return intent.user;
    case 'update-dm':
      return intent.message;
    case 'create-channel':
    case 'invite':
    case 'pin':
    case 'archive':
    case 'remove-doubles':
      return null;
  }
}
