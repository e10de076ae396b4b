import { createHmac } from 'node:crypto';
import type { AppDoor, Delivery, Envelope } from './app-door.ts';

type Sent = { headers: Record<string, string>; body: string };

/**
 * Slack's side of HTTP mode: signed POSTs to the app's one request URL, forms for commands and buttons, JSON for
 * events. `ackDeadlineMs` is Slack's 3 s.
 */
export function createHttpMode(options: { signingSecret: string; ackDeadlineMs: number; nowMs: () => number }) {
  let requestUrl: string | null = null;
  /** What was sent for a payload: a second delivery that is no retry is the same bytes. */
  const sent = new WeakMap<object, Sent>();

  function signed(body: string, contentType: string): Sent {
    const timestamp = String(Math.floor(options.nowMs() / 1_000));
    const digest = createHmac('sha256', options.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    return {
      body,
      headers: {
        'content-type': contentType,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${digest}`,
      },
    };
  }

  function requestOf({ type, payload, retry }: Envelope): Sent {
    const again = retry === undefined ? sent.get(payload) : undefined;
    if (again !== undefined) return again;
    const fresh =
      type === 'events_api'
        ? signed(JSON.stringify(payload), 'application/json')
        : signed(formOf(type, payload), 'application/x-www-form-urlencoded');
    if (retry !== undefined) {
      fresh.headers['x-slack-retry-num'] = String(retry.attempt);
      fresh.headers['x-slack-retry-reason'] = retry.reason;
    }
    sent.set(payload, fresh);
    return fresh;
  }

  async function post(url: string, { headers, body }: Sent): Promise<Delivery> {
    try {
      const signal = AbortSignal.timeout(options.ackDeadlineMs);
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
      const text = await response.text();
      if (!response.ok)
        return { outcome: 'http-error', payload: null, noRetry: response.headers.get('x-slack-no-retry') === '1' };
      return { outcome: 'acked', payload: payloadOf(text, response.headers.get('content-type') ?? '') };
    } catch (error) {
      const isLate = error instanceof DOMException && error.name === 'TimeoutError';
      return { outcome: isLate ? 'timed-out' : 'socket-lost', payload: null };
    }
  }

  const door: AppDoor = {
    async deliver(envelope) {
      if (requestUrl === null) return { outcome: 'no-socket', payload: null };
      return post(requestUrl, requestOf(envelope));
    },
    reasonOf: ({ outcome }) =>
      outcome === 'timed-out' ? 'http_timeout' : outcome === 'http-error' ? 'http_error' : 'connection_failed',
  };

  return {
    ...door,
    /** Takes the app's address after the handshake that Slack asks for. Rejects when the app fails it. */
    async setRequestUrl(url: string): Promise<void> {
      const challenge = createHmac('sha256', options.signingSecret).update(url).digest('hex');
      const answer = await post(
        url,
        signed(JSON.stringify({ type: 'url_verification', token: 'verification', challenge }), 'application/json'),
      );
      const echoed = answer.outcome === 'acked' ? answer.payload : null;
      const isRight = (echoed as { challenge?: unknown } | null)?.challenge === challenge || echoed === challenge;
      if (!isRight) throw new Error(`${url} did not answer the challenge: ${JSON.stringify(answer)}`);
      requestUrl = url;
    },
  };
}

/** A command's fields stand side by side; everything else is one field of JSON. */
function formOf(type: Envelope['type'], payload: Envelope['payload']): string {
  if (type !== 'slash_commands') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const fields = Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]);
  return new URLSearchParams(fields).toString();
}

function payloadOf(text: string, contentType: string): unknown {
  if (text === '') return {};
  if (!contentType.startsWith('application/json')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
