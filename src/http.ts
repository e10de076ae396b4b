import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from './config.ts';
import type { Alert, Intake } from './intake/alert.ts';
import { readAlertmanager } from './intake/alertmanager.ts';
import { readGeneric } from './intake/generic.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './log.ts';
import type { Health } from './ops/health.ts';

const largestBody = 256 * 1024;
const deepest = 20;

export interface HttpParts {
  /** "127.0.0.1:8080"; port 0 takes any. */
  listen: string;
  alerts: Config['alerts'];
  clock: Clock;
  log: Log;
  /** Remembers a signature; true when it came before. */
  seen: (signature: string) => Promise<boolean>;
  onAlert: (alert: Alert) => Promise<{ alert: string; incident: string | null; isNew: boolean }>;
  health: () => Promise<Health>;
}

/** One server for alerts, health and metrics (contract.md section 6). `close` leaves no connection. */
export async function startHttp(parts: HttpParts): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    answer(parts, request, response).catch((error: unknown) => {
      parts.log.error('an HTTP request failed', { path: request.url?.slice(0, 100), error });
      if (!response.headersSent) reply(response, 500, { error: 'ringdown failed; it is in the log' });
      else response.destroy();
    });
  });
  const end = parts.listen.lastIndexOf(':');
  const host = parts.listen.slice(0, end).replace(/^\[|\]$/g, '');
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(Number(parts.listen.slice(end + 1)), host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(parts: HttpParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const pathname = URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? '';
  const source = /^\/alerts\/([a-z]{1,30})$/.exec(pathname)?.[1];
  if (source !== undefined) return takeAlert(parts, source, request, response);
  if (!['/healthz', '/readyz', '/metrics'].includes(pathname)) return reply(response, 404, { error: 'not found' });
  if (request.method !== 'GET') return reply(response, 405, { error: 'use GET' });
  if (pathname === '/healthz') return reply(response, 200, { ok: true });
  const health = await parts.health();
  if (pathname === '/readyz') return reply(response, health.ready ? 200 : 503, health);
  response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(metricsText(health));
}

async function takeAlert(
  parts: HttpParts,
  source: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') return reply(response, 405, { error: 'use POST' });
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return reply(response, 400, { error: 'content-type must be application/json' });
  const rawBody = await readBody(request);
  if (rawBody === null) return reply(response, 413, { error: `the body is larger than ${largestBody} bytes` });
  const intake = read(parts, source, request, rawBody);
  if (!intake.ok) {
    parts.log.warn('an alert was refused', { source, why: intake.problem });
    // Whoever cannot sign learns nothing about why.
    return reply(response, intake.status, { error: intake.status === 401 ? 'unauthorized' : intake.problem });
  }
  const { 'x-ringdown-signature': signature } = request.headers;
  if (typeof signature === 'string' && source === 'generic' && (await parts.seen(signature)))
    return reply(response, 409, { error: 'this request came before' });
  const results = [];
  for (const alert of intake.alerts) results.push(await parts.onAlert(alert));
  reply(response, 202, results.length === 1 ? results[0] : { alerts: results });
}

function read({ alerts, clock }: HttpParts, source: string, request: IncomingMessage, rawBody: Buffer): Intake {
  if (nesting(rawBody) > deepest) return { ok: false, status: 400, problem: 'the body is nested too deeply' };
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  if (source === 'generic' && alerts.generic) {
    const signed = { timestamp: header('x-ringdown-timestamp'), signature: header('x-ringdown-signature'), rawBody };
    return readGeneric(signed, alerts.generic.secret().reveal(), clock.nowMs());
  }
  if (source === 'alertmanager' && alerts.alertmanager)
    return readAlertmanager(header('authorization'), rawBody, alerts.alertmanager.token().reveal());
  return { ok: false, status: 401, problem: `the source "${source}" is not configured` };
}

/** The whole body, or null when it is too large; what is too large is not kept. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
  }
  return size > largestBody ? null : Buffer.concat(chunks);
}

/** How deep brackets nest, outside strings, before anything parses the text. */
function nesting(rawBody: Buffer): number {
  let depth = 0;
  let deepestSeen = 0;
  let inString = false;
  for (let i = 0; i < rawBody.length; i += 1) {
    const byte = rawBody[i];
    if (inString) {
      if (byte === 0x5c) i += 1;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      deepestSeen = Math.max(deepestSeen, depth);
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return deepestSeen;
}

function metricsText(health: Health): string {
  const lines: [name: string, help: string, value: number][] = [
    ['ringdown_ready', 'Whether the bot takes alerts and pages.', health.ready ? 1 : 0],
    ['ringdown_store_writable', 'Whether the store takes a write.', health.storeWritable ? 1 : 0],
    [
      'ringdown_chain_broken',
      'Whether the record did not hold when it was walked last.',
      health.chain === 'broken' ? 1 : 0,
    ],
    ['ringdown_slack_connected', 'Whether a socket to Slack is open.', health.slack === 'connected' ? 1 : 0],
    ['ringdown_seconds_since_tick', 'Age of the last finished tick.', health.secondsSinceTick],
    ['ringdown_outbox_pending', 'Messages on their way out.', health.outboxPending],
    ['ringdown_outbox_failed', 'Messages that Slack refused for good.', health.outboxFailed],
    ['ringdown_slack_degraded', 'Things in Slack that do not work at the moment.', health.degraded.length],
  ];
  return lines
    .map(([name, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`)
    .join('');
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(`${JSON.stringify(body)}\n`);
}
