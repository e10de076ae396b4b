const BURST = 10;
const PER_SECOND = 1;

/**
 * Slack's rule for chat.postMessage: about one a second in one channel, short bursts tolerated.
 * Counts real time, not the workspace's clock, which a test may hold still.
 */
export function createRateLimits(monotonicMs: () => number) {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return {
    /** Seconds to wait before the next post into this channel, 0 when it may go now. */
    takePost(channel: string): number {
      const now = monotonicMs();
      const bucket = buckets.get(channel) ?? { tokens: BURST, atMs: now };
      bucket.tokens = Math.min(BURST, bucket.tokens + ((now - bucket.atMs) / 1000) * PER_SECOND);
      bucket.atMs = now;
      buckets.set(channel, bucket);
      if (bucket.tokens < 1) return 1;
      bucket.tokens -= 1;
      return 0;
    },
  };
}
