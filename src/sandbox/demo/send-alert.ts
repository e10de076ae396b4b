import { createHmac } from 'node:crypto';
import type { ScenarioAlert } from './scenario.ts';

/** Posts one signed alert as a monitoring system does (contract.md section 6). Throws when it was not taken. */
export async function sendAlert(
  port: number,
  secret: string,
  alert: ScenarioAlert,
  status: 'firing' | 'resolved',
): Promise<{ alert: string; incident: string | null; isNew: boolean }> {
  const body = JSON.stringify({ ...alert, status });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const response = await fetch(`http://127.0.0.1:${port}/alerts/generic`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-ringdown-timestamp': timestamp,
      'x-ringdown-signature': `v1=${signature}`,
    },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  if (response.status !== 202) throw new Error(`the alert was not taken: ${response.status} ${text}`);
  return JSON.parse(text) as { alert: string; incident: string | null; isNew: boolean };
}
