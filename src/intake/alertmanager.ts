import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Severity } from '../domain/timeline.ts';
import type { Alert, Intake } from './alert.ts';

const labels = z.record(z.string(), z.string());
const body = z.object({
  alerts: z
    .array(
      z.object({
        status: z.enum(['firing', 'resolved']),
        fingerprint: z.string().min(1).max(200),
        labels,
        annotations: labels.default({}),
      }),
    )
    .min(1)
    .max(100),
});

/** A severity label as Alertmanager users write it → ours. */
const severities: ReadonlyMap<string, Severity> = new Map([
  ['critical', 'sev1'],
  ['page', 'sev1'],
  ['error', 'sev2'],
  ['warning', 'sev3'],
  ['info', 'sev4'],
  ['sev1', 'sev1'],
  ['sev2', 'sev2'],
  ['sev3', 'sev3'],
  ['sev4', 'sev4'],
]);

/** Checks the bearer token and reads Alertmanager's webhook message (version 4). */
export function readAlertmanager(authorization: string | undefined, rawBody: Buffer, token: string): Intake {
  const given = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  if (given === undefined || !isSame(given, token))
    return { ok: false, status: 401, problem: 'the bearer token does not match' };
  const parsed = body.safeParse(jsonOf(rawBody));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { ok: false, status: 400, problem: `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'unreadable'}` };
  }
  return { ok: true, alerts: parsed.data.alerts.map(toAlert) };
}

function toAlert({ status, fingerprint, labels: own, annotations }: z.infer<typeof body>['alerts'][number]): Alert {
  const title = annotations['summary'] ?? annotations['title'] ?? own['alertname'] ?? 'Alert';
  return {
    source: 'alertmanager',
    fingerprint,
    status,
    title: title.slice(0, 200),
    severity: severities.get(own['severity'] ?? '') ?? 'sev3',
    labels: own,
  };
}

/** Equal hashes of equal length: the comparison takes the same time wherever the texts differ. */
function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}

function jsonOf(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
