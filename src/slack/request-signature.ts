import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignedRequest {
  /** `X-Slack-Request-Timestamp`: Unix seconds. */
  timestamp: string | undefined;
  /** `X-Slack-Signature`: "v0=" and 64 hex digits. */
  signature: string | undefined;
  rawBody: Buffer;
}

const oldestSeconds = 5 * 60;
/** Clocks differ a little; a stamp from further ahead could be kept and used later. */
const furthestAheadSeconds = 60;

/**
 * Null when Slack signed exactly these bytes a moment ago, else why not. The bytes are what arrived, before any parsing.
 * Source: Slack's "Verifying requests", HMAC-SHA-256 of `v0:<timestamp>:<body>`.
 */
export function signatureProblem(signingSecret: string, request: SignedRequest, nowMs: number): string | null {
  const { timestamp, signature, rawBody } = request;
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return 'no time stamp';
  const ageSeconds = nowMs / 1_000 - Number(timestamp);
  if (ageSeconds > oldestSeconds) return 'the time stamp is more than five minutes old';
  if (ageSeconds < -furthestAheadSeconds) return 'the time stamp lies in the future';
  const wanted = Buffer.from(signRequest(signingSecret, timestamp, rawBody));
  const given = Buffer.from(signature ?? '');
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? null : 'the signature is not right';
}

/** The value of `X-Slack-Signature`. */
export function signRequest(signingSecret: string, timestamp: string, rawBody: Buffer): string {
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(rawBody).digest('hex');
  return `v0=${digest}`;
}
