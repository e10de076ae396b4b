import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startHttp } from '../src/http.ts';
import type { Alert } from '../src/intake/alert.ts';
import { Secret } from '../src/lib/secret.ts';

const nowMs = Date.parse('2026-11-23T03:00:00Z');
const secret = 'a shared secret';
const alert = {
  fingerprint: 'f1',
  status: 'firing',
  title: 'leaf1 down',
  severity: 'sev2',
  labels: { device: 'leaf1' },
};

let http: Awaited<ReturnType<typeof startHttp>>;
const taken: Alert[] = [];
const logged: string[] = [];
const seen = new Set<string>();
let isReady = true;

beforeAll(async () => {
  const log = (message: string, fields?: object) => void logged.push(`${message} ${JSON.stringify(fields)}`);
  http = await startHttp({
    listen: '127.0.0.1:0',
    alerts: { generic: { secret: () => new Secret(secret) }, alertmanager: { token: () => new Secret('am-token') } },
    clock: { nowMs: () => nowMs },
    log: { debug: log, info: log, warn: log, error: log },
    seen: async (signature) => seen.has(signature) || !seen.add(signature),
    onAlert: async (one) => {
      taken.push(one);
      return { alert: 'a1', incident: 'INC-1', isNew: true };
    },
    health: async () => ({
      ready: isReady,
      storeWritable: true,
      chain: 'ok',
      chainProblems: [],
      slack: 'connected',
      secondsSinceTick: 1,
      outboxPending: 2,
      degraded: [],
      outboxFailed: 0,
    }),
  });
});
afterAll(() => http.close());
beforeEach(() => {
  taken.length = 0;
  seen.clear();
});

const url = (path: string) => `http://127.0.0.1:${http.port}${path}`;
const sign = (body: string, timestamp: string) =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
async function post(body: string, headers: Record<string, string> = {}, path = '/alerts/generic') {
  const timestamp = headers['x-ringdown-timestamp'] ?? String(nowMs / 1000);
  const response = await fetch(url(path), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-ringdown-timestamp': timestamp,
      'x-ringdown-signature': sign(body, timestamp),
      ...headers,
    },
    body,
  });
  return { status: response.status, body: await response.text() };
}

/** What no client of fetch would send. */
function statusLineOf(requestLine: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(http.port, '127.0.0.1', () =>
      socket.write(`${requestLine}\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
    );
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''));
  });
}

describe('POST /alerts/generic', () => {
  test('a signed alert is taken and answered with its incident', async () => {
    expect(await post(JSON.stringify(alert))).toEqual({
      status: 202,
      body: '{"alert":"a1","incident":"INC-1","isNew":true}\n',
    });
    expect(taken).toEqual([{ source: 'generic', ...alert }]);
  });

  test('the same request again is refused as a replay', async () => {
    await post(JSON.stringify(alert));
    expect((await post(JSON.stringify(alert))).status).toBe(409);
    expect(taken).toHaveLength(1);
  });

  test.for([
    ['a wrong signature', { 'x-ringdown-signature': `v1=${'0'.repeat(64)}` }],
    ['a signature of another version', { 'x-ringdown-signature': 'v0=00' }],
    ['no signature', { 'x-ringdown-signature': '' }],
    ['a time stamp six minutes old', { 'x-ringdown-timestamp': String(nowMs / 1000 - 360) }],
    ['a time stamp six minutes ahead', { 'x-ringdown-timestamp': String(nowMs / 1000 + 360) }],
    ['a time stamp that is none', { 'x-ringdown-timestamp': 'abc' }],
  ] as [string, Record<string, string>][])('%s: 401 without a word why, and nothing is opened', async ([, headers]) => {
    expect(await post(JSON.stringify(alert), headers)).toEqual({ status: 401, body: '{"error":"unauthorized"}\n' });
    expect(taken).toEqual([]);
  });

  test.for([
    ['no JSON', '{'],
    ['an unknown key', JSON.stringify({ ...alert, run: 'reload' })],
    ['a severity that is none', JSON.stringify({ ...alert, severity: 'sev9' })],
    ['nesting to depth 10,000', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ] as const)('%s: 400', async ([, body]) => {
    expect((await post(body)).status).toBe(400);
    expect(taken).toEqual([]);
  });

  test('5 MB: 413', async () => expect((await post('x'.repeat(5_000_000))).status).toBe(413));
  test('another content type: 400', async () =>
    expect((await post(JSON.stringify(alert), { 'content-type': 'text/plain' })).status).toBe(400));
  test('an unknown source: 401', async () =>
    expect((await post(JSON.stringify(alert), {}, '/alerts/nagios')).status).toBe(401));
  test('GET: 405', async () => expect((await fetch(url('/alerts/generic'))).status).toBe(405));
});

describe('POST /alerts/alertmanager', () => {
  const message = {
    version: '4',
    alerts: [
      {
        status: 'firing',
        fingerprint: 'fp',
        labels: { alertname: 'BgpPeerDown', severity: 'critical' },
        annotations: { summary: 'peer down' },
      },
    ],
  };
  const send = (authorization: string) => post(JSON.stringify(message), { authorization }, '/alerts/alertmanager');
  test('with the token: taken, severities mapped', async () => {
    expect((await send('Bearer am-token')).status).toBe(202);
    expect(taken).toMatchObject([{ source: 'alertmanager', fingerprint: 'fp', title: 'peer down', severity: 'sev1' }]);
  });
  test.for([['Bearer other'], ['am-token'], ['']])('with "%s": 401', async ([token = '']) =>
    expect((await send(token)).status).toBe(401),
  );
});

describe('health', () => {
  test('/healthz answers while the event loop lives', async () =>
    expect((await fetch(url('/healthz'))).status).toBe(200));
  test('/readyz is 503 when the bot is not ready, and says why', async () => {
    expect((await fetch(url('/readyz'))).status).toBe(200);
    isReady = false;
    const response = await fetch(url('/readyz'));
    isReady = true;
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ storeWritable: true, slack: 'connected' });
  });
  test('/metrics is in Prometheus form', async () =>
    expect(await (await fetch(url('/metrics'))).text()).toContain(
      '# TYPE ringdown_outbox_pending gauge\nringdown_outbox_pending 2\n',
    ));
  test('other paths: 404', async () => expect((await fetch(url('/admin'))).status).toBe(404));
  test('a path that is no path: 404, and no error in the log', async () => {
    const before = logged.length;
    expect(await statusLineOf('GET // HTTP/1.1')).toBe('HTTP/1.1 404 Not Found');
    expect(logged.slice(before)).toEqual([]);
  });
  test('no secret is in a log line', () => expect(logged.join('\n')).not.toContain(secret));
});
