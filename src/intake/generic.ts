import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Intake } from './alert.ts';

const windowMs = 5 * 60_000;

const body = z.strictObject({
  fingerprint: z.string().min(1).max(200),
  status: z.enum(['firing', 'resolved']),
  title: z.string().min(1).max(200),
  severity: z.enum(['sev1', 'sev2', 'sev3', 'sev4']),
  labels: z.record(z.string().max(100), z.string().max(300)).default({}),
});

export interface SignedRequest {
  timestamp: string | undefined;
  signature: string | undefined;
  rawBody: Buffer;
}

/**
 * Checks the signature of a generic alert (contract.md section 6) and reads it. The time stamp may be 5 min old or
 * ahead. Without a valid signature nothing of the body is looked at. Replays are the caller's to refuse, by signature.
 */
export function readGeneric(request: SignedRequest, secret: string, nowMs: number): Intake {
  const refusal = signatureProblem(request, secret, nowMs);
  if (refusal !== null) return { ok: false, status: 401, problem: refusal };
  const parsed = body.safeParse(jsonOf(request.rawBody));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { ok: false, status: 400, problem: `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'unreadable'}` };
  }
  return { ok: true, alerts: [{ source: 'generic', ...parsed.data }] };
}

function signatureProblem(
  { timestamp, signature, rawBody }: SignedRequest,
  secret: string,
  nowMs: number,
): string | null {
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp))
    return 'X-Ringdown-Timestamp is not a Unix time in seconds';
  if (Math.abs(nowMs - Number(timestamp) * 1000) > windowMs) return 'the time stamp is more than 5 min off';
  const given = /^v1=([0-9a-f]{64})$/.exec(signature ?? '')?.[1];
  if (given === undefined) return 'X-Ringdown-Signature is not v1=<64 hex digits>';
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(given, 'hex')) ? null : 'the signature does not match';
}

function jsonOf(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
